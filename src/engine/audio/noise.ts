import { decibelFactor, type NoiseColor, type Sound } from '../../core/audio';
import { randomFor } from '../../core/random';
import { gaussianBits, gaussianCount, gaussians } from '../image/gaussians';
import { channelOf, giveBack } from './memory';
import { added, power, samplesOf } from './sound';

/** Samples between two random starts in the table of gaussians. */
const block = 1536;
const unit = 1 / (1 << gaussianBits);

/**
 * Adds noise so that the power of the clip over that of the noise, both over all samples and channels, is `snr` dB.
 * Silence has no such ratio and comes back as it is.
 */
export function addNoise(sound: Sound, snr: number, color: NoiseColor, seed: number): Sound {
  const random = randomFor('sound noise', seed);
  const samples = samplesOf(sound);
  const channels = sound.channels.map(() => {
    const noise = channelOf(samples);
    const table = gaussians(block);
    for (let from = 0; from < samples; from += block) {
      const start = random.seed() & (gaussianCount - 1);
      const to = Math.min(samples, from + block);
      for (let i = from; i < to; i++) noise[i] = table[start + i - from]! * unit;
    }
    if (color === 'pink') pinken(noise);
    else if (color === 'brown') brownen(noise, sound.rate);
    return noise;
  });
  const noisy = addAtRatio(sound, { rate: sound.rate, channels }, snr);
  giveBack(channels);
  return noisy;
}

/** `sound` with `other` so far below it, in dB of power over the whole clip; as it is where one of them is silent. */
export function addAtRatio(sound: Sound, other: Sound, snr: number): Sound {
  const [ours, theirs] = [power(sound), power(other)];
  if (ours === 0 || theirs === 0) return sound;
  return added(sound, other, Math.sqrt(ours / theirs) / decibelFactor(snr));
}

/** White → pink, -3 dB an octave within 0.05 dB above 9 Hz at 44.1 kHz (Kellet 1999, "refined"). */
function pinken(noise: Float32Array): void {
  let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < noise.length; i++) {
    const white = noise[i]!;
    a = 0.99886 * a + white * 0.0555179;
    b = 0.99332 * b + white * 0.0750759;
    c = 0.969 * c + white * 0.153852;
    d = 0.8665 * d + white * 0.3104856;
    e = 0.55 * e + white * 0.5329522;
    f = -0.7616 * f - white * 0.016898;
    noise[i] = a + b + c + d + e + f + g + white * 0.5362;
    g = white * 0.115926;
  }
}

/** White → brown, -6 dB an octave down to 20 Hz; below, flat, so that it does not wander off. */
function brownen(noise: Float32Array, rate: number): void {
  const leak = 1 - Math.min(0.5, (2 * Math.PI * 20) / rate);
  let sum = 0;
  for (let i = 0; i < noise.length; i++) {
    sum = sum * leak + noise[i]!;
    noise[i] = sum;
  }
}
