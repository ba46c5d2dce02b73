import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/core/recipe';
import { pageCodecs } from '../../../src/engine/table/parquet';
import { audio, ramp, rate, runClips, samplesIn } from './clips';

type Row = Readonly<Record<string, unknown>>;
const length = 4000;
const events = [
  { file: 'a.wav', onset: 0.05, offset: 0.125, label: 'one' },
  { file: 'a.wav', onset: 0.1, offset: 0.45, label: 'two' },
  { file: 'b.wav', onset: 0.25, offset: 0.5, label: 'one' },
];
const cells = (rows: readonly Row[]) => rows.map((row) => `${Object.values(row).join(',')}\n`).join('');
const csv = (text: string): readonly Row[] =>
  text.trimEnd().split('\n').map((line) => line.split(',')).map(([file, onset, offset, label]) => ({ file, onset, offset, label })); // biome-ignore format: one line
const parquet = (rows: readonly Row[]) =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: Object.keys(rows[0]!).map((name) => ({ name, data: rows.map((row) => row[name]) })),
      compressors: pageCodecs.pack,
    }),
  );
const tables: readonly (readonly [string, string | Uint8Array, (bytes: Buffer) => Promise<readonly Row[]>])[] = [
  ['all.csv', cells(events), async (bytes) => csv(bytes.toString())],
  ['all.jsonl', events.map((row) => `${JSON.stringify(row)}\n`).join(''), async (bytes) => bytes.toString().trimEnd().split('\n').map((line) => JSON.parse(line))], // biome-ignore format: one line
  ['all.parquet', parquet(events), (bytes) => parquetReadObjects({ file: new Uint8Array(bytes).buffer, compressors: pageCodecs.unpack }) as Promise<Row[]>], // biome-ignore format: one line
];
const steps: readonly Step[] = [
  { transform: 'audio.shift', fraction: [-0.7, 0.7], probability: 0.7 },
  { transform: 'audio.speed', rate: [0.8, 1.25], keepPitch: false, probability: 0.7 },
  { transform: 'audio.reverse', probability: 0.5 },
];

/** Stretches of a variant whose samples are those of an event, by their values; seconds. */
function stretches(samples: Float32Array, { onset, offset }: (typeof events)[number]) {
  const runs: [number, number][] = [];
  for (const [i, v] of samples.entries()) {
    const source = (v * (length + 1) - 0.5) / rate;
    if (source < onset || source >= offset) continue;
    const last = runs.at(-1);
    if (last && last[1] >= i - 1) last[1] = i + 1;
    else runs.push([i, i + 1]);
  }
  return runs.filter(([a, b]) => b - a > 2).map((run) => run.map((i) => i / rate)); // where ends meet, resampling makes values between
}

describe.each(tables)('events in %s', (file, bytes, rowsIn) => {
  it('are where their samples are, to a millisecond', async () => {
    const files = { 'a.wav': ramp(length), 'b.wav': ramp(length), [file]: bytes };
    const recipe = audio(steps, { variants: 6, labels: { minVisibility: 0 } });
    const { out, lines, read, index } = await runClips(files, recipe);
    expect(index.labelSets.map(({ nature }) => nature)).toEqual(['times']);
    const all = await rowsIn(readFileSync(join(out, file)));
    if (typeof bytes === 'string') expect(read(file).startsWith(bytes)).toBe(true);
    else expect(all.slice(0, events.length)).toEqual(events);
    let moved = 0;
    for (const { output, source, notes } of lines) {
      const loudness = notes?.some((note) => note.startsWith('lowered')) ? 0 : 1;
      if (loudness === 0) continue; // the values are others
      const samples = samplesIn(join(out, output));
      for (const event of events.filter((one) => one.file === source)) {
        const own = all.filter((row) => row.file === output && row.label === event.label);
        const wanted = stretches(samples, event);
        const has = own.map((row) => [Number(row.onset), Number(row.offset)]).filter(([a, b]) => b! - a! > 3 / rate);
        expect(has.length, JSON.stringify({ output, event, has, wanted })).toBe(wanted.length);
        for (const [n, [start, end]] of wanted.entries()) {
          expect(Math.abs(has[n]![0]! - start!)).toBeLessThan(0.001);
          expect(Math.abs(has[n]![1]! - end!)).toBeLessThan(0.001);
          if (Math.abs(start! - event.onset) > 0.001) moved++;
        }
      }
    }
    expect(moved).toBeGreaterThan(5);
  });
});

