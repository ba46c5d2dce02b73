import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import type { RunChoice } from '../../../src/core/run';
import { createPool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { parquetOn } from '../../../src/engine/table/parquet';
import { parquetRows } from '../../../src/formats/table/parquet/file';
import { bundled } from '../run/worker-bundle';
import { openFiles } from './make';

vi.setConfig({ testTimeout: 180_000 });
const pool = createPool({ workers: 2, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

const types = readFileSync('test/fixtures/parquet/types.parquet');
const recipe: Recipe = {
  version: 1,
  modality: 'text',
  seed: 7,
  variants: 2,
  steps: [{ transform: 'text.typo', letters: [0.1, 0.1] }],
};
const choice: RunChoice = { onlyVariants: false, allowEvaluationData: false };
const rowsOf = async (path: string) => {
  const file = await parquetOn(path);
  return (await parquetRows(file, 0, file.rows)).map((line) => JSON.parse(line) as Record<string, unknown>);
};
const manifest = (out: string) =>
  readFileSync(join(out, '.augment-manifest.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('Parquet', () => {
  it('is read as it is stored', async () => {
    const dataset = await openFiles({ 'train.parquet': types });
    const [table] = dataset.index.tables!;
    expect(table!.reading).toMatchObject({ kind: 'parquet', roles: { text: 'text', label: 'label', spans: 'ents' } });
    expect(dataset.index.classes).toEqual(['neg', 'pos']);
    const rows = await rowsOf(join(dataset.root, 'train.parquet'));
    expect(rows[1]).toMatchObject({
      big: '9007199254740994', // 2^53 + 2
      score: 'NaN',
      price: Buffer.from([0, 0, 0, 125]).toString('base64'), // 1.25 as 125 in four bytes
      raw: Buffer.from([1, 255, 0]).toString('base64'),
      tags: [],
      nested: null,
      m: [],
      ents: [{ start: 3, end: 9, label: 'V' }],
    });
    expect(rows[2]).toMatchObject({ score: '-0', tags: ['a', null], nested: [], u: 4000000002 - 2 ** 32 });
    expect(rows[2]!.m).toEqual([
      { key: 'k', value: 1 },
      { key: 'j', value: null },
    ]);
    expect(rows[3]).toMatchObject({ st: null, nested: [[3]], m: null });
  });

  it('keeps its groups to the byte, and gets rows in the same schema and compression', async () => {
    const dataset = await openFiles({ 'train.parquet': types });
    const { out, variants } = await runRecipe(dataset, recipe, choice, { pool });
    const written = readFileSync(join(out, 'train.parquet'));
    const [before, after] = [types, written].map((b) => parquetMetadata(new Uint8Array(b).buffer));
    const body = types.length - 8 - before!.metadata_length;
    expect(written.subarray(0, body).equals(types.subarray(0, body))).toBe(true);
    expect(after!.schema).toEqual(before!.schema);
    expect(after!.key_value_metadata).toEqual(before!.key_value_metadata);
    expect(after!.row_groups.slice(0, 3)).toEqual(before!.row_groups);
    expect(after!.num_rows).toBe(BigInt(12 + variants));
    const codecs = after!.row_groups.at(-1)!.columns.map((c) => c.meta_data!.codec);
    expect(new Set(codecs)).toEqual(new Set(['GZIP']));
    const rows = await rowsOf(join(out, 'train.parquet'));
    const lines = manifest(out).filter((line) => line.output);
    expect(lines.length).toBe(variants);
    for (const [i, { source, output }] of lines.entries()) {
      expect(output).toBe(`train.parquet#${12 + i}`);
      const [from, now] = [rows[Number(source.split('#')[1])]!, rows[12 + i]!];
      const [place] = now.ents as { start: number; end: number }[];
      expect({ ...now, text: from.text, ents: from.ents }).toEqual(from);
      expect(now.text).not.toBe(from.text);
      // "bought" was not chosen, or has moved with its letters
      expect((now.text as string).slice(0, place!.start)).toMatch(/ $/);
    }
    expect(await replayOutput(pool, out, 'train.parquet#14')).toMatchObject({ sha256: lines[2].sha256 });
  });

  it('holds the variants alone when asked', async () => {
    const dataset = await openFiles({ 'train.parquet': types });
    const { out, variants } = await runRecipe(dataset, recipe, { ...choice, onlyVariants: true }, { pool });
    const rows = await rowsOf(join(out, 'train.parquet'));
    expect(rows.length).toBe(variants);
    expect(new Set(rows.map((row) => row.label))).toEqual(new Set(['neg', 'pos']));
  });

  it('says where rows come from in columns, when asked, and keeps its own bytes before them', async () => {
    const dataset = await openFiles({ 'train.parquet': types });
    const asked = { ...recipe, data: { provenance: true } };
    const { out, variants } = await runRecipe(dataset, asked, choice, { pool });
    const written = readFileSync(join(out, 'train.parquet'));
    const [before, after] = [types, written].map((b) => parquetMetadata(new Uint8Array(b).buffer));
    const body = types.length - 8 - before!.metadata_length;
    expect(written.subarray(0, body).equals(types.subarray(0, body))).toBe(true);
    expect(after!.schema.slice(1, -2)).toEqual(before!.schema.slice(1));
    expect(after!.schema[0]!.num_children).toBe(before!.schema[0]!.num_children! + 2);
    for (const [i, group] of before!.row_groups.entries()) {
      const columns = after!.row_groups[i]!.columns;
      expect(columns.slice(0, -2)).toEqual(group.columns);
      const own = columns.slice(-2).map((c) => c.meta_data!);
      expect(own.map((c) => [c.path_in_schema.join(), c.num_values])).toEqual([
        ['source_row', group.num_rows],
        ['variant', group.num_rows],
      ]);
      const more = own.reduce((sum, c) => sum + c.total_uncompressed_size, 0n);
      expect(after!.row_groups[i]!.total_byte_size).toBe(group.total_byte_size + more);
    }
    const rows = await rowsOf(join(out, 'train.parquet'));
    const lines = manifest(out).filter((line) => line.output);
    expect(rows.map((row) => [row.source_row, row.variant])).toEqual([
      ...Array.from({ length: 12 }, (_, i) => [i, 0]),
      ...lines.map(({ source, variant }) => [Number(source.split('#')[1]), variant]),
    ]);
    expect(rows.length).toBe(12 + variants);
    expect(rows.slice(0, 12).map(({ source_row, variant, ...row }) => row)).toEqual(
      await rowsOf(join(dataset.root, 'train.parquet')),
    );
    expect(await replayOutput(pool, out, 'train.parquet#14')).toMatchObject({ sha256: lines[2].sha256 });
    const only = await runRecipe(dataset, asked, { ...choice, onlyVariants: true }, { pool });
    const made = await rowsOf(join(only.out, 'train.parquet'));
    expect(made.map((row) => [row.source_row, row.variant])).toEqual(
      rows.slice(12).map((row) => [row.source_row, row.variant]),
    );
    // what has such columns already keeps them, and the plan says so
    const again = await openFiles({ 'train.parquet': new Uint8Array(written) });
    const grown = await runRecipe(again, { ...asked, variants: 1 }, choice, { pool });
    expect(Object.keys((await rowsOf(join(grown.out, 'train.parquet')))[0]!)).toEqual(Object.keys(rows[0]!));
  });

  it('tells Hugging Face of the columns, and drops the schema of Arrow that no longer fits', async () => {
    const features = {
      text: { dtype: 'string', _type: 'Value' },
      label: { names: ['neg', 'pos'], _type: 'ClassLabel' },
    };
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'text', data: Array.from({ length: 20 }, (_, n) => `the film number ${n} was good`) },
        { name: 'label', data: Array.from({ length: 20 }, (_, n) => n % 2), type: 'INT32' },
      ],
      kvMetadata: [
        { key: 'huggingface', value: JSON.stringify({ info: { features } }) },
        { key: 'ARROW:schema', value: 'AAAA' },
        { key: 'pandas', value: '{}' },
      ],
    });
    const dataset = await openFiles({ 'train.parquet': new Uint8Array(file) });
    const { out } = await runRecipe(dataset, { ...recipe, data: { provenance: true } }, choice, { pool });
    const { key_value_metadata: said } = parquetMetadata(
      new Uint8Array(readFileSync(join(out, 'train.parquet'))).buffer,
    );
    expect(said!.map(({ key }) => key)).toEqual(['huggingface', 'pandas']);
    expect(JSON.parse(said![0]!.value!)).toEqual({
      info: {
        features: {
          ...features,
          source_row: { dtype: 'int64', _type: 'Value' },
          variant: { dtype: 'int32', _type: 'Value' },
        },
      },
    });
  });

  it('is read in parts of its groups', async () => {
    const count = 1700;
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'sentence', data: Array.from({ length: count }, (_, n) => `the film number ${n} was good`) },
        { name: 'label', data: Array.from({ length: count }, (_, n) => n % 3), type: 'INT32' },
        { name: 'split', data: Array.from({ length: count }, (_, n) => (n % 5 ? 'train' : 'test')) },
      ],
      rowGroupSize: [1000],
    });
    const dataset = await openFiles({ 'all.parquet': new Uint8Array(file) });
    const [table] = dataset.index.tables!;
    expect(table!.blocks.map((b) => [b.first, b.rows])).toEqual([
      [0, 500],
      [500, 500],
      [1000, 350],
      [1350, 350],
    ]);
    expect(dataset.index.classes).toEqual(['0', '1', '2']);
    const { out, variants } = await runRecipe(dataset, { ...recipe, variants: 1 }, choice, { pool });
    const written = await parquetReadObjects({ file: new Uint8Array(readFileSync(join(out, 'all.parquet'))).buffer });
    expect(variants).toBe(1360);
    for (const [i, line] of manifest(out)
      .filter((l) => l.output)
      .entries()) {
      const source = Number(line.source.split('#')[1]);
      expect(written[count + i]).toMatchObject({ label: source % 3, split: 'train' });
    }
  });

  it('says what is wrong with a file', async () => {
    const packed = parquetWriteBuffer({
      columnData: [{ name: 'text', data: ['one fine film', 'the old car'] }],
      codec: 'LZ4',
      compressors: { LZ4: (bytes) => bytes },
    });
    const broken = await openFiles({ 'a.parquet': types.subarray(0, 3000), 'b.parquet': new Uint8Array(packed) });
    expect(broken.index.problems).toContainEqual({
      path: 'a.parquet',
      problem: 'is not a whole Parquet file, or is encrypted',
    });
    expect(broken.index.problems).toContainEqual({
      path: 'b.parquet',
      problem:
        'is compressed with LZ4, which can’t be read: save it with Snappy (pandas: to_parquet(…, compression="snappy")) or GZIP',
    });
    expect(broken.index.modality).toBe('text');
  });
});
