import type { Sound } from '../../core/audio';
import { sinCosDegrees } from '../../core/exact';
import { mapped, samplesOf } from './sound';

/** Zero crossings of the kernel on each side, and table steps between two of them. */
const crossings = 16;
const steps = 256;
/** Of the Kaiser window: side lobes below -90 dB. */
const beta = 9;

let table: Float64Array | undefined;

/** sinc · Kaiser window from 0 to `crossings`, made once (Smith and Gossett 1984). */
function kernel(): Float64Array {
  if (table) return table;
  const made = new Float64Array(crossings * steps + 2);
  for (let i = 0; i <= crossings * steps; i++) {
    const x = i / steps;
    const sinc = i === 0 ? 1 : sinCosDegrees(180 * x)[0] / (Math.PI * x);
    const inside = 1 - (x / crossings) ** 2;
    made[i] = sinc * (bessel(beta * Math.sqrt(Math.max(0, inside))) / bessel(beta));
  }
  table = made;
  return made;
}

/** Modified Bessel function of the first kind, order 0. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** Into `length` samples that keep their rate: a tape that runs faster or slower. */
export const resampled = (sound: Sound, length: number): Sound => {
  const samples = samplesOf(sound);
  if (length === samples) return sound;
  return mapped(sound, (channel) => resampleChannel(channel, length, samples / length));
};

/** The same sound at another rate. */
export function atRate(sound: Sound, rate: number): Sound {
  if (rate === sound.rate) return sound;
  const samples = samplesOf(sound);
  const length = samples === 0 ? 0 : Math.max(1, Math.round((samples * rate) / sound.rate));
  return { rate, channels: sound.channels.map((c) => resampleChannel(c, length, sound.rate / rate)) };
}

/** `ratio`: source samples for each one of the output. Above 1, what the output can't hold is filtered out. */
function resampleChannel(channel: Float32Array, length: number, ratio: number): Float32Array {
  const values = kernel();
  const cut = Math.min(1, 1 / ratio);
  const reach = crossings / cut;
  const scale = cut * steps;
  const out = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const centre = i * ratio;
    const from = Math.max(0, Math.ceil(centre - reach));
    const to = Math.min(channel.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let j = from; j <= to; j++) {
      const x = Math.abs(j - centre) * scale;
      const at = x | 0;
      const low = values[at]!;
      sum += channel[j]! * (low + (values[at + 1]! - low) * (x - at));
    }
    out[i] = sum * cut;
  }
  return out;
}
