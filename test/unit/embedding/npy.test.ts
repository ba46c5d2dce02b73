import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { undoRun } from '../../../src/engine/undo';
import { inProcess as pool } from '../labels/in-process';
import { filesBelow } from '../run/datasets';
import { openFiles } from '../table/make';
import { choice, sha } from '../table/rows';
import { npy, readNpy, sixNumbers } from './files';
import { manifestOf, mixup, noise, read, recipe } from './rows';

describe('.npy', () => {
  it.each(['<f2', '>f2', '<f4', '>f4', '<f8', '>f8'])(
    '%s: own rows to the byte, variants after them, labels along',
    async (descr) => {
      const [data, labels] = [sixNumbers(descr), 'name\tclass\na\tx\nb\ty\nc\tx\n'];
      const dataset = await openFiles({ 'points.npy': npy(descr, [3, 2], data), 'points_labels.tsv': labels });
      expect(dataset.index).toMatchObject({ modality: 'embedding', classes: ['x', 'y'], problems: [] });
      const { out, variants } = await runRecipe(dataset, recipe([noise]), choice, { pool });
      expect(variants).toBe(6);
      const [, made] = read(dataset, out, 'points.npy');
      expect(made.length).toBe(128 + 3 * data.length);
      expect(made.toString('latin1', 10, 120)).toContain(
        `'descr': '${descr}', 'fortran_order': False, 'shape': (9, 2)`,
      );
      expect(made.subarray(128, 128 + data.length)).toEqual(data);
      const lines = manifestOf(out);
      const width = data.length / 3;
      for (const [i, line] of lines.slice(0, 6).entries()) {
        expect(line).toMatchObject({
          output: `points.npy#${3 + i}`,
          source: `points.npy#${i >> 1}`,
          variant: 1 + (i % 2),
        });
        const at = 128 + data.length + i * width;
        expect(line.sha256).toBe(sha(made.subarray(at, at + width)));
      }
      expect(readFileSync(join(out, 'points_labels.tsv'), 'utf8')).toBe(
        `${labels}a\tx\na\tx\nb\ty\nb\ty\nc\tx\nc\tx\n`,
      );
      expect(await replayOutput(pool, out, 'points.npy#5')).toMatchObject({ sha256: lines[2].sha256 });
      expect(filesBelow(out)).toEqual([
        '.augment-manifest.jsonl',
        '.augment-recipe.json',
        'points.npy',
        'points_labels.tsv',
      ]);
      expect(await undoRun(out)).toMatchObject({ deleted: 2, kept: [] });
    },
  );

  it('Fortran order holds the same numbers as C order, column after column', async () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8.5, 9, 10, 11, 12];
    const columns = [0, 1, 2].flatMap((c) => rows.filter((_, i) => i % 3 === c));
    const bytes = (list: readonly number[]) => Buffer.from(Float32Array.from(list).buffer);
    const made = [];
    for (const fortran of [false, true]) {
      const file = npy('<f4', [4, 3], bytes(fortran ? columns : rows), fortran);
      const dataset = await openFiles({
        'points.npy': file,
        'y.npy': npy('<i4', [4], Buffer.from([...[5, 0, 0, 0], ...[6, 0, 0, 0], ...[5, 0, 0, 0], ...[6, 0, 0, 0]])),
      });
      expect(dataset.index.classes).toEqual(['5', '6']);
      for (const onlyVariants of [false, true]) {
        const { out } = await runRecipe(dataset, recipe([mixup, noise]), { ...choice, onlyVariants }, { pool });
        const all = readNpy(readFileSync(join(out, 'points.npy')));
        expect(all.head.fortran).toBe(fortran);
        expect(all.rows.length).toBe(onlyVariants ? 8 : 12);
        if (!onlyVariants) expect(all.rows.slice(0, 4).flat()).toEqual(rows);
        made.push({ rows: all.rows, y: readFileSync(join(out, 'y.npy')), n: onlyVariants });
        expect(await replayOutput(pool, out, `points.npy#${onlyVariants ? 3 : 7}`)).toMatchObject({ restored: false });
      }
    }
    expect(made[2]).toEqual(made[0]);
    expect(made[3]).toEqual(made[1]);
    expect(made[1]!.rows).toEqual(made[0]!.rows.slice(4));
  });

  it('noise has sigma times the deviation over the training rows, whatever was chosen', async () => {
    // the third column is constant; of the second the training rows alone have deviation 2
    const list = [0, -2, 7, 0, 2, 7, 0, -2, 7, 0, 2, 7, 900, 1e6, -5];
    const file = npy('<f8', [5, 3], Buffer.from(Float64Array.from(list).buffer));
    const meta = 'class,split\na,train\nb,train\na,train\nb,train\na,test\n';
    const dataset = await openFiles({ 'points.npy': file, 'points.csv': meta });
    const { out, variants } = await runRecipe(dataset, recipe([noise], { variants: 200 }), choice, { pool });
    expect(variants).toBe(800); // the test row stays alone
    const { rows } = readNpy(readFileSync(join(out, 'points.npy')));
    expect(rows.slice(0, 5).flat()).toEqual(list);
    const away = rows.slice(5).map(([, y], i) => y! - list[3 * Math.floor(i / 200) + 1]!);
    const deviation = Math.sqrt(away.reduce((sum, v) => sum + v * v, 0) / away.length);
    expect(deviation).toBeGreaterThan(0.92); // 0.5 × 2 ± 3 standard errors
    expect(deviation).toBeLessThan(1.08);
    expect(new Set(rows.slice(5).map((row) => row[0]))).toEqual(new Set([0]));
    expect(new Set(rows.slice(5).map((row) => row[2]))).toEqual(new Set([7]));
    expect(readFileSync(join(out, 'points.csv'), 'utf8').split('\n').length).toBe(1 + 5 + 800 + 1);
  });

  it('leaves what does not fit, with the reason', async () => {
    const dataset = await openFiles({
      'a.npy': npy('<f4', [3, 2], sixNumbers('<f4')),
      'a_labels.csv': 'class\nx\ny\n',
      'b.npy': npy('<i4', [3, 2], Buffer.alloc(24)),
      'c.npy': npy('<f4', [30, 2], sixNumbers('<f4')),
    });
    expect(dataset.index.tables!.map(({ path }) => path)).toEqual(['a.npy']);
    expect(dataset.index.problems).toEqual([
      { path: 'a_labels.csv', problem: 'has 2 rows: it does not fit a.npy, and is copied as it is' },
      { path: 'b.npy', problem: 'holds numbers of type i4: save them as float16, 32 or 64' },
      { path: 'c.npy', problem: 'lacks 216 bytes of what its head says' },
    ]);
    const { out } = await runRecipe(dataset, recipe([noise]), choice, { pool });
    expect(read(dataset, out, 'a_labels.csv')[1]).toEqual(read(dataset, out, 'a_labels.csv')[0]);
  });
});
