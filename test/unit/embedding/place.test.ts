import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { firstRecipe } from '../../../src/core/presets';
import type { Recipe } from '../../../src/core/recipe';
import { onPlane, strongestPlane } from '../../../src/engine/embedding/principal';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { makeTile } from '../../../src/engine/tile';
import { datasetState } from '../../../src/host/words';
import type { EmbeddingTile } from '../../../src/protocol-tiles';
import { inProcess as pool } from '../labels/in-process';
import { openFiles } from '../table/make';
import { npy } from './files';

const choice = { onlyVariants: false, allowEvaluationData: false };

describe('the plane', () => {
  it('has the directions of the largest spread, the first positive in its largest number', () => {
    // spread 3·8 along (3, -4)/5, 2·2 along z, nothing else
    const rows = [-4, 4, 0, 0].flatMap((t, i) => [0.6 * t, -0.8 * t, [0, 0, 1, -1][i]!]);
    const plane = strongestPlane({ data: Float32Array.from(rows), width: 3 }, new Float64Array(3));
    const [first, second] = plane.axes.map((axis) => [...axis]);
    for (const [i, value] of [-0.6, 0.8, 0].entries()) expect(first![i]).toBeCloseTo(value, 6);
    for (const [i, value] of [0, 0, 1].entries()) expect(second![i]).toBeCloseTo(value, 6);
    expect(plane.share).toBeCloseTo(1, 9);
    const [x, y] = onPlane(Float64Array.of(3, -4, 7), new Float64Array(3), plane);
    expect([x, y].map((v) => Number(v.toFixed(5)))).toEqual([-5, 7]);
  });

  it('of rows on a line, or all alike, has no second direction, and no number that is none', () => {
    const line = strongestPlane({ data: Float32Array.of(1, 1, 2, 2, 3, 3), width: 2 }, Float64Array.of(2, 2));
    expect([...line.axes[0]].map((v) => Number(v.toFixed(6)))).toEqual(
      [Math.SQRT1_2, Math.SQRT1_2].map((v) => Number(v.toFixed(6))),
    );
    expect(line.share).toBeCloseTo(1, 9);
    const alike = strongestPlane({ data: Float32Array.of(1, 1, 1, 1), width: 2 }, Float64Array.of(1, 1));
    expect([alike.share, ...alike.axes.flatMap((axis) => [...axis])].every(Number.isFinite)).toBe(true);
  });
});

describe('a tile', () => {
  const rows = [0, 0, 1, 0, 0, 1, 5, 5, 6, 5, 5, 6];
  const file = npy('<f4', [6, 2], Buffer.from(Float32Array.from(rows).buffer));
  const labels = 'class\nx\nx\ny\ny\ny\ny\n';
  const recipe: Recipe = {
    ...{ version: 1, modality: 'embedding', seed: 7, variants: 2 },
    steps: [{ transform: 'embedding.dropout', features: [1, 1], to: 'zero' }],
  };

  it('says where a row goes, how far, and its nearest other rows', async () => {
    const dataset = await openFiles({ 'points.npy': file, 'points_labels.csv': labels });
    const ask = { recipe, source: 'points.npy#3', variant: 1, before: true };
    const tile = (await makeTile(pool, dataset, ask)) as EmbeddingTile;
    // all features dropped: (5, 5) goes to the origin, where row 0 is
    expect(tile).toMatchObject({ kind: 'embedding', label: 'y', notes: [] });
    expect(tile.before.nearest).toEqual({ row: 'points.npy#4', label: 'y' });
    expect(tile.after.nearest).toEqual({ row: 'points.npy#0', label: 'x' });
    const mean = 17 / 6;
    const variance = (0 + 1 + 0 + 25 + 36 + 25) / 6 - mean ** 2;
    expect(tile.moved).toBeCloseTo(Math.sqrt((2 * 25) / variance), 9);
    expect(tile.cloud).toMatchObject({ labels: ['x', 'y'], compared: 6, rows: 6 });
    expect([...tile.cloud!.label]).toEqual([0, 0, 1, 1, 1, 1]);
    const again = (await makeTile(pool, dataset, { ...ask, before: false })) as EmbeddingTile;
    expect(again).toEqual({ ...tile, cloud: undefined });
  });

  it('is of what the panel says and begins with', async () => {
    const { root, index } = await openFiles({ 'points.npy': file, 'points_labels.csv': labels });
    expect(datasetState(root, index)).toMatchObject({
      ...{ state: 'ready', modality: 'embedding', facts: '6 rows of 2 features in 2 classes' },
    });
    expect(firstRecipe('embedding', ['x', 'y']).steps).toMatchObject([{ transform: 'embedding.noise' }]);
  });
});

