import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/core/recipe';
import { replayOutput } from '../../../src/engine/replay';
import { openDataset } from '../../../src/engine/scan';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { undoRun } from '../../../src/engine/undo';
import { inProcess } from '../labels/in-process';
import { filesBelow } from '../run/datasets';
import { audio, ramp, runClips } from './clips';

/** Half a second later in a clip of one second, around its end. */
const half: readonly Step[] = [{ transform: 'audio.shift', fraction: [0.5, 0.5] }];
const once = audio(half, { variants: 1 });
const clip = ramp(8000);

describe('each format in its own dialect', () => {
  it('Audacity: moments, bands, Windows line ends, no end to the last line', async () => {
    const track = '0.1\t0.2\tone\r\n\\\t300.0\t900.0\r\n0.25\t0.25\t\r\n0.4\t0.75\ttwo words';
    const { read, index } = await runClips({ 'a.wav': clip, 'a.txt': track }, once);
    expect(index.labelSets.map((set) => set.name)).toEqual(['Audacity labels']);
    expect(read('a__aug-1.txt')).toBe(
      '0.000\t0.250\ttwo words\r\n0.600\t0.700\tone\r\n\\\t300.0\t900.0\r\n0.750\t0.750\t\r\n0.900\t1.000\ttwo words',
    );
    expect(read('a.txt')).toBe(track);
  });

  it('Audacity: the band moves with the pitch', async () => {
    const steps: readonly Step[] = [{ transform: 'audio.pitch', semitones: [12, 12] }];
    const { read } = await runClips(
      { 'a.wav': clip, 'a.txt': '0.1\t0.2\tx\n\\\t300.0\t-1.0\n' },
      audio(steps, { variants: 1 }),
    );
    expect(read('a__aug-1.txt')).toBe('0.100\t0.200\tx\n\\\t600.0\t-1.0\n');
  });

  it('SRT: numbers run on, positions and styles stay', async () => {
    const text =
      '\uFEFF1\n00:00:00,100 --> 00:00:00,200 X1:10\n<i>one</i>\nand more\n\n2\n00:00:00,400 --> 00:00:00,750\ntwo\n\n';
    const { read } = await runClips({ 'a.wav': clip, 'a.srt': text, 'a.de.srt': text }, once);
    const moved =
      '\uFEFF1\n00:00:00,000 --> 00:00:00,250\ntwo\n\n2\n00:00:00,600 --> 00:00:00,700 X1:10\n<i>one</i>\nand more\n\n3\n00:00:00,900 --> 00:00:01,000\ntwo\n\n';
    expect(read('a__aug-1.srt')).toBe(moved);
    expect(read('a__aug-1.de.srt')).toBe(moved);
  });

  it('WebVTT: header, styles, notes, names, settings, and times within', async () => {
    const text =
      'WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nintro\n00:00.100 --> 00:00.200 line:0\n<00:00.150>one\n\nNOTE of two\n\n00:00:00.400 --> 00:00:00.750\ntw<00:00:00.600>o\n';
    const { read } = await runClips({ 'v/a.wav': clip, 'v/a.vtt': text }, once);
    expect(read('v/a__aug-1.vtt')).toBe(
      'WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\n00:00:00.000 --> 00:00:00.250\ntw<00:00:00.100>o\n\nintro\n00:00.600 --> 00:00.700 line:0\n<00:00.650>one\n\nNOTE of two\n\n00:00:00.900 --> 00:00:01.000\ntwo\n',
    );
  });

  it('RTTM: a file for each recording, and one for all', async () => {
    const line = (id: string, start: string, length: string, name: string) =>
      `SPEAKER ${id} 1   ${start}   ${length} <NA> <NA> ${name} 0.8 <NA>\n`;
    const own = `;; made by hand\nSPKR-INFO a 1 <NA> <NA> <NA> unknown s1 <NA> <NA>\n${line('a', '0.40', '0.35', 's1')}`;
    const alone = await runClips({ 'wav/a.wav': clip, 'rttm/a.rttm': own }, once);
    const moved = (id: string) => line(id, '0.000', '0.250', 's1') + line(id, '0.900', '0.100', 's1');
    expect(alone.read('rttm/a__aug-1.rttm')).toBe(
      `;; made by hand\nSPKR-INFO a__aug-1 1 <NA> <NA> <NA> unknown s1 <NA> <NA>\n${moved('a__aug-1')}`,
    );
    const all = line('a', '0.40', '0.35', 's1') + line('b', '0.1', '0.1', 's2');
    const together = await runClips({ 'a.wav': clip, 'b.wav': clip, 'all.rttm': all }, once);
    expect(together.read('all.rttm')).toBe(all + moved('a__aug-1') + line('b__aug-1', '0.600', '0.100', 's2'));
    expect(together.lines[1]!.labels).toEqual(['s2']);
  });

  it('RTTM: a line that is cut short is named and stays, also where the originals stay elsewhere', async () => {
    const all = 'SPEAKER\nSPEAKER a 1 0.40 0.35 <NA> <NA> s1 <NA> <NA>\n';
    const { read, index } = await runClips({ 'a.wav': clip, 'all.rttm': all }, once, { onlyVariants: true });
    expect(index.problems.map(({ problem }) => problem)).toEqual(['line 1 has 1 fields; RTTM has 10']);
    expect(read('all.rttm')).toMatch(/^SPEAKER\nSPEAKER .*a 1 0.40 0.35 .*\nSPEAKER a__aug-1 1 0.000 /);
  });

  it('CSV of onsets and offsets beside a clip, in seconds and in milliseconds, with what else it says', async () => {
    const text = 'onset;offset;event_label;note\n0.4;0.75;"a;b";"x ""y"""\n';
    const { read } = await runClips({ 'a.wav': clip, 'a.csv': text }, once);
    expect(read('a__aug-1.csv')).toBe(
      'onset;offset;event_label;note\n0.000;0.250;"a;b";"x ""y"""\n0.900;1.000;"a;b";"x ""y"""\n',
    );
    const ms = await runClips({ 'a.wav': clip, 'a.csv': 'start_ms,duration_ms,label\n400,350,x\n' }, once);
    expect(ms.read('a__aug-1.csv')).toBe('start_ms,duration_ms,label\n0,250,x\n900,100,x\n');
  });

  it('one table for all: strong labels of DCASE, clips without events included', async () => {
    const text = 'filename\tonset\toffset\tevent_label\na.wav\t0.4\t0.75\tSpeech\nb.wav\t0.1\t0.2\tDog\nc.wav\t\t\t\n';
    const { read, index, lines } = await runClips(
      { 'audio/a.wav': clip, 'audio/b.wav': clip, 'audio/c.wav': clip, 'meta/all.tsv': text },
      audio([{ transform: 'audio.shift', fraction: [0.85, 0.85], edge: 'silence' }], { variants: 1 }),
    );
    expect(index.labelSets.map((set) => set.name)).toEqual(['TSV events']);
    expect(index.classes).toEqual(['Dog', 'Speech']);
    expect(read('meta/all.tsv')).toBe(
      `${text}a__aug-1.wav\t\t\t\nb__aug-1.wav\t0.950\t1.000\tDog\nc__aug-1.wav\t\t\t\n`,
    );
    expect(lines[0]!.dropped).toEqual(['event 1: 0 % left']);
  });

  it('milliseconds without a word for it are told by the length of the clips', async () => {
    const text = 'file,start,end,label\na.wav,100,400,x\n';
    const { read, index } = await runClips({ 'a.wav': clip, 'all.csv': text }, once);
    expect(index.labelSets[0]!.note).toContain('read as milliseconds');
    expect(read('all.csv')).toBe(`${text}a__aug-1.wav,600,900,x\n`);
  });

  it('a row for each time step follows the sound', async () => {
    const rows = ['a', 'a', 'b', 'c', 'c', 'c', 'd', 'd', 'e', 'e'].map((name, i) => `${(i / 10).toFixed(1)},${name}`);
    const { read } = await runClips({ 'a.wav': clip, 'a.csv': `time,label\n${rows.join('\n')}\n` }, once);
    const moved = ['c', 'd', 'd', 'e', 'e', 'a', 'a', 'b', 'c', 'c'].map((name, i) => `${(i / 10).toFixed(1)},${name}`);
    expect(read('a__aug-1.csv').replaceAll('00,', ',')).toBe(`time,label\n${moved.join('\n')}\n`);
  });
});

