import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompressionCodec, parquetMetadata, parquetReadObjects, type SchemaElement } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { expect, it, vi } from 'vitest';
import type { Step } from '../../../src/core/recipe';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { pageCodecs } from '../../../src/engine/table/parquet';
import { choice, makeRecipe } from '../dataset/make';
import { dataset, height, width } from './fixtures';
import { inProcess } from './in-process';
import { huggingFace } from './loaders';

vi.setConfig({ testTimeout: 60_000 });

const group = (name: string, ...children: readonly SchemaElement[][]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: children.length },
  ...children.flat(),
];
const list = (name: string, [first, ...rest]: readonly SchemaElement[]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { ...first!, name: 'element' },
  ...rest,
];
const leaf = (name: string, type: SchemaElement['type'], more: Partial<SchemaElement> = {}): SchemaElement[] => [
  { name, type, repetition_type: 'OPTIONAL', ...more },
];
const text = (name: string) => leaf(name, 'BYTE_ARRAY', { converted_type: 'UTF8' });

/** A file with these columns, as Python libraries write it. */
function parquet(
  columns: readonly SchemaElement[][],
  rows: readonly Readonly<Record<string, unknown>>[],
  codec: CompressionCodec = 'SNAPPY',
): Uint8Array {
  const schema = [{ name: 'schema', num_children: columns.length }, ...columns.flat()];
  const columnData = columns.map(
    ([first]): ColumnSource => ({ name: first!.name, data: rows.map((row) => row[first!.name]), codec }),
  );
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, compressors: pageCodecs.pack, rowGroupSize: [2] }));
}
const buffer = (bytes: Uint8Array) => new Uint8Array(bytes).buffer;
const rowsIn = (file: string) =>
  parquetReadObjects({ file: buffer(readFileSync(file)), compressors: pageCodecs.unpack });
const turnAndCut: readonly Step[] = [
  { transform: 'image.rotate', degrees: [-20, 20], border: 'constant' },
  { transform: 'image.crop', scale: [0.5, 0.8], resize: 'none' },
];
const run = async (root: string, steps: readonly Step[], more = {}, onlyVariants = false) =>
  runRecipe(
    await openDataset([root]),
    makeRecipe(steps, { variants: 2, ...more }),
    { ...choice, onlyVariants },
    {
      pool: inProcess,
    },
  );

const detection = [
  text('file_name'),
  leaf('image_id', 'INT64'),
  leaf('width', 'INT32'),
  leaf('height', 'INT32'),
  group(
    'objects',
    list('id', leaf('element', 'INT64')),
    list('bbox', list('element', leaf('element', 'FLOAT'))),
    list('category', leaf('element', 'INT64')),
    list('area', leaf('element', 'INT64')),
  ),
];
const objects = {
  id: [7n, 8n],
  bbox: [
    [10, 8, 30.5, 30],
    [40, 20, 12, 20],
  ],
  category: [2n, 0n],
  area: [915n, 240n],
};
const pictures = { 'train/a.png': 1, 'train/b.png': 2, 'train/c.png': 3, 'test/d.png': 4 };
const named = (name: string, more = {}) => ({ file_name: name, image_id: 2n ** 60n, width, height, objects, ...more });

