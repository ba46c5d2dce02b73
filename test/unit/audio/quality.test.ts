import { describe, expect, it } from 'vitest';
import type { NoiseColor, Sound } from '../../../src/core/audio';
import { stretchOf } from '../../../src/engine/audio/background';
import { convolve, fourier } from '../../../src/engine/audio/fourier';
import { atRate } from '../../../src/engine/audio/resample';
import { power, samplesOf } from '../../../src/engine/audio/sound';
import { readWav, wavSound } from '../../../src/engine/audio/wav';
import { applied, cents, frequency, noSources, ratio, step, tone, voice, wavBytes } from './sounds';

const rates = [
  [8000, 0.6],
  [44100, 0.5],
] as const;

/** Mean power in a band, by a transform of the middle of a sound. */
function bandPower({ rate, channels }: Sound, low: number, high: number): number {
  const size = 4096;
  const [re, im] = [new Float64Array(size), new Float64Array(size)];
  const x = channels[0]!;
  let sum = 0;
  let count = 0;
  for (let from = 0; from + size <= x.length; from += size) {
    for (let i = 0; i < size; i++) re[i] = x[from + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
    im.fill(0);
    fourier(size).forward(re, im);
    for (let bin = Math.ceil((low * size) / rate); bin < (high * size) / rate; bin++) {
      sum += re[bin]! ** 2 + im[bin]! ** 2;
      count++;
    }
  }
  return sum / count;
}

describe('noise', () => {
  it.each(['white', 'pink', 'brown'] as const)('%s has the ratio that was drawn, also as 16 bits', async (color) => {
    for (const [rate, seconds] of rates) {
      for (const snr of [5, 14.6, 30]) {
        const clip = voice(rate, seconds);
        const { sound } = await applied(clip, [step('audio.noise', { snr, color, seed: 3 })]);
        expect(ratio(clip.channels[0]!, sound.channels[0]!)).toBeCloseTo(snr, 3);
        const bytes = wavBytes(sound);
        const heard = wavSound(bytes, readWav(bytes)!).channels[0]!;
        expect(Math.abs(ratio(clip.channels[0]!, heard) - snr)).toBeLessThan(0.05);
      }
    }
  });
  it('has the slope of its colour', async () => {
    const slope = async (color: NoiseColor) => {
      const clip = tone(44100, 4096 * 12, 15000, 0.001);
      const { sound } = await applied(clip, [step('audio.noise', { snr: -60, color, seed: 9 })]);
      const octaves = Math.log2(4000 / 500);
      return (10 * Math.log10(bandPower(sound, 3500, 4500) / bandPower(sound, 437, 563))) / octaves;
    };
    expect(await slope('white')).toBeCloseTo(0, 0);
    expect(await slope('pink')).toBeGreaterThan(-3.6);
    expect(await slope('pink')).toBeLessThan(-2.4);
    expect(await slope('brown')).toBeGreaterThan(-6.7);
    expect(await slope('brown')).toBeLessThan(-5.3);
  });
  it('is not added to silence, and says so', async () => {
    const silent = tone(8000, 800, 0);
    const { sound, notes } = await applied(silent, [step('audio.noise', { snr: 10, color: 'white', seed: 1 })]);
    expect([power(sound), notes]).toEqual([0, ['silent: it has no signal-to-noise ratio, so no noise was added']]);
  });
});

describe('pitch and speed', () => {
  it('moves the pitch to within 5 cents, and keeps the length to the sample', async () => {
    for (const [rate, seconds] of rates) {
      for (const semitones of [-4, -1.5, 0.7, 2, 5]) {
        const clip = tone(rate, Math.round(rate * seconds) + 1, 440);
        const { sound } = await applied(clip, [step('audio.pitch', { semitones })]);
        expect(samplesOf(sound)).toBe(samplesOf(clip));
        expect(Math.abs(cents(frequency(sound), 440 * 2 ** (semitones / 12)))).toBeLessThan(5);
        expect(power(sound)).toBeCloseTo(power(clip), 6);
      }
    }
  });
  it('keeps the pitch, or lets it move with the speed', async () => {
    const clip = tone(44100, 30000, 440);
    const fast = (keepPitch: boolean) => applied(clip, [step('audio.speed', { rate: 1.25, keepPitch })]);
    const [kept, tape] = [(await fast(true)).sound, (await fast(false)).sound];
    expect([samplesOf(kept), samplesOf(tape)]).toEqual([24000, 24000]);
    expect(Math.abs(cents(frequency(kept), 440))).toBeLessThan(5);
    expect(Math.abs(cents(frequency(tape), 550))).toBeLessThan(0.1);
  });
  it('stretches once for neighbouring steps', async () => {
    const clip = voice(8000, 0.5);
    const both = [step('audio.speed', { rate: 0.9, keepPitch: true }), step('audio.pitch', { semitones: 2 })];
    expect(samplesOf((await applied(clip, both)).sound)).toBe(Math.round(4000 / 0.9));
  });
});

describe('room and background', () => {
  it('convolves as the sum says', () => {
    const x = Float32Array.from({ length: 50 }, (_, i) => Math.sin(i * i));
    const h = Float32Array.from([1, -0.5, 0.25, 0, 2]);
    const wanted = x.map((_, i) => h.reduce((sum, v, k) => sum + v * (x[i - k] ?? 0), 0));
    for (const [i, v] of convolve(x, h).entries()) expect(v).toBeCloseTo(wanted[i]!, 5);
  });
  it('reverberates after the sound, as loud as before, and starts where it did', async () => {
    const clip = tone(8000, 8000, 0);
    for (let i = 1000; i < 1400; i++) clip.channels[0]![i] = Math.sin(i * 0.9) * 0.5;
    const { sound } = await applied(clip, [step('audio.reverb', { room: { seconds: 0.5, seed: 4 }, wet: 0.5 })]);
    const energy = (from: number, to: number) => sound.channels[0]!.slice(from, to).reduce((sum, v) => sum + v * v, 0);
    expect(power(sound)).toBeCloseTo(power(clip), 8);
    expect(energy(0, 1000)).toBeLessThan(1e-9);
    expect(energy(1400, 3000)).toBeGreaterThan(0.1 * energy(1000, 1400));
    expect(energy(5400, 8000)).toBeLessThan(1e-4 * energy(1400, 3000)); // 60 dB after half a second
  });
  it('takes a recorded room from its direct sound on', async () => {
    const room = { rate: 8000, channels: [Float32Array.from([0, 0, 0, 1, 0, 0.5])] };
    const clip = { rate: 8000, channels: [Float32Array.from([1, 0, 0, 0])] };
    const sources = { ...noSources, recording: async () => ({ sound: room, name: 'r.wav' }) };
    const steps = [step('audio.reverb', { room: { folder: 'rooms', pick: 0 }, wet: 1 })];
    const { sound, notes } = await applied(clip, steps, sources);
    const [first, , third] = sound.channels[0]!;
    expect([third! / first!, notes]).toEqual([expect.closeTo(0.5, 5), ['room r.wav']]);
  });
  it('puts a recording behind the clip at the ratio that was drawn, looped without silence or clicks', async () => {
    const clip = voice(8000, 1);
    const recording = tone(16000, 4000, 500); // a quarter of a second, half of it silent
    recording.channels[0]!.fill(0, 2000);
    const sources = { ...noSources, recording: async () => ({ sound: recording, name: 'hum.wav' }) };
    const { sound, notes } = await applied(
      clip,
      [step('audio.background', { folder: 'x', snr: 8, pick: 0, at: 0.3 })],
      sources,
    );
    expect([ratio(clip.channels[0]!, sound.channels[0]!), notes]).toEqual([
      expect.closeTo(8, 3),
      ['background hum.wav'],
    ]);
    const behind = stretchOf(recording, 16000, 0.9).channels[0]!;
    for (let from = 0; from + 800 <= behind.length; from += 800) {
      expect(power({ rate: 1, channels: [behind.subarray(from, from + 800)] })).toBeGreaterThan(0.03);
    }
    const step500 = 2 * Math.PI * (500 / 16000) * 0.5; // the steepest slope of the tone itself
    for (let i = 1; i < behind.length; i++) expect(Math.abs(behind[i]! - behind[i - 1]!)).toBeLessThan(2 * step500);
  });
});

describe('filter, rate and level', () => {
  it('lets through what it says, 3 dB less at the cut-off', async () => {
    const level = async (hertz: number, pass: string, cut: number, order = 1) => {
      const clip = tone(44100, 22050, hertz);
      const { sound } = await applied(clip, [step('audio.filter', { pass, hertz: cut, octaves: 2, order })]);
      return 10 * Math.log10(power({ rate: 1, channels: [sound.channels[0]!.slice(4000)] }) / power(clip));
    };
    expect(await level(200, 'lowpass', 2000)).toBeCloseTo(0, 1);
    expect(await level(2000, 'lowpass', 2000)).toBeCloseTo(-3.01, 1);
    expect(await level(8000, 'lowpass', 2000)).toBeLessThan(-23);
    expect(await level(8000, 'lowpass', 2000, 2)).toBeLessThan(-46);
    expect(await level(500, 'highpass', 2000)).toBeLessThan(-23);
    expect(await level(1000, 'bandpass', 1000)).toBeGreaterThan(-1.1); // both edges an octave away
    expect(await level(8000, 'bandpass', 1000)).toBeLessThan(-23);
  });
  it('resamples without what would fold back', () => {
    const kept = atRate(tone(44100, 22050, 1000), 16000);
    expect([samplesOf(kept), cents(frequency(kept), 1000)]).toEqual([8000, expect.closeTo(0, 1)]);
    const folded = atRate(tone(44100, 22050, 15000), 16000);
    expect(10 * Math.log10(power(folded) / power(tone(44100, 22050, 15000)))).toBeLessThan(-30);
  });
  it('cuts off, rounds, masks and turns over as said', async () => {
    const clip = { rate: 1000, channels: [Float32Array.from([0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7, -0.8, 0.9, -1])] };
    const after = async (transform: string, drawn: Record<string, unknown>) => [
      ...(await applied(clip, [step(transform, drawn)])).sound.channels[0]!,
    ];
    const near = (list: readonly number[]) => list.map((v) => expect.closeTo(v, 6));
    expect(await after('audio.clip', { share: 0.3 })).toEqual(
      near([0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7, -0.8, 0.8, -0.8]),
    );
    expect(await after('audio.bitCrush', { bits: 2 })).toEqual(near([0, 0, 0.5, -0.5, 0.5, -0.5, 0.5, -1, 1, -1]));
    expect(await after('audio.polarity', {})).toEqual(near([-0.1, 0.2, -0.3, 0.4, -0.5, 0.6, -0.7, 0.8, -0.9, 1]));
    expect(await after('audio.mask', { fraction: 0.4, at: 0.5 })).toEqual(
      near([0.1, -0.2, 0.3, -0.2, 0, 0, 0.35, -0.8, 0.9, -1]),
    );
    expect(await after('audio.shift', { fraction: 0.2, edge: 'silence' })).toEqual(
      near([0, 0, 0.1, -0.2, 0.3, -0.4, 0.5, -0.6, 0.7, -0.8]),
    );
    expect(await after('audio.shift', { fraction: -0.2, edge: 'wrap' })).toEqual(
      near([0.3, -0.4, 0.5, -0.6, 0.7, -0.8, 0.9, -1, 0.1, -0.2]),
    );
  });
  it('mixes from the beginning, at the rate and with the channels of the clip', async () => {
    const clip = { rate: 8000, channels: [Float32Array.from([0.4, 0.4]), Float32Array.from([0, 0])] };
    const sources = { ...noSources, partner: async () => ({ rate: 8000, channels: [Float32Array.from([0.8])] }) };
    const { sound } = await applied(clip, [step('audio.mixup', { partner: 'b.wav', weight: 0.75 })], sources);
    const near = (list: readonly number[]) => list.map((v) => expect.closeTo(v, 6));
    expect(sound.channels.map((c) => [...c])).toEqual([near([0.5, 0.3]), near([0.2, 0])]);
  });
});
