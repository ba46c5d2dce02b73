import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import type { Recipe, Step } from '../../../src/core/recipe';
import { mergeRun } from '../../../src/engine/merge';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import type { Dataset } from '../../../src/engine/scan';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { undoRun } from '../../../src/engine/undo';
import { inProcess as pool } from '../labels/in-process';
import { filesBelow, treeHash } from '../run/datasets';
import { openFiles } from '../table/make';
import { npy, readNpy, sixNumbers } from './files';

const noise: Step = { transform: 'embedding.noise', sigma: [0.5, 0.5], features: [1, 1] };
const mixup: Step = { transform: 'embedding.mixup', weight: [0.2, 0.9], partner: 'other class' };
const recipe = (steps: readonly Step[], more: Partial<Recipe> = {}): Recipe => ({
  ...{ version: 1, modality: 'embedding', seed: 7, variants: 2, steps },
  ...more,
});
const choice = { onlyVariants: false, allowEvaluationData: false };
const manifestOf = (out: string) =>
  readFileSync(join(out, '.augment-manifest.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const read = (dataset: Dataset, out: string, name: string) =>
  [readFileSync(join(dataset.root, name)), readFileSync(join(out, name))] as const;

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

const csv = 'd0,d1,id,class\n0.5,1.25,r0,x\n2,3,r1,y\n4.5,1,"r,2",x\n1.5,2.25,r3,y';

describe('mixing', () => {
  it('takes partners by the rule; labels harden to the heaviest class, soft_labels.csv has the weights', async () => {
    const dataset = await openFiles({ 'train.csv': csv });
    const { out, variants } = await runRecipe(dataset, recipe([mixup], { variants: 20 }), choice, { pool });
    const [source, text] = read(dataset, out, 'train.csv').map(String) as [string, string];
    expect(text.startsWith(`${source}\n`)).toBe(true);
    const rows = text.split('\n').slice(5);
    const soft = readFileSync(join(out, 'soft_labels.csv'), 'utf8').trimEnd().split('\n');
    expect([soft[0], soft.length]).toEqual(['file_name,x,y', variants + 1]);
    const own = [
      ['0.5', '1.25', 'x'],
      ['2', '3', 'y'],
      ['4.5', '1', 'x'],
      ['1.5', '2.25', 'y'],
    ] as const;
    let hard = 0;
    const lines = manifestOf(out).filter((line) => line.output);
    for (const [i, { source: name, partners, output, targets, labels, steps }] of lines.entries()) {
      const [row, other] = [own[Number(name.split('#')[1])]!, own[Number(partners[0].source.split('#')[1])]!];
      const { weight } = steps[0].drawn;
      expect(other[2]).not.toBe(row[2]);
      expect(targets[row[2]]).toBeCloseTo(weight, 9);
      expect(labels).toEqual([row[2], other[2]]);
      const mixed = [0, 1].map((c) => weight * Number(row[c]) + (1 - weight) * Number(other[c]));
      const cells = rows[i]!.replace('"r,2"', 'r2').split(',');
      expect(Number(cells[0])).toBeCloseTo(mixed[0]!, 1); // a decimal, as the column has
      expect(Math.abs(Number(cells[1]) - mixed[1]!)).toBeLessThanOrEqual(0.0051); // two decimals
      expect(cells[1]).toMatch(/^\d(\.\d{1,2})?$/);
      expect(cells[3]).toBe(weight >= 0.5 ? row[2] : other[2]);
      if (weight < 0.5) hard++;
      const [file, x] = soft[i + 1]!.split(',');
      expect([file, Number(x)]).toEqual([output, targets.x]);
    }
    expect(hard).toBeGreaterThan(3);
    expect(await replayOutput(pool, out, `train.csv#${4 + 7}`)).toMatchObject({ restored: false });
  });

  it('hardens labels in a file of their own, in cells of one width too', async () => {
    const y = Buffer.from('cat\0dog\0cat\0', 'latin1');
    const dataset = await openFiles({ 'X.npy': npy('<f4', [3, 2], sixNumbers('<f4')), 'y.npy': npy('|S4', [3], y) });
    const { out } = await runRecipe(dataset, recipe([{ ...mixup, weight: [0.1, 0.4] }]), choice, { pool });
    const made = readFileSync(join(out, 'y.npy'));
    expect(made.toString('latin1', 128)).toBe(`${y.toString('latin1')}dog\0dog\0cat\0cat\0dog\0dog\0`);
    expect(readFileSync(join(out, 'soft_labels.csv'), 'utf8').split('\n')[1]).toMatch(/^X\.npy#3,0\.\d+,0\.\d+$/);
  });

  it('is left out where there is no partner', async () => {
    const dataset = await openFiles({ 'train.csv': 'a,b,class\n0.5,1.5,x\n2.5,3,x\n' });
    const result = await runRecipe(dataset, recipe([mixup]), choice, { pool });
    expect(result).toMatchObject({ variants: 0, skipped: 4, failed: [] });
    expect(manifestOf(result.out)[0].skipped).toContain('no step was drawn that changes it');
  });
});

describe('other files', () => {
  it('JSONL: keys, spacing and what is not a number stay', async () => {
    const text =
      '{"id": 1,  "embedding": [0.25, -1.5, 3], "label": 7}\n{"id": 2, "embedding": [1, 2, 0.125], "label": 8}\n';
    const dataset = await openFiles({ 'train.jsonl': text });
    expect(dataset.index).toMatchObject({ modality: 'embedding', classes: ['7', '8'] });
    const { out, variants } = await runRecipe(dataset, recipe([{ ...mixup, weight: [0.3, 0.3] }, noise]), choice, {
      pool,
    });
    const made = readFileSync(join(out, 'train.jsonl'), 'utf8');
    expect([made.startsWith(text), variants]).toEqual([true, 4]);
    const rows = made.slice(text.length).trimEnd().split('\n');
    for (const row of rows.slice(0, 2))
      expect(row).toMatch(/^\{"id": 1, {2}"embedding": \[-?[\d.]+, -?[\d.]+, -?[\d.]+\], "label": 8\}$/);
    expect(
      Math.max(...rows.flatMap((row) => JSON.parse(row).embedding).map((v) => (String(v).split('.')[1] ?? '').length)),
    ).toBe(3);
  });

  it('.bytes of the projector: as many rows as its table', async () => {
    const data = sixNumbers('<f4');
    const dataset = await openFiles({ 'tensors.bytes': data, 'metadata.tsv': 'x\ny\nx\n' });
    expect(dataset.index).toMatchObject({ modality: 'embedding', classes: ['x', 'y'], problems: [] });
    const { out } = await runRecipe(dataset, recipe([noise], { variants: 1 }), choice, { pool });
    const made = readFileSync(join(out, 'tensors.bytes'));
    expect([made.length, made.subarray(0, 24).equals(data)]).toEqual([48, true]);
    expect(readFileSync(join(out, 'metadata.tsv'), 'utf8')).toBe('x\ny\nx\nx\ny\nx\n');
  });

  it('a single file stands for itself, with its labels', async () => {
    const file = npy('<f4', [3, 2], sixNumbers('<f4'));
    const files = {
      'train.npy': file,
      'train.csv': 'source,label\na,x\nb,y\nc,x\n',
      'notes.md': 'x',
      'other.csv': csv,
    };
    const dataset = await openFiles(files, undefined, 'train.npy');
    const { out } = await runRecipe(dataset, recipe([noise]), choice, { pool });
    expect(out.endsWith('train-augmented')).toBe(true);
    expect(filesBelow(out)).toEqual(['.augment-manifest.jsonl', '.augment-recipe.json', 'train.csv', 'train.npy']);
  });

  it('tells of files that share their labels', async () => {
    const data = sixNumbers('<f4');
    const dataset = await openFiles({
      'p.npy': npy('<f4', [3, 2], data),
      'p.bytes': data,
      'p_labels.tsv': 'x\ny\nx\n',
    });
    expect(dataset.index.tables!.map(({ path }) => path)).toEqual(['p.npy']);
    expect(dataset.index.problems[0]!.problem).toContain('shares p_labels.tsv with p.npy');
  });
});

describe('shards and streams', () => {
  const large = () => {
    const random = Array.from(
      { length: 90 },
      (_, i) => `${(i * 37) % 11}.${i % 10},${(i * 17) % 7}.5,${i % 3 ? 'x' : 'y'}`,
    );
    return openFiles({ 'train.csv': `a,b,class\n${random.join('\n')}\n` });
  };

  it('three shards and a merge give the bytes of one run', async () => {
    const dataset = await large();
    const whole = await runRecipe(dataset, recipe([mixup, noise]), choice, { pool });
    const out = join(dataset.root, '..', 'shards');
    for (const index of [2, 0, 1]) {
      await runRecipe(dataset, recipe([mixup, noise]), { ...choice, out }, { pool, shard: { index, count: 3 } });
    }
    await mergeRun(out, { pool });
    for (const file of [whole.out, out]) rmSync(join(file, '.augment-recipe.json'));
    expect(treeHash(out)).toBe(treeHash(whole.out));
  });

  it('streams a .npy, a class and a record for each variant, with the numbers that a run writes', async () => {
    const dataset = await openFiles({
      'points.npy': npy('<f4', [3, 2], sixNumbers('<f4')),
      'points_labels.csv': 'class\nx\ny\nx\n',
    });
    const { out } = await runRecipe(dataset, recipe([mixup, noise]), choice, { pool });
    const tar = new PassThrough();
    const files = new Map<string, Buffer>();
    const reading = new Promise<void>((resolve, reject) => {
      const reader = extract();
      reader.on('entry', async ({ name }, stream, next) => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        files.set(name, Buffer.concat(chunks));
        next();
      });
      reader.on('finish', resolve).on('error', reject);
      tar.pipe(reader);
    });
    expect(await streamRecipe(dataset, recipe([mixup, noise]), { pool, out: tar })).toMatchObject({
      samples: 6,
      failed: 0,
    });
    tar.end();
    await reading;
    const written = readNpy(readFileSync(join(out, 'points.npy'))).rows.slice(3);
    const rows = manifestOf(out).filter((line) => line.output);
    for (const [i, line] of rows.entries()) {
      const key = `points/${line.source.split('#')[1]}__aug-${line.variant}`;
      const own = readNpy(files.get(`${key}.npy`)!);
      expect([own.head.shape, own.rows.flat()]).toEqual([[2], written[i]]);
      const record = JSON.parse(String(files.get(`${key}.json`)));
      expect(record.targets).toEqual(line.targets);
      const heaviest = line.targets.x >= line.targets.y ? 'x' : 'y';
      expect(String(files.get(`${key}.cls`))).toBe(
        line.targets.x === line.targets.y ? expect.anything() : heaviest === 'x' ? '0' : '1',
      );
    }
  });

  it('a file that became shorter fails its rows, and loses nothing', async () => {
    const dataset = await openFiles({ 'points.npy': npy('<f4', [3, 2], sixNumbers('<f4')) });
    const path = join(dataset.root, 'points.npy');
    writeFileSync(path, readFileSync(path).subarray(0, 140));
    const out = join(mkdtempSync(join(tmpdir(), 'augment-')), 'out');
    await expect(runRecipe(dataset, recipe([noise]), { ...choice, out }, { pool })).rejects.toThrow(/shorter/);
    rmSync(join(out, '..'), { recursive: true });
  });
});
