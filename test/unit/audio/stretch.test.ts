import { describe, expect, it } from 'vitest';
import type { Sound } from '../../../src/core/audio';
import { power, samplesOf } from '../../../src/engine/audio/sound';
import { stretchSound } from '../../../src/engine/audio/stretch';
import { cents, frequency, tone, voice } from './sounds';

const ways = [
  [0.9, 0],
  [1.15, 0],
  [1, 2],
  [1, -3.5],
  [1.1, 1.5],
] as const;

/** dB of a tone of so many Hz over all else, in the middle of a sound: what least squares leave. */
function purity({ rate, channels }: Sound, hertz: number): number {
  const x = channels[0]!.subarray(channels[0]!.length >> 2, (channels[0]!.length * 3) >> 2);
  let [cc, ss, cs, xc, xs] = [0, 0, 0, 0, 0];
  const turn = (i: number) => (2 * Math.PI * hertz * i) / rate;
  for (const [i, v] of x.entries()) {
    const [c, s] = [Math.cos(turn(i)), Math.sin(turn(i))];
    [cc, ss, cs, xc, xs] = [cc + c * c, ss + s * s, cs + c * s, xc + v * c, xs + v * s];
  }
  const [a, b] = [(xc * ss - xs * cs) / (cc * ss - cs * cs), (xs * cc - xc * cs) / (cc * ss - cs * cs)];
  let [all, rest] = [0, 0];
  for (const [i, v] of x.entries()) {
    all += v * v;
    rest += (v - a * Math.cos(turn(i)) - b * Math.sin(turn(i))) ** 2;
  }
  return 10 * Math.log10(all / rest);
}

/**
 * Hz about a moment, near what is expected: where the sound is most like itself a period later (de Cheveigné and
 * Kawahara 2002). The two stretches that are compared lie about the moment, so that a glide does not bias it.
 */
function pitchAt({ rate, channels }: Sound, seconds: number, expected: number): number {
  const x = channels[0]!;
  const [period, width] = [rate / expected, Math.round(0.03 * rate)];
  const difference = (lag: number) => {
    const from = Math.round(seconds * rate - (width + lag) / 2);
    let sum = 0;
    for (let i = from; i < from + width; i++) sum += (x[i]! - x[i + lag]!) ** 2;
    return sum;
  };
  const lags = Array.from({ length: Math.round(0.16 * period) }, (_, i) => Math.round(0.92 * period) + i);
  const best = lags.reduce((least, lag) => (difference(lag) < difference(least) ? lag : least));
  const [a, b, c] = [difference(best - 1), difference(best), difference(best + 1)];
  return rate / (best + (a - c) / (2 * (a - 2 * b + c)));
}

/** A short click at each of these samples. */
function clicks(samples: number, at: readonly number[]): Float32Array {
  const channel = new Float32Array(samples);
  for (const first of at)
    for (let i = 0; i < 40; i++) channel[first + i]! += 0.7 * Math.exp(-i / 8) * Math.cos(i * 0.9);
  return channel;
}

