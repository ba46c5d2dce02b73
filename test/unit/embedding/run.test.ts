import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { inProcess as pool } from '../labels/in-process';
import { filesBelow } from '../run/datasets';
import { openFiles } from '../table/make';
import { choice } from '../table/rows';
import { npy, sixNumbers } from './files';
import { manifestOf, mixup, noise, read, recipe } from './rows';

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