const halfway: readonly Step[] = [{ transform: 'audio.shift', fraction: [0.5, 0.5] }];
const slow: readonly Step[] = [{ transform: 'audio.speed', rate: [0.5, 0.5] }];
const after = async (file: string, text: string, own: readonly Step[]) => {
  const files = { 'a.wav': ramp(8000), 'b.wav': ramp(8000), [file]: text };
  const { lines, read, index } = await runClips(files, audio(own, { variants: 1 }));
  return { lines, set: index.labelSets[0]!, added: file.startsWith('a.') ? read(`a__aug-1${file.slice(1)}`) : read(file).slice(text.length) }; // biome-ignore format: one line
};

it.each([
  ['a.csv', '0.4,0.75,x\n', '0.000,0.250,x\n0.900,1.000,x\n'],
  [
    'a.jsonl',
    '{"onset": 0.4, "offset": 0.75, "label": "x"}\n',
    '{"onset": 0, "offset": 0.25, "label": "x"}\n{"onset": 0.9, "offset": 1, "label": "x"}\n',
  ],
  ['a.csv', 'start,end,duration,label\n0.1,0.25,0.15,x\n', 'start,end,duration,label\n0.600,0.750,0.150,x\n'],
  ['a.tsv', 'start\tduration\tlabel\n0.4\t0.35\tx\n', 'start\tduration\tlabel\n0.000\t0.250\tx\n0.900\t0.100\tx\n'],
])('a file for one clip, without a header or with lengths, follows: %s %j', async (file, text, wanted) => {
  expect((await after(file, text, halfway)).added).toBe(wanted);
});

it.each([
  ['events in a cell', 'metadata.jsonl', '{"file_name": "a.wav", "events": [{"onset": 0.4, "offset": 0.75}]}\n'],
  ['lists of onsets', 'metadata.jsonl', '{"file_name": "a.wav", "onsets": [0.4], "offsets": [0.75]}\n'],
  ['a part of a recording', 'm.jsonl', '{"audio": "a.wav", "offset": 0.2, "duration": 0.3, "text": "x"}\n'],
  ['numbers without names', 'm.csv', 'a.wav,3,10,20,30,40,cat\nb.wav,4,10,20,30,40,dog\n'],
])('what may say times in a way that is not read keeps its clips in place: %s', async (_, file, text) => {
  const { lines, set, added } = await after(file, text, [...halfway, { transform: 'audio.polarity' }]);
  expect([set.nature, set.note]).toEqual(['unknown', expect.stringContaining('not moved in time')]);
  const applied = new Map(lines.map((line) => [line.source, line.steps.map((step) => step.transform)]));
  expect(applied.get('a.wav')).toEqual(['audio.polarity']);
  expect(added.split('\n')[0]).toBe(text.split('\n')[0]!.replace('a.wav', 'a__aug-1.wav'));
});

it.each([
  [
    'm.jsonl',
    '{"audio": "a.wav", "duration": 1.0, "text": "x"}\n',
    '{"audio": "a__aug-1.wav", "duration": 2, "text": "x"}\n',
  ],
  ['m.csv', 'file,length_ms,label\na.wav,1000,x\n', 'a__aug-1.wav,2000,x\n'],
  ['m.csv', 'file,length,label\na.wav,30,x\n', 'a__aug-1.wav,30,x\n'],
  ['m.csv', 'file,frames,label\na.wav,30,x\n', 'a__aug-1.wav,30,x\n'],
])(
  'a table that says how long clips are says it of variants, other numbers stay: %s %j',
  async (file, text, wanted) => {
    const { added, set } = await after(file, text, slow);
    expect([added, set.nature]).toEqual([wanted, 'class']);
  },
);