describe('stretched and moved in pitch', () => {
  it.each(ways)('at rate %f and %f semitones: a tone stays pure, long and level', (rate, semitones) => {
    for (const [sampleRate, least] of [
      [8000, 80],
      [44100, 85],
    ] as const) {
      const source = tone(sampleRate, sampleRate, 440);
      const length = Math.round(sampleRate / rate);
      const made = stretchSound(source, length, semitones);
      expect(samplesOf(made)).toBe(length);
      expect(Math.abs(cents(frequency(made), 440 * 2 ** (semitones / 12)))).toBeLessThan(0.2);
      expect(purity(made, 440 * 2 ** (semitones / 12))).toBeGreaterThan(least);
      expect(10 * Math.log10(power(made) / power(source))).toBeCloseTo(0, 1);
    }
  });

  it.each([
    [1, 2],
    [1, -2],
    [1, 4],
    [1, -4],
    [0.9, 0],
    [1.1, 0],
  ])('at rate %f and %f semitones: a gliding voice has its pitch to within 5 cents', (rate, semitones) => {
    const source = voice(44100, 1);
    const made = stretchSound(source, Math.round(44100 / rate), semitones);
    for (const t of [0.06, 0.09, 0.12, 0.15, 0.18, 0.56, 0.59, 0.62, 0.65, 0.68]) {
      const wanted = 130 * (1 + 0.04 * Math.sin(2 * Math.PI * 2.3 * t)) * 2 ** (semitones / 12); // as `voice` glides
      expect(Math.abs(cents(pitchAt(made, t / rate, wanted), wanted))).toBeLessThan(5);
    }
  });

  it.each(ways)('at rate %f and %f semitones: clicks stay sharp, within 1 ms of their place', (rate, semitones) => {
    const places = [4000, 9100, 15500, 20000, 26011];
    const source = { rate: 44100, channels: [clicks(30000, places)] };
    const made = stretchSound(source, Math.round(30000 / rate), semitones).channels[0]!;
    for (const place of places) {
      const [from, middle] = [Math.round((place - 2500) / rate), Math.round((place + 8) / rate)];
      const energy = (a: number, b: number) => made.subarray(a, b).reduce((sum, v) => sum + v * v, 0);
      expect(energy(middle - 80, middle + 80) / energy(from, 2 * middle - from)).toBeGreaterThan(0.9);
      let loudest = from;
      for (let i = from; i < 2 * middle - from; i++) if (Math.abs(made[i]!) > Math.abs(made[loudest]!)) loudest = i;
      expect(Math.abs(loudest - place / rate)).toBeLessThan(44);
    }
  });

  it('keeps channels in step: what one has at a share of the other, it has afterwards', () => {
    const [left] = voice(16000, 1).channels as [Float32Array];
    const made = stretchSound({ rate: 16000, channels: [left, left.map((v) => v * -0.5)] }, 17000, 1.5);
    const [a, b] = made.channels as [Float32Array, Float32Array];
    for (const [i, v] of a.entries()) expect(b[i]!).toBeCloseTo(v * -0.5, 5);
  });

  it('gives the same as another clip went before it, and in many parts as in one', () => {
    const source = voice(16000, 1.5);
    const once = stretchSound(source, 26000, -2);
    stretchSound(tone(44100, 20000, 300), 18000, 3);
    expect(stretchSound(source, 26000, -2)).toEqual(once);
    let parts = 0;
    const long = stretchSound(tone(8000, 80000, 440), 88000, 0, () => parts++);
    expect(parts).toBeGreaterThan(5);
    expect(purity(long, 440)).toBeGreaterThan(80);
  });

  it.each(ways)('at rate %f and %f semitones: the weight of syllables stays in its place', (rate, semitones) => {
    const source = voice(16000, 2, 150); // a syllable each half second
    const made = stretchSound(source, Math.round(32000 / rate), semitones);
    const middle = (x: Float32Array, from: number, to: number) => {
      const squares = x.subarray(from, to).map((v) => v * v);
      const weighted = squares.reduce((sum, v, i) => sum + v * (from + i), 0);
      return weighted / squares.reduce((sum, v) => sum + v, 0);
    };
    for (const cell of [0, 1, 2, 3]) {
      const [from, to] = [cell * 8000 - 2000, cell * 8000 + 6000].map((at) => Math.max(0, at)) as [number, number];
      const wanted = middle(source.channels[0]!, from, to) / rate;
      const found = middle(made.channels[0]!, Math.round(from / rate), Math.round(to / rate));
      expect(Math.abs(found - wanted)).toBeLessThan(64); // 4 ms: a voice whose harmonics meet elsewhere is louder elsewhere
    }
  });

  it('makes something of anything', () => {
    for (const samples of [1, 2, 7, 300]) {
      for (const length of [1, samples, 4 * samples, 50]) {
        for (const semitones of [-24, 0, 24]) {
          const made = stretchSound(tone(8000, samples, 700), length, semitones);
          expect([samplesOf(made), made.channels[0]!.every(Number.isFinite)]).toEqual([length, true]);
        }
      }
    }
    expect(power(stretchSound({ rate: 44100, channels: [new Float32Array(5000)] }, 6000, 2))).toBe(0);
  });
});
