import { colorChannels, fullScale, type ImageOperation, type Raster } from '../../core/image';
import type { Color } from '../../core/parameters';
import { type CurveOperation, curveAt } from './curve';
import { isDeep } from './raster';

export type Linear = Extract<ImageOperation, { kind: 'linear' }>;
/** A map of single channels. */
export type Tone = Linear | CurveOperation;

/**
 * Maps of single channels, one after the other, in one table a channel. Each map clamps, as if it stood alone; only the last one
 * rounds, to the nearest level (half up). Writes into the raster; alpha stays.
 */
export function applyTone(raster: Raster, maps: readonly Tone[]): void {
  const { data, channels } = raster;
  if (colorChannels(channels) === 1) {
    const table = tableOf(raster, maps, 'mean');
    for (let p = 0; p < data.length; p += channels) data[p] = table[data[p]!]!;
    return;
  }
  const [red, green, blue] = [tableOf(raster, maps, 0), tableOf(raster, maps, 1), tableOf(raster, maps, 2)];
  for (let p = 0; p < data.length; p += channels) {
    data[p] = red[data[p]!]!;
    data[p + 1] = green[data[p + 1]!]!;
    data[p + 2] = blue[data[p + 2]!]!;
  }
}

type Table = Uint8Array | Uint16Array;

type Channel = 0 | 1 | 2 | 'mean';

/** The table of red (0), green (1), blue (2), or of the mean of these. */
function tableOf(raster: Raster, maps: readonly Tone[], channel: Channel): Table {
  const full = fullScale(raster);
  const table = isDeep(raster) ? new Uint16Array(full + 1) : new Uint8Array(full + 1);
  const own = (values: Color) => (channel === 'mean' ? mean(values) : values[channel]);
  const values = Float64Array.from(table, (_, level) => level);
  for (const map of maps) {
    if (map.kind === 'linear') mapLinear(values, own(map.gain), own(map.bias) * full, full);
    else for (let i = 0; i <= full; i++) values[i] = Math.min(full, Math.max(0, curveAt(map, values[i]!, full)));
  }
  for (let level = 0; level <= full; level++) table[level] = Math.floor(values[level]! + 0.5);
  return table;
}

function mapLinear(values: Float64Array, gain: number, bias: number, full: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * gain + bias;
    values[i] = value < 0 ? 0 : value > full ? full : value;
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Decimals of a line's gain and bias. */
export const toneBits = 19;

/** A table as a line: level → (level × gain + bias) >> toneBits, kept from least to most. */
export interface ToneLine {
  readonly gain: number;
  readonly bias: number;
  readonly least: number;
  readonly most: number;
}

/** The tables of 8 bit red, green and blue as lines. */
export type LinearTone = readonly ToneLine[];

/** Steeper lines would leave 32 bits. */
const steepest = 8;

/** Undefined where no such line gives every level of the tables: curves, steep maps, and one in some thousand others. */
export function linearTone(maps: readonly Tone[]): LinearTone | undefined {
  const lines: ToneLine[] = [];
  for (const channel of [0, 1, 2] as const) {
    let slope = 1;
    for (let level = 0; level < 256; level++) levels[level] = level;
    for (const map of maps) {
      if (map.kind !== 'linear') return undefined;
      slope *= map.gain[channel];
      mapLinear(levels, map.gain[channel], map.bias[channel] * 255, 255);
    }
    const line = Math.abs(slope) < steepest ? lineThrough(levels, Math.round(slope * 2 ** toneBits)) : undefined;
    if (!line) return undefined;
    lines.push(line);
  }
  return lines;
}

/** Used again: this is done for each variant, and a typed array is dear to make. */
const levels = new Float64Array(256);

/** A line that gives these values to the nearest. */
function lineThrough(values: Float64Array, gain: number): ToneLine | undefined {
  const [one, other] = [Math.floor(values[0]! + 0.5), Math.floor(values[255]! + 0.5)];
  const [least, most] = one < other ? [one, other] : [other, one]; // a line goes one way, and so does a chain of lines
  const unit = 2 ** toneBits;
  let [from, to] = [-(2 ** 30), 2 ** 30]; // the biases that give every level
  for (let level = 0; level < 256; level++) {
    const value = Math.floor(values[level]! + 0.5);
    const lowest = value * unit - level * gain;
    if (value > least && lowest > from) from = lowest;
    if (value < most && lowest + unit - 1 < to) to = lowest + unit - 1;
  }
  return from <= to ? { gain, bias: Math.floor((from + to) / 2), least, most } : undefined;
}
