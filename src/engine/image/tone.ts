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

/** The table of red (0), green (1), blue (2), or of the mean of these. */
function tableOf(raster: Pick<Raster, 'data'>, maps: readonly Tone[], channel: 0 | 1 | 2 | 'mean'): Table {
  const full = fullScale(raster);
  const table = isDeep(raster) ? new Uint16Array(full + 1) : new Uint8Array(full + 1);
  const own = (values: Color) => (channel === 'mean' ? mean(values) : values[channel]);
  const lines = maps.map((map) => (map.kind === 'curve' ? map : { gain: own(map.gain), bias: own(map.bias) * full }));
  for (let level = 0; level <= full; level++) {
    let value = level;
    for (const line of lines) {
      const mapped = 'kind' in line ? curveAt(line, value, full) : value * line.gain + line.bias;
      value = mapped < 0 ? 0 : mapped > full ? full : mapped;
    }
    table[level] = Math.floor(value + 0.5);
  }
  return table;
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
  if (!isLinear(maps)) return undefined;
  const lines: ToneLine[] = [];
  for (let c = 0; c < 3; c++) {
    const slope = maps.reduce((product, { gain }) => product * gain[c]!, 1);
    const table = tableOf(eightBit, maps, c as 0 | 1 | 2);
    const line = Math.abs(slope) < steepest ? lineThrough(table, Math.round(slope * 2 ** toneBits)) : undefined;
    if (!line) return undefined;
    lines.push(line);
  }
  return lines;
}

const eightBit = { data: new Uint8Array() };

const isLinear = (maps: readonly Tone[]): maps is readonly Linear[] => maps.every(({ kind }) => kind === 'linear');

function lineThrough(table: Table, gain: number): ToneLine | undefined {
  const [one, other] = [table[0]!, table[255]!]; // the ends: a line goes one way, and so does a chain of lines
  const [least, most] = [Math.min(one, other), Math.max(one, other)];
  const unit = 2 ** toneBits;
  let [from, to] = [-(2 ** 30), 2 ** 30]; // the biases that give every level
  for (let level = 0; level < 256; level++) {
    const value = table[level]!;
    if (value > least) from = Math.max(from, value * unit - level * gain);
    if (value < most) to = Math.min(to, (value + 1) * unit - level * gain - 1);
  }
  return from <= to ? { gain, bias: Math.floor((from + to) / 2), least, most } : undefined;
}