it('metadata.parquet grows by row groups that Hugging Face reads; its own stay to the byte', async () => {
  const own = parquet(detection, [named('a.png'), named('b.png'), named('c.png', { objects: null })], 'GZIP');
  const held = parquet(detection, [named('d.png')]);
  const root = dataset({ ...pictures, 'train/metadata.parquet': own, 'test/metadata.parquet': held });
  const { index } = await openDataset([root]);
  expect(index.labelSets.map((set) => set.name)).toEqual([
    'Hugging Face metadata boxes',
    'Hugging Face metadata boxes',
  ]);
  expect([index.classes, index.problems, index.labelsCannotFollow]).toEqual([['0', '2'], [], undefined]);
  const { out, failed } = await run(root, turnAndCut, { labels: { minVisibility: 0.1 } });
  expect(failed).toEqual([]);
  const file = join(out, 'train/metadata.parquet');
  const [before, after] = [own, readFileSync(file)].map((bytes) => parquetMetadata(buffer(bytes)));
  const body = own.length - 8 - before!.metadata_length;
  expect(readFileSync(file).subarray(0, body).equals(own.subarray(0, body))).toBe(true);
  expect(after!.schema).toEqual(before!.schema);
  expect(after!.row_groups.map((g) => Number(g.num_rows))).toEqual([2, 1, 6]);
  expect(after!.row_groups[2]!.columns.map((c) => c.meta_data!.codec)).toEqual(
    before!.row_groups[0]!.columns.map(() => 'GZIP'),
  );
  expect(readFileSync(join(out, 'test/metadata.parquet')).equals(held)).toBe(true);
  const rows = await rowsIn(file);
  huggingFace(
    join(out, 'train'),
    rows.map(({ objects: _, ...row }) => row),
  );
  const boxes = rows.slice(3).flatMap(({ objects: own, width: w, height: h, image_id }) => {
    expect(image_id).toBe(2n ** 60n);
    if (!own) return [];
    const { id, bbox, category, area } = own as typeof objects;
    expect(category).toEqual(id.map((n) => objects.category[objects.id.indexOf(n)]));
    return bbox.map(([left, top, wide, high], i) => {
      expect(
        left! >= 0 && top! >= 0 && wide! > 0 && high! > 0 && left! + wide! <= w + 0.01 && top! + high! <= h + 0.01,
      ).toBe(true);
      expect(Math.abs(Number(area[i]) - wide! * high!)).toBeLessThan(1);
      return wide!;
    });
  });
  expect(boxes.length).toBeGreaterThan(4);
  expect(boxes.some((side) => !Number.isInteger(side))).toBe(true); // a column of fractions is not rounded
  expect(rows.slice(3).map(({ objects: own }) => own === undefined)).toEqual([false, false, false, false, true, true]);
  const again = await replayOutput(inProcess, out, 'train/metadata.parquet');
  expect(again).toMatchObject({ restored: false });
});

it('objects of a Parquet table may be records, in whole numbers', async () => {
  const columns = [
    text('file_name'),
    text('label'),
    list('objects', group('element', list('bbox', leaf('element', 'INT32')), text('category'))),
  ];
  const record = { bbox: [10, 8, 31, 30], category: 'left' };
  const root = dataset({
    'a.png': 1,
    'b.png': 2,
    'metadata.parquet': parquet(
      columns,
      ['a', 'b'].map((n) => ({ file_name: `${n}.png`, label: 'x', objects: [record] })),
    ),
  });
  const { out } = await run(root, [{ transform: 'image.flip' }], { labels: { classMap: { left: 'right' } } });
  expect((await rowsIn(join(out, 'metadata.parquet'))).slice(2)).toEqual(
    ['a__aug-1', 'a__aug-2', 'b__aug-1', 'b__aug-2'].map((n) => ({
      file_name: `${n}.png`,
      label: 'x',
      objects: [{ bbox: [width - 41, 8, 31, 30], category: 'right' }],
    })),
  );
});

it.each([
  ['classes', list('tags', text('element')), { tags: ['left', 'cat'] }, { tags: ['right', 'cat'] }],
  ['one class', text('tags'), { tags: 'left' }, { tags: 'right' }],
])('mirrored %s of a Parquet table are renamed', async (_, column, was, is) => {
  const root = dataset({
    'a.png': 1,
    'metadata.parquet': parquet([text('file_name'), column], [{ file_name: 'a.png', ...was }]),
  });
  const { out } = await run(root, [{ transform: 'image.flip' }], {
    variants: 1,
    labels: { classMap: { left: 'right' } },
  });
  expect(await rowsIn(join(out, 'metadata.parquet'))).toEqual([
    { file_name: 'a.png', ...was },
    { file_name: 'a__aug-1.png', ...is },
  ]);
});

it('flags of a Parquet table stay of their type, and with variants alone names lead back to the dataset', async () => {
  const columns = [text('file_name'), leaf('left', 'BOOLEAN'), leaf('right', 'BOOLEAN'), leaf('cat', 'BOOLEAN')];
  const row = { file_name: 'a.png', left: true, right: false, cat: true };
  const root = dataset({ 'a.png': 1, 'metadata.parquet': parquet(columns, [row]) });
  const classMap = { left: 'right', right: 'left' };
  const { out } = await run(root, [{ transform: 'image.flip' }], { variants: 1, labels: { classMap } }, true);
  expect(await rowsIn(join(out, 'metadata.parquet'))).toEqual([
    { ...row, file_name: '../set/a.png' },
    { file_name: 'a__aug-1.png', left: false, right: true, cat: true },
  ]);
});

it('a damaged Parquet table refuses the run', async () => {
  const whole = parquet([text('file_name'), text('label')], [{ file_name: 'a.png', label: 'x' }]);
  const root = dataset({ 'a.png': 1, 'metadata.parquet': whole.subarray(0, whole.length - 3) });
  expect((await openDataset([root])).index.labelsCannotFollow).toContain(
    'metadata.parquet, which is not a whole Parquet file',
  );
});
