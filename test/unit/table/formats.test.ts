import { describe, expect, it } from 'vitest';
import type { Reading, TextRow } from '../../../src/core/table';
import { isReadAs } from '../../../src/engine/scan';
import { textCodecOf } from '../../../src/formats/table/codec';
import { openFiles, rawRows } from './make';

const reviews = [
  'a fine film of great charm',
  'dull from start to end',
  'what a waste of time',
  'warm and funny all along',
];
const long = (n: number) => reviews[n % 4]!;

async function read(files: Readonly<Record<string, string | Uint8Array>>, data = {}) {
  const dataset = await openFiles(files, data);
  const [table] = dataset.index.tables ?? [];
  const raws = table ? await rawRows(dataset, table) : [];
  const rows = raws.map((raw): TextRow => textCodecOf(table!.reading).read(raw));
  return { dataset, table: table!, raws, rows };
}

describe('tables are read in their dialect', () => {
  it.each([
    ['comma', 'train.csv', ',', true],
    ['tab', 'train.tsv', '\t', false],
    ['semicolon in a csv', 'train.csv', ';', true],
    ['bar', 'train.psv', '|', true],
  ])('%s', async (_, path, delimiter, header) => {
    const lines = reviews.map((text, i) => [text, i % 2 ? 'neg' : 'pos'].join(delimiter));
    const file = [...(header ? [['text', 'label'].join(delimiter)] : []), ...lines, ''].join('\n');
    const { table, rows } = await read({ [path]: file });
    expect(table.reading).toMatchObject({ delimiter, roles: { text: 0, label: 1 } });
    expect(rows.map((r) => r.text)).toEqual(reviews);
    expect(rows.map((r) => r.classes)).toEqual([['pos'], ['neg'], ['pos'], ['neg']]);
  });

  it('quotes with delimiters, line ends and quotes in them', async () => {
    const file =
      'id,text,label\r\n1,"one, ""two""\nand three words",x\r\n2,plain words stand here,y\r\n\r\n3,"more of these words",x\r\n';
    const { rows, raws, table } = await read({ 'data.csv': file });
    expect(rows.map((r) => r.text)).toEqual([
      'one, "two"\nand three words',
      'plain words stand here',
      'more of these words',
    ]);
    expect(raws[0]).toBe('1,"one, ""two""\nand three words",x');
    expect(table.reading.lineEnd).toBe('\r\n');
  });

  it('quotes that are letters, as in a file without quoting', async () => {
    const { rows } = await read({
      'train.tsv': 'he said "no" to it\t0\n"the end" was long\t1\nso it was " again\t0\n',
    });
    expect(rows.map((r) => r.text)).toEqual(['he said "no" to it', '"the end" was long', 'so it was " again']);
  });

  it('byte order mark, Latin-1 and old line ends', async () => {
    const marked = await read({ 'a.csv': '\uFEFFtext,label\nfine words here,1\nmore words here,0\n' });
    expect(marked.rows[0]!.text).toBe('fine words here');
    expect(marked.table.reading).toMatchObject({ head: 3 + 11, columns: ['text', 'label'] });
    const latin = await read({
      'a.csv': Buffer.from('text,label\nun café très bon,1\nun thé froid ici,0\n', 'latin1'),
    });
    expect(latin.table.reading.encoding).toBe('latin1');
    expect(latin.rows[0]!.text).toBe('un café très bon');
    const old = await read({ 'a.csv': 'text,label\rfine words here,1\rmore words here,0\r' });
    expect(old.rows.map((r) => r.text)).toEqual(['fine words here', 'more words here']);
  });

  it('fastText', async () => {
    const { rows } = await read({ 'x.train': '__label__a __label__b one two three\n__label__a four five six\n' });
    expect(rows[0]).toEqual({ text: 'one two three', classes: ['a', 'b'], spans: [] });
  });

  it('JSONL, and JSON as a list or as lists by split', async () => {
    const records = reviews.map((text, i) => ({ id: i, text, label: i % 2 }));
    const jsonl = await read({ 'a.jsonl': records.map((r) => JSON.stringify(r)).join('\n') });
    expect(jsonl.rows.map((r) => [r.text, ...r.classes])).toEqual(records.map((r) => [r.text, String(r.label)]));
    const list = await read({ 'a.json': JSON.stringify(records, null, 2) });
    expect(list.rows).toEqual(jsonl.rows);
    const pairs = reviews.map((text, i) => [text, `c${i % 2}`]);
    const bySplit = await read({
      'a.json': JSON.stringify({ note: 'x', train: pairs, val: pairs.slice(1, 3), test: [] }),
    });
    expect(bySplit.rows).toHaveLength(6);
    expect([...bySplit.table.splitOf]).toEqual([0, 0, 0, 0, 1, 1]);
    expect(bySplit.table.blocks.map((b) => [b.first, b.rows, b.list])).toEqual([
      [0, 4, 0],
      [4, 2, 1],
    ]);
  });

  it('one file a class, but not a readme', async () => {
    const dataset = await openFiles({
      'train/pos.txt': reviews.join('\n'),
      'train/neg.txt': reviews.join('\n'),
      'README.txt': 'a\nb\nc\nd\n',
    });
    expect(dataset.index.tables?.map((t) => [t.path, t.rows, t.classNames])).toEqual([
      ['train/neg.txt', 4, ['neg']],
      ['train/pos.txt', 4, ['pos']],
    ]);
    expect(dataset.index.others.map((o) => o.path)).toEqual(['README.txt']);
  });

  it('a split column, and is_valid', async () => {
    const split = await read({
      'a.csv': `text,label,split\n${reviews.map((t, i) => `${t},${i % 2},${i < 2 ? 'train' : 'dev'}`).join('\n')}`,
    });
    expect([...split.table.splitOf]).toEqual([0, 0, 1, 1]);
    const valid = await read({
      'a.csv': `text,label,is_valid\n${reviews.map((t, i) => `${t},${i % 2},${i === 3 ? 'True' : 'False'}`).join('\n')}`,
    });
    expect([...valid.table.splitOf]).toEqual([0, 0, 0, 1]);
    expect(valid.table.classNames).toEqual(['0', '1']);
  });

  it('columns that the user names', async () => {
    const file = `title,body,mood\n${reviews.map((t, i) => `some title words here,${t},m${i}`).join('\n')}`;
    const { table, rows } = await read({ 'a.csv': file }, { text: 'title', label: 'mood' });
    expect(rows[0]).toEqual({ text: 'some title words here', classes: ['m0'], spans: [] });
    expect(table.rows).toBe(4);
    await expect(openFiles({ 'a.csv': file }, { text: 'none' })).rejects.toThrow(
      'a.csv has no column "none" for data.text; there are title, body, mood',
    );
  });

  it('says which columns there are, and so where none reads like text', async () => {
    const rows = reviews.map((text, i) => ({ id: i, body: text, mood: `m${i % 2}` }));
    const jsonl = await read({ 'a.jsonl': rows.map((r) => JSON.stringify(r)).join('\n') });
    expect(jsonl.dataset.index.columns).toEqual({ names: ['id', 'body', 'mood'], text: 'body', label: 'mood' });
    const numbers = await openFiles({ 'a.csv': 'id,x,y\n1,2,3\n2,3,4\n3,4,5\n' });
    expect(numbers.index).toMatchObject({ modality: 'text', samples: [], columns: { names: ['id', 'x', 'y'] } });
    expect(numbers.index.problems[0]!.problem).toContain('has no column that reads like text; there are id, x, y.');
    const named = await openFiles({ 'a.csv': 'id,x,y\n1,2,3\n2,3,4\n3,4,5\n' }, { text: 'x', label: 'y' });
    expect(named.index).toMatchObject({ classes: ['3', '4', '5'], columns: { text: 'x', label: 'y' } });
    expect(isReadAs(named, { label: 'y', text: 'x' })).toBe(true);
    expect(isReadAs(named, { text: 'x' })).toBe(false);
  });

  it('rows in many blocks, each row once', async () => {
    const texts = Array.from({ length: 5000 }, (_, i) => `${i} "${long(i)}", he said`);
    const file = `text,label\n${texts.map((t, i) => `"${t.replaceAll('"', '""')}",${i % 3}`).join('\n')}\n`;
    const { rows, table } = await read({ 'a.csv': file });
    expect(table.blocks.length).toBeGreaterThan(5);
    expect(rows.map((r) => r.text)).toEqual(texts);
    expect([...table.classOf].map((c) => table.classNames[c - 1])).toEqual(texts.map((_, i) => String(i % 3)));
  });

  it('names rows that can’t be read', async () => {
    const dataset = await openFiles({
      'a.csv': `text,label\n${reviews.map((t) => `${t},1`).join('\n')}\nonly one cell here\n`,
    });
    expect(dataset.index.tables?.[0]?.rows).toBe(5);
    expect(dataset.index.problems).toEqual([
      { path: 'a.csv#4', problem: 'has 1 cells, and the table has 2 columns: left out' },
    ]);
  });
});

