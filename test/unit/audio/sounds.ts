import type { Sound } from '../../../src/core/audio';
import type { DrawnStep } from '../../../src/core/draw';
import { randomFor } from '../../../src/core/random';
import { operationsOf, type Sources } from '../../../src/engine/audio/program';
import { type Ran, runPrograms } from '../../../src/engine/audio/run-programs';
import { samplesOf } from '../../../src/engine/audio/sound';
import { type WavFormat, writeWav } from '../../../src/engine/audio/wav';
import type { TaskControl } from '../../../src/engine/serve';
import { audioCatalogue } from '../../../src/transforms/index';

export const free: TaskControl = { check() {}, async pause() {}, alive() {} };

export const tone = (rate: number, samples: number, hertz: number, level = 0.5): Sound => ({
  rate,
  channels: [Float32Array.from({ length: samples }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate))],
});

/**
 * Like a spoken word: harmonics of a gliding voice under three formants, in syllables with pauses between them, and a
 * little breath. Made here, because no recording under a licence that we may pass on is at hand.
 */
export function voice(rate: number, seconds: number, hertz = 130, channels = 1): Sound {
  const random = randomFor('breath', hertz);
  const samples = Math.round(rate * seconds);
  const one = new Float32Array(samples);
  let phase = 0;
  for (let i = 0; i < samples; i++) {
    const t = i / rate;
    const pitch = hertz * (1 + 0.04 * Math.sin(2 * Math.PI * 2.3 * t));
    phase += (2 * Math.PI * pitch) / rate;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2 * t)) ** 0.6;
    let v = 0;
    for (let h = 1; h * pitch < Math.min(rate / 2.2, 4000); h++) {
      const formant = [600, 1400, 2600].reduce((sum, f) => sum + Math.exp(-(((h * pitch - f) / 250) ** 2)), 0.05);
      v += (formant / h ** 0.3) * Math.sin(h * phase);
    }
    one[i] = 0.12 * syllable * v + 0.004 * (random.uniform() - 0.5);
  }
  return { rate, channels: Array.from({ length: channels }, (_, c) => one.map((v) => v * (1 - 0.2 * c))) };
}

export const noSources: Sources = {
  partner: () => Promise.reject(new Error('no partner was drawn')),
  recording: () => Promise.reject(new Error('no recording was drawn')),
};

export const step = (transform: string, drawn: Record<string, unknown>): DrawnStep => ({
  path: 'steps[0]',
  transform,
  drawn,
});

/** A sound after drawn steps, with what was noted. Rejects as the variant would fail. */
export async function applied(source: Sound, steps: readonly DrawnStep[], sources: Sources = noSources) {
  const notes: string[] = [];
  const clip = { samples: samplesOf(source), rate: source.rate };
  const programs = [{ operations: operationsOf(audioCatalogue, steps, clip), notes }];
  const [ran] = (await runPrograms(source, programs, sources, free)) as [Ran];
  if ('error' in ran) throw ran.error;
  return { sound: ran.sound, notes };
}

/** 10 log₁₀ of the power of `clean` over that of what was added to it. */
export function ratio(clean: Float32Array, noisy: Float32Array): number {
  let [signal, noise] = [0, 0];
  for (const [i, v] of clean.entries()) {
    signal += v * v;
    noise += (noisy[i]! - v) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

/** How far `b` lies behind `a` in samples, at most `most`: where their loudness over time fits best. */
export function lag(a: Float32Array, b: Float32Array, most: number): number {
  const smooth = (x: Float32Array) => {
    const out = new Float64Array(x.length);
    let level = 0;
    for (const [i, v] of x.entries()) {
      level += 0.05 * (Math.abs(v) - level);
      out[i] = level;
    }
    const mean = out.reduce((sum, v) => sum + v, 0) / out.length;
    return out.map((v) => v - mean);
  };
  const [x, y] = [smooth(a), smooth(b)];
  let best = { at: 0, fit: Number.NEGATIVE_INFINITY };
  for (let d = -most; d <= most; d++) {
    let fit = 0;
    for (let i = Math.max(0, -d); i < Math.min(x.length, y.length - d); i++) fit += x[i]! * y[i + d]!;
    if (fit > best.fit) best = { at: d, fit };
  }
  return best.at;
}

/** Hz of a tone, by its zero crossings in the middle half. */
export function frequency({ rate, channels }: Sound): number {
  const x = channels[0]!.subarray(channels[0]!.length >> 2, (channels[0]!.length * 3) >> 2);
  const crossings: number[] = [];
  for (let i = 1; i < x.length; i++) {
    if (x[i - 1]! < 0 && x[i]! >= 0) crossings.push(i - 1 + x[i - 1]! / (x[i - 1]! - x[i]!));
  }
  return ((crossings.length - 1) / (crossings.at(-1)! - crossings[0]!)) * rate;
}

export const cents = (hertz: number, wanted: number): number => 1200 * Math.log2(hertz / wanted);

/** A `fmt ` chunk. */
export function wavFormat(
  kind: WavFormat['kind'],
  bytes: number,
  rate: number,
  channels: number,
  extra = 0,
): WavFormat {
  const chunk = new Uint8Array(16 + extra);
  const view = new DataView(chunk.buffer);
  view.setUint16(0, kind === 'integer' ? 1 : 3, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, rate * channels * bytes, true);
  view.setUint16(12, channels * bytes, true);
  view.setUint16(14, bytes * 8, true);
  return { kind, bytes, rate, channels, chunk };
}

export const wavBytes = (sound: Sound, bytes = 2, kind: WavFormat['kind'] = 'integer'): Uint8Array =>
  writeWav(sound, wavFormat(kind, bytes, sound.rate, sound.channels.length));
