import type { Sound } from '../../core/audio';
import { sinCosDegrees } from '../../core/exact';
import { memoryUpTo, soundKernels } from './kernels';
import { channelOf } from './memory';
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

/** The values by which neighbours of a place between two samples are multiplied, for places in even steps. */
export interface Filter {
  /** Source samples for each one of the output. Above 1, what the output can't hold is filtered out. */
  readonly ratio: number;
  readonly taps: number;
  /** Parts of a sample; between two of them values are interpolated. */
  readonly phases: number;
  /** A row of taps for each phase, and one more. */
  readonly rows: Float32Array;
}

export function filterOf(ratio: number): Filter {
  const values = kernel();
  const cut = Math.min(1, 1 / ratio);
  const taps = 4 * Math.ceil(crossings / cut / 2);
  const phases = Math.max(8, Math.round(128 * cut));
  const rows = new Float32Array((phases + 1) * taps);
  for (let i = 0; i < rows.length; i++) {
    const x = Math.abs((i % taps) - (taps / 2 - 1) - Math.floor(i / taps) / phases) * cut * steps;
    const at = Math.floor(x);
    if (at < crossings * steps) rows[i] = (values[at]! + (values[at + 1]! - values[at]!) * (x - at)) * cut;
  }
  return { ratio, taps, phases, rows };
}

/** Bytes of the source samples that so many samples are made of. */
export const sourceBytes = ({ ratio, taps }: Filter, count: number): number =>
  4 * (Math.ceil(count * ratio) + taps + 8);

/** Makes samples from the one numbered `first` on at `to`; the filter's rows stand at `rows`, and `source` is free for the source. */
export function resampleInto(
  memory: Float32Array,
  channel: Float32Array,
  { ratio, taps, phases }: Filter,
  rows: number,
  source: number,
  first: number,
  count: number,
  to: number,
): void {
  const place = first * ratio;
  const whole = Math.floor(place);
  const needed = Math.ceil(count * ratio) + taps + 2;
  copyPart(channel, whole - (taps / 2 - 1), memory.subarray(source / 4, source / 4 + needed));
  soundKernels().resample(source, to, count, rows, taps, phases, place - whole, ratio);
}

/** Samples of a channel from `from` on; silence where it has none. */
export function copyPart(channel: Float32Array, from: number, into: Float32Array): void {
  const first = Math.min(channel.length, Math.max(0, from));
  const part = channel.subarray(first, Math.max(first, Math.min(channel.length, from + into.length)));
  const at = Math.min(into.length, first - from);
  into.fill(0, 0, at);
  into.set(part, at);
  into.fill(0, at + part.length);
}

/** Into `length` samples that keep their rate: a tape that runs faster or slower. */
export const resampled = (sound: Sound, length: number): Sound => {
  const samples = samplesOf(sound);
  if (length === samples) return sound;
  const filter = filterOf(samples / length);
  return mapped(sound, (channel) => resampleChannel(channel, length, filter));
};

/** The same sound at another rate. */
export function atRate(sound: Sound, rate: number): Sound {
  if (rate === sound.rate) return sound;
  const samples = samplesOf(sound);
  const length = samples === 0 ? 0 : Math.max(1, Math.round((samples * rate) / sound.rate));
  const filter = filterOf(sound.rate / rate);
  return { rate, channels: sound.channels.map((c) => resampleChannel(c, length, filter)) };
}

/** Samples made at a time. */
const part = 16384;

function resampleChannel(channel: Float32Array, length: number, filter: Filter): Float32Array {
  const rows = soundKernels().freeFrom();
  const source = rows + 4 * filter.rows.length;
  const to = source + sourceBytes(filter, part);
  const memory = memoryUpTo(to + 4 * part);
  memory.set(filter.rows, rows / 4);
  const out = channelOf(length);
  for (let first = 0; first < length; first += part) {
    const count = Math.min(part, length - first);
    resampleInto(memory, channel, filter, rows, source, first, count, to);
    out.set(memory.subarray(to / 4, to / 4 + count), first);
  }
  return out;
}
