import { log, power, sinCosDegrees } from './exact';

/** Random numbers for one draw. The same key gives the same numbers on every machine, in any order of work. */
export interface Random {
  /** Evenly from 0 (included) to 1 (not included), 32 bits fine. */
  uniform(): number;
  /** Evenly from low to high; rounded to so many decimals but never out of the range, so that records stay short. */
  between(range: readonly [low: number, high: number], decimals?: number): number;
  /** A whole number, low and high included. */
  integer(range: readonly [low: number, high: number]): number;
  /** A whole number from 0 to 2^32 - 1: the seed of a noise field, recorded as drawn. */
  seed(): number;
  choose<T>(list: readonly T[]): T;
  /** Gaussian, mean 0, standard deviation 1 (Box and Muller 1958). */
  normal(): number;
  /** Beta(a, b), a and b above 0. */
  beta(a: number, b: number): number;
}

/** A drawn value as it is recorded: what is applied is what stands in the record. */
export const rounded = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals + 0; // + 0: never -0, which JSON does not know

export type KeyPart = string | number;

/** Random numbers keyed by what is drawn for what: seed, epoch, source, variant, transform, ordinal. */
export function randomFor(...key: readonly KeyPart[]): Random {
  const next = sfc32(hash128(key.map((k) => (typeof k === 'number' ? `${k}` : k.normalize('NFC'))).join('\u0000')));
  const uniform = () => next() / 4294967296;
  const positive = () => (next() + 1) / 4294967296; // (0, 1]: a logarithm follows
  const normal = () => {
    const radius = Math.sqrt(-2 * log(positive()));
    return radius * sinCosDegrees(360 * uniform())[1];
  };
  const gamma = (shape: number): number => {
    // Marsaglia and Tsang 2000; below 1 by its own boost, x^(1/shape).
    if (shape < 1) return gamma(shape + 1) * power(positive(), 1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && log(positive()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
    }
  };
  return {
    uniform,
    between: ([low, high], decimals) => {
      const value = low + uniform() * (high - low);
      return decimals === undefined ? value : Math.min(high, Math.max(low, rounded(value, decimals)));
    },
    integer: ([low, high]) => low + Math.floor(uniform() * (high - low + 1)),
    seed: next,
    choose: (list) => list[Math.floor(uniform() * list.length)]!,
    normal,
    beta: (a, b) => {
      const x = gamma(a);
      const y = gamma(b);
      return x + y > 0 ? x / (x + y) : uniform() < 0.5 ? 0 : 1; // both underflow for tiny a and b: the limit
    },
  };
}

/** 128 bits of a text (cyrb128, public domain): well mixed, not for secrets. */
function hash128(text: string): readonly [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  a ^= b ^ c ^ d;
  return [a >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** Small fast counting generator (Doty-Humphrey, PractRand): 32 bits a call. */
function sfc32(seed: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = seed;
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