it('shares stand where a format has room for them, else the manifest says that they do not', async () => {
  const steps: readonly Step[] = [{ transform: 'audio.mixup', weight: [0.7, 0.7] }];
  const files = { 'x/a.wav': clip, 'x/b.wav': clip };
  const table = 'file,onset,offset,label,weight\na.wav,0.1,0.2,p,1\nb.wav,0.5,0.6,q,1\n';
  const mixed = await runClips({ ...files, 'all.csv': table }, audio(steps, { variants: 1 }));
  expect(mixed.read('all.csv')).toBe(
    `${table}a__aug-1.wav,0.1,0.2,p,0.70\na__aug-1.wav,0.5,0.6,q,0.30\nb__aug-1.wav,0.1,0.2,p,0.30\nb__aug-1.wav,0.5,0.6,q,0.70\n`,
  );
  const plain = await runClips(
    { ...files, 'x/a.txt': '0.1\t0.2\tp\n', 'x/b.txt': '0.5\t0.6\tq\n' },
    audio(steps, { variants: 1 }),
  );
  expect(plain.read('x/a__aug-1.txt')).toBe('0.1\t0.2\tp\n0.5\t0.6\tq\n');
  expect(plain.lines[0]!.notes).toEqual([
    'Audacity labels hold no shares: labels of both clips stand there as whole ones',
  ]);
});