it('the sample holds 90 training rows of 8 features in three classes, and 30 that stay', async () => {
  const { index } = await openDataset(['media/sample/points']);
  expect(index).toMatchObject({ modality: 'embedding', classes: ['amber', 'birch', 'cedar'], hasSplits: true });
  expect([...index.tables![0]!.splitOf].filter((split) => split === 0).length).toBe(90);
});

describe('Parquet', () => {
  it.each([
    ['columns of floats', { type: 'FLOAT' as const }],
    ['columns of doubles', { type: 'DOUBLE' as const }],
  ])('%s: own row groups to the byte, new rows in the type of the column', async (_, { type }) => {
    const columnData = [
      { name: 'a', data: [0.5, 1.5, 2.5, 4], type },
      { name: 'b', data: [1, 2, 0.25, -3], type },
      { name: 'class', data: ['x', 'y', 'x', 'y'], type: 'STRING' as const },
    ];
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    const dataset = await openFiles({ 'train.parquet': bytes });
    expect(dataset.index).toMatchObject({ modality: 'embedding', classes: ['x', 'y'] });
    const steps = [
      { transform: 'embedding.mixup', weight: [0.3, 0.3] as const, partner: 'other class' },
      { transform: 'embedding.noise', sigma: [0.2, 0.2] as const, features: [1, 1] as const },
    ];
    const recipe: Recipe = { version: 1, modality: 'embedding', seed: 7, variants: 1, steps };
    const { out, variants } = await runRecipe(dataset, recipe, choice, { pool });
    const made = readFileSync(join(out, 'train.parquet'));
    const rows = await parquetReadObjects({ file: new Uint8Array(made).buffer });
    expect([variants, rows.length]).toEqual([4, 8]);
    expect(rows.slice(0, 4).map(({ a }) => a)).toEqual([0.5, 1.5, 2.5, 4]);
    expect(rows.slice(4).map((row) => row.class)).toEqual(['y', 'x', 'y', 'x']);
    for (const { a } of rows.slice(4)) if (type === 'FLOAT') expect(Math.fround(a as number)).toBe(a);
    expect(await replayOutput(pool, out, 'train.parquet#5')).toMatchObject({ restored: false });
  });

  it('a column of lists beside nested columns: the mean of two rows, in a list again, and all else as it was', async () => {
    const list = (name: string) => ({ name, converted_type: 'LIST' as const, repetition_type: 'OPTIONAL' as const });
    const repeats = { name: 'list', repetition_type: 'REPEATED' as const, num_children: 1 };
    const element = { name: 'element', repetition_type: 'OPTIONAL' as const };
    const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
    const about = [{ words: ['a', 'b'] }, { words: [] }];
    const bytes = parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 3 },
        { ...list('vector'), num_children: 1 },
        repeats,
        { ...element, type: 'FLOAT' },
        { name: 'about', repetition_type: 'OPTIONAL', num_children: 1 },
        { ...list('words'), num_children: 1 },
        repeats,
        { ...element, ...text, name: 'element' },
        { ...text, name: 'class' },
      ],
      columnData: [
        {
          name: 'vector',
          data: [
            [1, 2, -3],
            [3, 4.5, 5],
          ],
        },
        { name: 'about', data: about },
        { name: 'class', data: ['x', 'y'] },
      ],
    });
    const dataset = await openFiles({ 'train.parquet': new Uint8Array(bytes) });
    expect(dataset.index).toMatchObject({ modality: 'embedding', classes: ['x', 'y'] });
    const steps = [{ transform: 'embedding.mixup', weight: [0.5, 0.5] as const, partner: 'other class' }];
    const recipe: Recipe = { version: 1, modality: 'embedding', seed: 7, variants: 1, steps };
    const { out } = await runRecipe(dataset, recipe, choice, { pool });
    const made = new Uint8Array(readFileSync(join(out, 'train.parquet'))).buffer;
    const rows = await parquetReadObjects({ file: made });
    expect(rows.map((row) => row.vector)).toEqual([
      [1, 2, -3],
      [3, 4.5, 5],
      [2, 3.25, 1],
      [2, 3.25, 1],
    ]);
    expect(rows.map((row) => row.about)).toEqual([...about, ...about]);
  });
});

it('a file of no rows, and a folder of labels alone, are no embeddings', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'augment-'));
  writeFileSync(join(folder, 'labels.npy'), npy('<i4', [2], Buffer.alloc(8)));
  writeFileSync(join(folder, 'none.npy'), npy('<f4', [0, 2], Buffer.alloc(0)));
  const { index } = await openDataset([folder]);
  expect(index.tables).toBeUndefined();
  rmSync(folder, { recursive: true });
});
