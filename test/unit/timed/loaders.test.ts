import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/core/recipe';
import { readWav, wavSound } from '../../../src/engine/audio/wav';
import { audio, call, runClips } from './clips';

/** All that moves time, as it is drawn by default, on real recordings: what loaders of each format ask for. */
const steps: readonly Step[] = [
  { transform: 'audio.shift', fraction: [-0.7, 0.7], probability: 0.7 },
  { transform: 'audio.shift', fraction: [-0.3, 0.3], edge: 'silence', probability: 0.5 },
  { transform: 'audio.speed', rate: [0.8, 1.2], keepPitch: false, probability: 0.7 },
  { transform: 'audio.reverse', probability: 0.4 },
  { transform: 'audio.mask' },
];
const names = ['falling-1', 'rising-2', 'trill-3'];
const spans = [
  [0.05, 0.21],
  [0.2, 0.4],
  [0.4, 0.78],
] as const;
const srtTime = (t: number) => `00:00:00,${String(Math.round(t * 1000)).padStart(3, '0')}`;
const own = {
  txt: spans.map(([a, b], i) => `${a}\t${b}\tc${i}\n`).join(''),
  srt: spans.map(([a, b], i) => `${i + 1}\n${srtTime(a)} --> ${srtTime(b)}\nline ${i}\n`).join('\n'),
  vtt: `WEBVTT\n\n${spans.map(([a, b], i) => `${srtTime(a)} --> ${srtTime(b)}\nline ${i}\n`.replaceAll(',', '.')).join('\n')}`,
};
const files = Object.fromEntries(
  names.flatMap((name) => [
    [`audio/${name}.wav`, call(name)],
    ...Object.entries(own).map(([extension, text]) => [`audio/${name}.${extension}`, text]),
  ]),
);
const rows = names.flatMap((name) => spans.map(([a, b], i) => `${name}.wav,${a},${b},"c,${i}",by hand\n`));
const segments = names.flatMap((name) =>
  spans.map(([a, b], i) => `SPEAKER ${name} 1 ${a.toFixed(3)} ${(b - a).toFixed(3)} <NA> <NA> s${i} <NA> <NA>\n`),
);
const tables = {
  'strong.csv': `filename,onset,offset,event_label,annotator\n${rows.join('')}`,
  'all.rttm': segments.join(''),
};

describe('what loaders ask for', async () => {
  const { out, lines, read } = await runClips({ ...files, ...tables }, audio(steps, { variants: 8 }));
  const seconds = (output: string) => {
    const bytes = readFileSync(join(out, output));
    const { rate, channels } = wavSound(bytes, readWav(bytes)!);
    return channels[0]!.length / rate;
  };
  const check = (ends: readonly (readonly [number, number])[], length: number) => {
    for (const [i, [start, end]] of ends.entries()) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(length + 0.0006);
      if (i > 0) expect(start).toBeGreaterThanOrEqual(ends[i - 1]![0]);
    }
  };

  it('every variant has its files, in which times rise, end after they begin and lie in the clip', () => {
    expect(lines).toHaveLength(24);
    for (const { output } of lines) {
      const length = seconds(output);
      const text = (extension: string) => read(output.replace('.wav', `.${extension}`));
      const track = text('txt')
        .trimEnd()
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t'));
      expect(track.every((cells) => cells.length === 3)).toBe(true);
      check(
        track.map(([a, b]) => [Number(a), Number(b)]),
        length,
      );
      const time = (t: string) => t.split(':').reduce((sum, part) => sum * 60 + Number(part.replace(',', '.')), 0);
      const cues = text('srt')
        .trimEnd()
        .split('\n\n')
        .filter(Boolean)
        .map((block) => block.split('\n'));
      expect(cues.map(([index]) => index)).toEqual(cues.map((_, i) => String(i + 1)));
      for (const cue of cues) expect(cue[1]).toMatch(/^\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}$/);
      const between = (line: string) => line.split(' --> ').map(time) as [number, number];
      check(
        cues.map((cue) => between(cue[1]!)),
        length,
      );
      const [head, ...blocks] = text('vtt').trimEnd().split('\n\n');
      expect(head).toBe('WEBVTT');
      check(
        blocks.map((block) => between(block.split('\n')[0]!)),
        length,
      );
      expect(blocks.length).toBe(cues.length);
    }
  });

  it('tables keep their rows and their columns, and name every variant that still has events', () => {
    for (const [name, text] of Object.entries(tables)) expect(read(name).startsWith(text)).toBe(true);
    const added = read('strong.csv').slice(tables['strong.csv'].length).trimEnd().split('\n');
    for (const row of added) expect(row).toMatch(/^[a-z]+-\d__aug-\d\.wav,\d+\.\d+,\d+\.\d+,"c,\d",by hand$/);
    const spoken = read('all.rttm').slice(tables['all.rttm'].length).trimEnd().split('\n');
    for (const line of spoken) expect(line.split(' ')).toHaveLength(10);
    for (const line of spoken) expect(Number(line.split(' ')[4])).toBeGreaterThan(0);
    expect(spoken).toHaveLength(added.length);
  });
});

it('AudioFolder metadata gets a row for each variant, with every column', async () => {
  const text = 'file_name,transcription,speaker\nrising-2.wav,"go, up",ann\ntrill-3.wav,trill,bob\n';
  const { read, index } = await runClips(
    { 'train/rising-2.wav': call('rising-2'), 'train/trill-3.wav': call('trill-3'), 'train/metadata.csv': text },
    audio(steps, { variants: 1 }),
  );
  expect(index.labelSets.map((set) => [set.name, set.nature])).toEqual([['Hugging Face metadata', 'class']]);
  expect(read('train/metadata.csv')).toBe(`${text}rising-2__aug-1.wav,"go, up",ann\ntrill-3__aug-1.wav,trill,bob\n`);
});

it('UrbanSound8K: folds are no classes, and its times are those of other recordings', async () => {
  const header = 'slice_file_name,fsID,start,end,salience,fold,classID,class';
  const text = `${header}\nrising-2.wav,7,12.5,13.4,1,1,0,bird\ntrill-3.wav,8,0.0,0.9,1,2,1,phone\n`;
  const { read, index } = await runClips(
    {
      'audio/fold1/rising-2.wav': call('rising-2'),
      'audio/fold2/trill-3.wav': call('trill-3'),
      'metadata/UrbanSound8K.csv': text,
    },
    audio([{ transform: 'audio.shift', fraction: [0.2, 0.2] }], { variants: 1 }),
  );
  expect(index.classes).toEqual(['bird', 'phone']);
  expect(index.samples.map(({ group }) => group)).toEqual(['1', '2']);
  expect(read('metadata/UrbanSound8K.csv')).toBe(
    `${text}rising-2__aug-1.wav,7,12.5,13.4,1,1,0,bird\ntrill-3__aug-1.wav,8,0.0,0.9,1,2,1,phone\n`,
  );
});
