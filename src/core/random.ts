import { cosDegrees, log, power } from './exact';

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
  /** Leaves a Gaussian number out: the next one is what it would be after it. */
  skipNormal(): void;
  /** Beta(a, b), a and b above 0. */
  beta(a: number, b: number): number;
}

/** A drawn value as it is recorded: what is applied is what stands in the record. */
export const rounded = (value: number, decimals: number): number => {
  const unit = tens[decimals] ?? 10 ** decimals;
  return Math.round(value * unit) / unit + 0; // + 0: never -0, which JSON does not know
};
const tens = Array.from({ length: 8 }, (_, decimals) => 10 ** decimals); // a power is dearer than all the rest

export type KeyPart = string | number;

/** The text of a key. That of a longer key is its beginning's, a null character, and the rest's. */
export function keyOf(...key: readonly KeyPart[]): string {
  let text = '';
  for (const [i, part] of key.entries())
    text += (i > 0 ? '\u0000' : '') + (typeof part === 'number' ? part : part.normalize('NFC'));
  return text;
}

/** Random numbers keyed by what is drawn for what: seed, epoch, source, variant, transform, ordinal. */
export const randomFor = (...key: readonly KeyPart[]): Random => new KeyedRandom(hash128(unmixed, keyOf(...key)));

/** The same for keys that begin alike, whose beginning is read once. The rest is a text of `keyOf`. */
export function randomsUnder(...beginning: readonly KeyPart[]): (rest: string) => Random {
  const begun = mixed(unmixed, `${keyOf(...beginning)}\u0000`);
  return (rest) => new KeyedRandom(hash128(begun, rest));
}

/** A class, since a list of functions would be made anew for each of very many draws. */
class KeyedRandom implements Random {
  // sfc32, small fast counting generator (Doty-Humphrey, PractRand)
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(bits: Bits) {
    this.a = bits[0];
    this.b = bits[1];
    this.c = bits[2];
    this.d = bits[3];
    for (let i = 0; i < 12; i++) this.seed();
  }

  seed() {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }
  uniform() {
    return this.seed() / 4294967296;
  }
  between(range: readonly [number, number], decimals?: number) {
    const low = range[0];
    const high = range[1];
    const value = low + this.uniform() * (high - low);
    return decimals === undefined ? value : Math.min(high, Math.max(low, rounded(value, decimals)));
  }
  integer([low, high]: readonly [number, number]) {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }
  choose<T>(list: readonly T[]): T {
    return list[Math.floor(this.uniform() * list.length)]!;
  }
  normal(): number {
    const radius = Math.sqrt(-2 * log(this.positive()));
    return radius * cosDegrees(360 * this.uniform());
  }
  skipNormal() {
    this.seed();
    this.seed();
  }
  beta(a: number, b: number) {
    const x = this.gamma(a);
    const y = this.gamma(b);
    return x + y > 0 ? x / (x + y) : this.uniform() < 0.5 ? 0 : 1; // both underflow for tiny a and b: the limit
  }

  /** (0, 1]: a logarithm follows. */
  private positive() {
    return (this.seed() + 1) / 4294967296;
  }
  private gamma(shape: number): number {
    // Marsaglia and Tsang 2000; below 1 by its own boost, x^(1/shape).
    if (shape < 1) return this.gamma(shape + 1) * power(this.positive(), 1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && log(this.positive()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
    }
  }
}

/** Read by place, as ranges are: to take a list apart goes through it with an iterator, which costs more than to mix a key. */
type Bits = readonly [number, number, number, number];
const unmixed: Bits = [1779033703, 3144134277, 1013904242, 2773480762];

/** 128 bits of a text (cyrb128, public domain): well mixed, not for secrets. `begun`: with what stands before it. */
function hash128(begun: Bits, text: string): Bits {
  const bits = mixed(begun, text);
  const a = Math.imul(bits[2] ^ (bits[0] >>> 18), 597399067);
  const b = Math.imul(bits[3] ^ (bits[1] >>> 22), 2869860233);
  const c = Math.imul(a ^ (bits[2] >>> 17), 951274213);
  const d = Math.imul(b ^ (bits[3] >>> 19), 2716044179);
  const all = a ^ b ^ c ^ d;
  return [all, b ^ all, c ^ all, d ^ all];
}

function mixed(begun: Bits, text: string): Bits {
  let a = begun[0];
  let b = begun[1];
  let c = begun[2];
  let d = begun[3];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  return [a, b, c, d];
}