it('a fold is mixed with no other, and its variants are of it', async () => {
  const names = ['1-a', '1-b', '1-c', '2-d', '2-e', '2-f'];
  const rows = names.map((name, i) => `${name}.wav,${name[0]},${i},${i % 2 ? 'dog' : 'cat'},True`);
  const header = 'filename,fold,target,category,esc10';
  const files = Object.fromEntries(names.map((name) => [`audio/${name}.wav`, clip]));
  const csv = `${header}\n${rows.join('\n')}\n`;
  const { lines, read, index } = await runClips(
    { ...files, 'meta/esc50.csv': csv },
    audio([{ transform: 'audio.mixup', weight: [0.6, 0.9] }], { variants: 9 }),
  );
  expect(index.classes).toEqual(['cat', 'dog']);
  for (const { source, partners } of lines) expect(partners![0]!.source[6]).toBe(source[6]);
  const written = read('meta/esc50.csv').trimEnd().split('\n').slice(7);
  expect(written).toHaveLength(54);
  for (const row of written) expect(row.split(',')[1]).toBe(row[0]);
});

it('labels are replayed, streamed and taken back with their clips', async () => {
  const files = { 'a.wav': clip, 'a.txt': '0.4\t0.75\tx\n', 'b.wav': clip, 'b.txt': '0.1\t0.2\ty\n' };
  const { root, out, read } = await runClips(files, once);
  const before = read('a__aug-1.txt');
  rmSync(join(out, 'a__aug-1.txt'));
  expect(await replayOutput(inProcess, out, 'a__aug-1.txt')).toMatchObject({ restored: true });
  expect(read('a__aug-1.txt')).toBe(before);

  const tar = new PassThrough();
  const bytes = buffer(tar);
  await streamRecipe(await openDataset([root]), once, { pool: inProcess, out: tar });
  tar.end();
  expect((await bytes).includes(before)).toBe(true);

  await undoRun(out);
  expect(filesBelow(root)).toHaveLength(4);
  expect(() => read('a.txt')).toThrow();
});
