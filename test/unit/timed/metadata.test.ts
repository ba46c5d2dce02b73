import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import { mixesOf } from '../../../src/core/targets';
import { pageCodecs } from '../../../src/engine/table/parquet';
import { audio, ramp, runClips } from './clips';

type Row = Readonly<Record<string, unknown>>;
interface Table {
  readonly file: string;
  bytes(rows: readonly Row[]): string | Uint8Array;
  rows(bytes: Buffer): Promise<readonly Row[]>;
}

const lines = (bytes: Buffer) => bytes.toString('utf8').trimEnd().split('\n');
const delimited = (file: string, d: string): Table => ({
  file,
  bytes: (rows) => [Object.keys(rows[0]!), ...rows.map(Object.values)].map((cells) => `${cells.join(d)}\n`).join(''),
  async rows(bytes) {
    const [head, ...body] = lines(bytes).map((line) => line.split(d));
    return body.map((cells) => Object.fromEntries(cells.map((cell, i) => [head![i]!, cell])));
  },
});
const jsonLines = (file: string): Table => ({
  file,
  bytes: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  rows: async (bytes) => lines(bytes).map((line) => JSON.parse(line)),
});
const parquet = (file: string): Table => ({
  file,
  bytes(rows) {
    const columns = Object.keys(rows[0]!);
    const columnData = columns.map((name) => ({ name, data: rows.map((row) => row[name]) }));
    return new Uint8Array(parquetWriteBuffer({ columnData, compressors: pageCodecs.pack }));
  },
  rows: (bytes) =>
    parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors: pageCodecs.unpack }) as Promise<Row[]>,
});
const tables = [
  delimited('meta/esc50.csv', ','),
  delimited('audio/metadata.csv', ','),
  jsonLines('audio/metadata.jsonl'),
  parquet('audio/metadata.parquet'),
];

/** Eight clips in two folds: three classes, of which one has half of all. */
const sources = Array.from({ length: 8 }, (_, i) => {
  const [fold, target] = [(i >> 2) + 1, [0, 7, 0, 38][i % 4]!];
  const category = { 0: 'dog', 7: 'rain', 38: 'church bells' }[target]!;
  return { file_name: `${fold}-${i}.wav`, fold, target, category, take: 'A' };
});
/** What is heard in the first one is no class of the table. */
const heard = { 'audio/1-0.txt': '0.001\t0.01\tbark\n' };
const clips = Object.fromEntries(sources.map(({ file_name }, i) => [`audio/${file_name}`, ramp(200 + i)]));

describe.each(tables)('$file', (table) => {
  const made = async (more: Partial<Recipe>, others = {}) => {
    const files = { ...clips, ...others, [table.file]: table.bytes(sources) };
    const recipe = audio([{ transform: 'audio.mixup', weight: [0.1, 0.9] }], more);
    const ran = await runClips(files, recipe);
    return { ...ran, rows: await table.rows(readFileSync(join(ran.out, table.file))) };
  };

  it('a blended clip has the class and the number of its heavier part, and is of its fold', async () => {
    const { rows, lines, read } = await made({ variants: 6 }, heard);
    expect(rows.slice(0, 8).map((row) => `${row.target}`)).toEqual(sources.map(({ target }) => `${target}`));
    const soft = read('soft_labels.csv')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(soft[0]).toEqual(['file_name', 'bark', 'church bells', 'dog', 'rain']);
    const sourceOf = (path: string) => sources.find(({ file_name }) => path.endsWith(file_name))!;
    let changed = 0;
    for (const [n, line] of lines.entries()) {
      const [own, { partner, weight }] = [sourceOf(line.source), line.steps.flatMap(mixesOf)[0]!];
      const other = sourceOf(partner);
      const heavier = weight >= 0.5 ? own : other;
      const { file_name, ...said } = rows[8 + n]!;
      expect(file_name).toBe(line.output.replace('audio/', ''));
      expect(Object.values(said).map(String)).toEqual([own.fold, heavier.target, heavier.category, 'A'].map(String));
      expect(typeof said.target).toBe(typeof rows[0]!.target);
      expect(other.fold).toBe(own.fold);
      const has = ({ category, file_name }: (typeof sources)[number], name: string) =>
        Number(category === name || (file_name === '1-0.wav' && name === 'bark'));
      const share = (name: string) => has(own, name) * weight + has(other, name) * (1 - weight);
      expect(soft[1 + n]!.slice(1).map(Number)).toEqual(soft[0]!.slice(1).map((name) => expect.closeTo(share(name))));
      if (heavier.target !== own.target) changed++;
    }
    expect(changed).toBeGreaterThan(3);
  });

  it('classes are balanced', async () => {
    const { rows } = await made({ variants: 2, balance: true, steps: [{ transform: 'audio.polarity' }] });
    const counts = ['dog', 'rain', 'church bells'].map((name) => rows.filter((row) => row.category === name).length);
    expect(counts).toEqual([12, 12, 12]); // the largest: 4 clips × (1 + 2)
  });
});