describe('rows are written as they were, but for the text', () => {
  const base = { encoding: 'utf8', head: 0, lineEnd: '\n' } as const;
  const csv: Reading = {
    ...base,
    kind: 'delimited',
    delimiter: ',',
    quotes: true,
    columns: ['a', 'b', 'c'],
    roles: { text: 1 },
  };
  const write = (reading: Reading, raw: string, change: (row: TextRow) => Pick<TextRow, 'text' | 'spans'>) => {
    const codec = textCodecOf(reading);
    const row = codec.read(raw);
    return codec.write(raw, change(row), row);
  };
  const to = (text: string) => () => ({ text, spans: [] });

  it('CSV: quotes stay where they were, and come where they must', () => {
    expect(write(csv, '1,"old",x', to('new'))).toBe('1,"new",x');
    expect(write(csv, ' 1 ,old,"x"', to('new, ""'))).toBe(' 1 ,"new, """"","x"');
    expect(write(csv, '1,old,', to('old'))).toBe('1,old,');
    const plain: Reading = { ...csv, quotes: false };
    expect(() => write(plain, '1,old,x', to('a, b'))).toThrow('has no quotes');
    expect(write(plain, '1,o"ld,x', to('n"ew'))).toBe('1,n"ew,x');
  });

  it('JSON: key order, spacing and escapes stay', () => {
    const jsonl: Reading = { ...base, kind: 'jsonl', columns: [], roles: { text: 'text', spans: 'entities' } };
    expect(write(jsonl, '{ "b":1,  "text": "x", "z": [1, {"q": "]}"}] }', to('a "b"'))).toBe(
      '{ "b":1,  "text": "a \\"b\\"", "z": [1, {"q": "]}"}] }',
    );
    expect(write(jsonl, '{"text": "caf\\u00e9"}', to('café noir'))).toBe('{"text": "caf\\u00e9 noir"}');
    expect(write(jsonl, '{"text": "café"}', to('café noir'))).toBe('{"text": "café noir"}');
  });

  it.each([
    [
      'records',
      '{"text":"the film by Allen","entities":[{"start":12,"end":17,"label":"P"}]}',
      '"start":13,"end":18',
      { name: 'P' },
    ],
    ['spaCy lists', '{"text":"the film by Allen","entities":[[12, 17, "P"]]}', '[[13, 18, "P"]]', { name: 'P' }],
    [
      'SQuAD',
      '{"text":"the film by Allen","entities":{"text":["Allen"],"answer_start":[12]}}',
      '"answer_start":[13]',
      {},
    ],
  ])('spans in %s move, with what they are', (_, raw, expected, name) => {
    const jsonl: Reading = { ...base, kind: 'jsonl', columns: [], roles: { text: 'text', spans: 'entities' } };
    const codec = textCodecOf(jsonl);
    const row = codec.read(raw);
    expect(row.spans).toEqual([{ start: 12, end: 17, ...name }]);
    const written = codec.write(raw, { text: 'the movie by Allen', spans: [{ start: 13, end: 18 }] }, row);
    expect(written).toContain(expected);
    expect(codec.read(written).spans).toEqual([{ start: 13, end: 18, ...name }]);
  });

  it('offsets count characters as Python does', () => {
    const jsonl: Reading = { ...base, kind: 'jsonl', columns: [], roles: { text: 'text', spans: 'entities' } };
    const raw = '{"text":"😀 the film","entities":[[6,10,"F"]]}';
    const row = textCodecOf(jsonl).read(raw);
    expect(row.text.slice(row.spans[0]!.start, row.spans[0]!.end)).toBe('film');
    expect(textCodecOf(jsonl).write(raw, row, row)).toBe(raw);
  });

  it('offsets in columns move', () => {
    const reading: Reading = { ...csv, columns: ['text', 'start', 'end'], roles: { text: 0, start: 1, end: 2 } };
    const row = textCodecOf(reading).read('the film,4,8');
    expect(row.spans).toEqual([{ start: 4, end: 8 }]);
    const moved = { text: 'the old film', spans: [{ start: 8, end: 12 }] };
    expect(textCodecOf(reading).write('the film,4,8', moved, row)).toBe('the old film,8,12');
  });

  it('provenance comes last', () => {
    const from = { sourceRow: 12, variant: 3 };
    expect(textCodecOf(csv).withProvenance!('1,"a",x', from)).toBe('1,"a",x,12,3');
    expect(textCodecOf(csv).headWithProvenance!('a,b,c\r\n')).toBe('a,b,c,source_row,variant\r\n');
    const jsonl: Reading = { ...base, kind: 'jsonl', columns: [], roles: { text: 'text' } };
    expect(textCodecOf(jsonl).withProvenance!('{"text": "x"}', from)).toBe(
      '{"text": "x", "source_row": 12, "variant": 3}',
    );
  });
});
