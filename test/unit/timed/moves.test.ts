import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Step } from '../../../src/core/recipe';
import { wavBytes } from '../audio/sounds';
import { audio, ramp, rate, runClips, samplesIn } from './clips';

const length = 8000;
const events = [
  [0.05, 0.1],
  [0.3, 0.62],
  [0.6, 0.61],
  [0.875, 1],
] as const;
const track = events.map(([start, end], i) => `${start.toFixed(6)}\t${end.toFixed(6)}\te${i}\n`).join('');

/** Where the samples of an event are in the variant, found by their values: runs of seconds. */
function found(samples: Float32Array, [start, end]: readonly [number, number]) {
  const isIn = (v: number) => {
    const source = v * (length + 1) - 1;
    return source >= start * rate - 0.5 && source < end * rate - 0.5;
  };
  const runs: [number, number][] = [];
  for (const [i, v] of samples.entries()) {
    if (v <= 0 || !isIn(v)) continue;
    const last = runs.at(-1);
    if (last && last[1] === i) last[1] = i + 1;
    else runs.push([i, i + 1]);
  }
  return runs.map((run) => run.map((i) => i / rate));
}

const wrap: Step = { transform: 'audio.shift', fraction: [-0.6, 0.6] };
const silence: Step = { transform: 'audio.shift', fraction: [-0.4, 0.4], edge: 'silence' };
const back: Step = { transform: 'audio.reverse' };
const hush: Step = { transform: 'audio.polarity' };

test.each<readonly [string, readonly Step[]]>([
  ['wrapped', [wrap]],
  ['cut', [silence]],
  ['backwards', [back]],
  ['all of it, one after the other', [wrap, back, silence, wrap]],
  ['left alone', [{ ...hush, probability: 0 }]],
])('events are where their samples are: %s', async (_, steps) => {
  const recipe = audio(steps, { variants: 8, labels: { minVisibility: 0 } });
  const { out, lines, read } = await runClips({ 'a.wav': ramp(length), 'a.txt': track }, recipe);
  for (const { output, steps: drawn } of lines) {
    const samples = samplesIn(join(out, output));
    const labels = read(output.replace('.wav', '.txt')).trimEnd().split('\n');
    const named = labels.map((line) => line.split('\t')).filter(([text]) => text !== '');
    for (const [i, event] of events.entries()) {
      const own = named.filter(([, , name]) => name === `e${i}`).map(([start, end]) => [Number(start), Number(end)]);
      const wanted = found(samples, event);
      expect(own.length, JSON.stringify({ drawn, i, own, wanted })).toBe(wanted.length);
      for (const [n, run] of wanted.entries()) {
        // a sample that lies across an end is found or not: one of them is an eighth of a millisecond
        expect(Math.abs(own[n]![0]! - run[0]!)).toBeLessThan(0.001);
        expect(Math.abs(own[n]![1]! - run[1]!)).toBeLessThan(0.001);
      }
    }
  }
});

/** A soft pulse of a millisecond at each of these moments. */
const pulses = (moments: readonly number[]): Uint8Array =>
  wavBytes({
    rate,
    channels: [
      Float32Array.from({ length }, (_, i) =>
        moments.reduce((sum, t) => sum + 0.5 * Math.exp(-(((i - t * rate) / 8) ** 2)), 0),
      ),
    ],
  });

test.each([
  ['as a tape does', false, 0.001],
  ['with its pitch kept', true, 0.004], // a pulse has no pitch: where stretching lays it is not exact
] as const)('events are where their samples are in a clip that is faster or slower %s', async (_, keepPitch, least) => {
  const moments = [0.1, 0.25, 0.5, 0.62, 0.8];
  const labels = moments.map((t, i) => `${t}\t${t}\tm${i}\n`).join('');
  const steps: readonly Step[] = [{ transform: 'audio.speed', rate: [0.8, 1.25], keepPitch }];
  const { out, lines, read } = await runClips({ 'a.wav': pulses(moments), 'a.txt': labels }, audio(steps));
  for (const { output } of lines) {
    const samples = samplesIn(join(out, output)).map(Math.abs);
    for (const line of read(output.replace('.wav', '.txt')).trimEnd().split('\n')) {
      const [moment, end] = line.split('\t').map(Number) as [number, number];
      expect(end).toBe(moment);
      const from = Math.round((moment - 0.03) * rate);
      const near = samples.slice(from, from + Math.round(0.06 * rate));
      const peak = near.reduce((best, v, i) => (v > near[best]! ? i : best), 0);
      expect(Math.abs((from + peak) / rate - moment)).toBeLessThan(least);
    }
  }
});

test('a run with events that are cut says so, and drops what is left of them under minVisibility', async () => {
  const steps: readonly Step[] = [{ transform: 'audio.shift', fraction: [0.4, 0.4], edge: 'silence' }];
  const { lines, read } = await runClips({ 'a.wav': ramp(length), 'a.txt': track }, audio(steps, { variants: 1 }));
  // 0.4 later: 0.05 → 0.45; 0.3..0.62 → 0.7..1.02, of which 15/16 are there; 0.6..0.61 → 1.0: gone
  expect(read('a__aug-1.txt')).toBe('0.450000\t0.500000\te0\n0.700000\t1.000000\te1\n');
  expect(lines[0]!.dropped).toEqual(['event 3: 0 % left', 'event 4: 0 % left']);
  expect(lines[0]!.labels).toEqual(['e0', 'e1']);
});
