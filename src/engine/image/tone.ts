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
    const table = tableOf(raster, maps, mean);
    for (let p = 0; p < data.length; p += channels) data[p] = table[data[p]!]!;
    return;
  }
  const [red, green, blue] = colorTables(raster, maps);
  for (let p = 0; p < data.length; p += channels) {
    data[p] = red[data[p]!]!;
    data[p + 1] = green[data[p + 1]!]!;
    data[p + 2] = blue[data[p + 2]!]!;
  }
}

type Table = Uint8Array | Uint16Array;

const colorTables = (like: Pick<Raster, 'data'>, maps: readonly Tone[]): readonly [Table, Table, Table] => [
  tableOf(like, maps, ([red]) => red),
  tableOf(like, maps, ([, green]) => green),
  tableOf(like, maps, ([, , blue]) => blue),
];

/** `own` picks the channel's number out of those for red, green and blue. */
function tableOf(raster: Pick<Raster, 'data'>, maps: readonly Tone[], own: (values: Color) => number): Table {
  const full = fullScale(raster);
  const steps = maps.map((map) => {
    if (map.kind === 'curve') return (value: number) => curveAt(map, value, full);
    const [gain, bias] = [own(map.gain), own(map.bias) * full];
    return (value: number) => value * gain + bias;
  });
  const table = isDeep(raster) ? new Uint16Array(full + 1) : new Uint8Array(full + 1);
  for (let level = 0; level <= full; level++) {
    let value = level;
    for (const step of steps) value = Math.min(full, Math.max(0, step(value)));
    table[level] = Math.floor(value + 0.5);
  }
  return table;
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** The tables of 8 bit colour as one line each: level → (level × gain + bias) >> bits, kept from least to most. */
export interface LinearTone {
  readonly bits: number;
  /** Of red, green, blue and nothing: four gains, four biases, four least and four most levels. */
  readonly numbers: readonly number[];
}

/** Undefined where no such line gives every level of the tables: curves, and one in some thousand linear maps. */
export function linearTone(maps: readonly Tone[]): LinearTone | undefined {
  if (!isLinear(maps)) return undefined;
  const tables = colorTables({ data: new Uint8Array() }, maps);
  const slopes = [0, 1, 2].map((c) => maps.reduce((product, { gain }) => product * gain[c]!, 1));
  // level × gain and the result stay within 31 bits; a bias that is larger moves all levels to one of the ends.
  const steepest = Math.max(1, ...slopes.map(Math.abs));
  const bits = 21 - Math.ceil(Math.log2(steepest));
  if (bits < 8) return undefined;
  const lines = tables.map((table, c) => lineThrough(table, Math.round(slopes[c]! * 2 ** bits), bits));
  const [red, green, blue] = lines;
  if (!red || !green || !blue) return undefined;
  const numbers = [0, 1, 2, 3].flatMap((k) => [red[k]!, green[k]!, blue[k]!, 0]);
  return { bits, numbers };
}

const isLinear = (maps: readonly Tone[]): maps is readonly Linear[] => maps.every(({ kind }) => kind === 'linear');

/** Gain, bias, least and most. */
function lineThrough(table: Table, gain: number, bits: number): readonly number[] | undefined {
  const [one, other] = [table[0]!, table[255]!]; // the ends: a line goes one way, and so does a chain of lines
  const [least, most] = [Math.min(one, other), Math.max(one, other)];
  const unit = 2 ** bits;
  let [from, to] = [-(2 ** 30), 2 ** 30]; // the biases that give every level
  for (let level = 0; level < 256; level++) {
    const value = table[level]!;
    if (value > least) from = Math.max(from, value * unit - level * gain);
    if (value < most) to = Math.min(to, (value + 1) * unit - level * gain - 1);
  }
  return from <= to ? [gain, Math.floor((from + to) / 2), least, most] : undefined;
}
