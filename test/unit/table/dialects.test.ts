import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import { type DataOptions, rowName } from '../../../src/core/table';
import { classOfRow } from '../../../src/core/table-counts';
import { createPool } from '../../../src/engine/pool';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { undoRun } from '../../../src/engine/undo';
import { bundled } from '../run/worker-bundle';
import { openFiles } from './make';

vi.setConfig({ testTimeout: 180_000 });
const pool = createPool({ workers: 1, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

/** Every word in capitals: what is written can be told beforehand. */
const recipe: Recipe = {
  version: 1,
  modality: 'text',
  seed: 7,
  variants: 1,
  steps: [{ transform: 'text.casing', words: [1, 1], to: 'upper' }],
};
const choice = { onlyVariants: false, allowEvaluationData: false };
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');

interface Dialect {
  readonly name: string;
  readonly file: string;
  readonly bytes: Buffer;
  /** What the run has to write, byte for byte. */
  readonly written: Buffer;
  /** Of the training rows. */
  readonly labels: readonly string[];
  readonly data?: DataOptions;
}

const dialects: readonly Dialect[] = [
  {
    name: 'comma, quotes, CRLF and a byte order mark; the last line open',
    file: 'r.csv',
    bytes: utf8('\uFEFFtext,label\r\n"a good ""old"" film, he said",pos\r\na dull car,neg'),
    written: utf8(
      '\uFEFFtext,label\r\n"a good ""old"" film, he said",pos\r\na dull car,neg\r\n"A GOOD ""OLD"" FILM, HE SAID",pos\r\nA DULL CAR,neg',
    ),
    labels: ['pos', 'neg'],
  },
  {
    name: 'semicolon, quotes around everything, a line end within a cell',
    file: 'r.csv',
    bytes: utf8('"id";"text";"label"\n"1";"a good\nold film; yes";"pos"\n"2";"a dull old car";"neg"\n'),
    written: utf8(
      '"id";"text";"label"\n"1";"a good\nold film; yes";"pos"\n"2";"a dull old car";"neg"\n"1";"A GOOD\nOLD FILM; YES";"pos"\n"2";"A DULL OLD CAR";"neg"\n',
    ),
    labels: ['pos', 'neg'],
  },
  {
    name: 'Windows-1252, a pipe',
    file: 'r.csv',
    bytes: latin1('text|label\nun caf\xe9 tr\xe8s bon \x96 oui|pos\nun th\xe9 tr\xe8s froid|neg\n'),
    written: latin1(
      'text|label\nun caf\xe9 tr\xe8s bon \x96 oui|pos\nun th\xe9 tr\xe8s froid|neg\nUN CAF\xc9 TR\xc8S BON \x96 OUI|pos\nUN TH\xc9 TR\xc8S FROID|neg\n',
    ),
    labels: ['pos', 'neg'],
  },
  {
    name: 'tabs, no header, quotes that mean nothing, old line ends',
    file: 'r.tsv',
    bytes: utf8('a "good film\t1\ra dull old car\t0\ra good old house\t1\r'),
    written: utf8(
      'a "good film\t1\ra dull old car\t0\ra good old house\t1\rA "GOOD FILM\t1\rA DULL OLD CAR\t0\rA GOOD OLD HOUSE\t1\r',
    ),
    labels: ['1', '0', '1'],
  },
  {
    name: 'a header and a delimiter that the user names, and provenance',
    file: 'r.txt',
    bytes: utf8('words of it~kind\na good film~p\na dull car~n\n'),
    written: utf8(
      'words of it~kind~source_row~variant\na good film~p~0~0\na dull car~n~1~0\nA GOOD FILM~p~0~1\nA DULL CAR~n~1~1\n',
    ),
    labels: ['p', 'n'],
    data: { delimiter: '~', header: true, text: 'words of it', label: 'kind', provenance: true },
  },
  {
    name: 'a text file with as many tabs in each line',
    file: 'r.txt',
    bytes: utf8('ham\ta good film\nspam\ta dull car\nham\ta good house\nspam\ta dull day\n'),
    written: utf8(
      'ham\ta good film\nspam\ta dull car\nham\ta good house\nspam\ta dull day\nham\tA GOOD FILM\nspam\tA DULL CAR\nham\tA GOOD HOUSE\nspam\tA DULL DAY\n',
    ),
    labels: ['ham', 'spam', 'ham', 'spam'],
  },
  {
    name: 'fastText, with two labels',
    file: 'r.txt',
    bytes: utf8('__label__pos __label__new a good film\n__label__neg a dull car\n'),
    written: utf8(
      '__label__pos __label__new a good film\n__label__neg a dull car\n__label__pos __label__new A GOOD FILM\n__label__neg A DULL CAR\n',
    ),
    labels: ['pos', 'neg'],
  },
  {
    name: 'JSON by split: test rows stay',
    file: 'r.json',
    bytes: utf8(
      '{"train": [["a good film", "pos"], ["a dull car", "neg"]],\n "test": [["a fine house", "pos"], ["a bad day", "neg"]]}\n',
    ),
    written: utf8(
      '{"train": [["a good film", "pos"], ["a dull car", "neg"], ["A GOOD FILM", "pos"], ["A DULL CAR", "neg"]],\n "test": [["a fine house", "pos"], ["a bad day", "neg"]]}\n',
    ),
    labels: ['pos', 'neg'],
  },
  {
    name: 'JSONL with escapes, key order and an entity',
    file: 'r.jsonl',
    bytes: utf8(
      '{"label": "a",  "text": "the caf\\u00e9 of Allen", "entities": [[12, 17, "PER"]]}\n{"label": "b", "text": "a dull car", "entities": []}\n',
    ),
    written: utf8(
      '{"label": "a",  "text": "the caf\\u00e9 of Allen", "entities": [[12, 17, "PER"]]}\n{"label": "b", "text": "a dull car", "entities": []}\n{"label": "a",  "text": "THE CAF\\u00c9 OF Allen", "entities": [[12, 17, "PER"]]}\n{"label": "b", "text": "A DULL CAR", "entities": []}\n',
    ),
    labels: ['a', 'b'],
  },
];

describe('a single table, run and taken back', () => {
  it.each(dialects)('$name', async ({ file, bytes, written, labels, data }) => {
    const dataset = await openFiles({ [file]: bytes }, data, file);
    const [table] = dataset.index.tables!;
    const training = labels.map((_, row) => classOfRow(table!, row));
    expect(training).toEqual(labels);
    const { out, failed } = await runRecipe(dataset, { ...recipe, ...(data && { data }) }, choice, { pool });
    expect(failed).toEqual([]);
    expect(readFileSync(join(out, file)).toString('latin1')).toBe(written.toString('latin1'));
    const variants = readFileSync(join(out, '.augment-manifest.jsonl'), 'utf8').trimEnd().split('\n');
    const outputs = variants.map((line) => JSON.parse(line)).filter((line) => line.output);
    expect(outputs.map(({ source }) => source)).toEqual(labels.map((_, row) => rowName(file, row)));
    expect(outputs.map((line) => line.labels[0])).toEqual(labels);
    const again = await openDataset([out], { data });
    expect(again.index.classes).toEqual(dataset.index.classes);
    expect(await undoRun(out)).toMatchObject({ kept: [] });
    expect(existsSync(out)).toBe(false);
    expect(readFileSync(join(dataset.root, file)).equals(bytes)).toBe(true);
  });
});
