import type { Sound } from '../../core/audio';
import { bufferOf, giveBack } from './memory';
import type { WavFormat } from './wav';

type Values = Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** The values as they are stored, in an array of their kind: reading them one by one takes ten times as long. */
export function wholeValues(bytes: Uint8Array, kind: WavFormat['kind'], size: number): Values {
  if (kind === 'integer' && size === 1) return Int8Array.from(bytes, (v) => v - 128);
  if (kind === 'integer' && size === 3) {
    const all = new Int32Array(bytes.length / 3);
    for (let i = 0, at = 0; i < all.length; i++, at += 3) {
      all[i] = ((bytes[at + 2]! << 24) | (bytes[at + 1]! << 16) | (bytes[at]! << 8)) >> 8;
    }
    return all;
  }
  const wide = arrays[`${kind} ${size}`]!;
  const there = bytes.byteOffset % wide.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes); // a copy is aligned
  return new wide(there.buffer, there.byteOffset, there.byteLength / wide.BYTES_PER_ELEMENT);
}

interface ArrayOf {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, from: number, length: number): Values;
}
const arrays: Readonly<Record<string, ArrayOf>> = {
  'integer 2': Int16Array,
  'integer 4': Int32Array,
  'float 4': Float32Array,
  'float 8': Float64Array,
};

/** Writes the samples of all channels in turn, as they are stored. */
export function storeValues(
  { channels }: Sound,
  samples: number,
  kind: WavFormat['kind'],
  size: number,
  to: Uint8Array,
): void {
  const count = channels.length;
  const odd = kind === 'integer' && (size === 1 || size === 3);
  const wide = odd ? Int32Array : arrays[`${kind} ${size}`]!;
  const inPlace = !odd && to.byteOffset % wide.BYTES_PER_ELEMENT === 0;
  const [buffer, from] = inPlace ? [to.buffer, to.byteOffset] : [bufferOf(wide.BYTES_PER_ELEMENT * samples * count), 0];
  const all = new wide(buffer, from, samples * count);
  const scale = 2 ** (size * 8 - 1);
  for (const [c, channel] of channels.entries()) {
    if (kind === 'integer') spreadRounded(channel, scale, all, c, count);
    else spread(channel, all, c, count);
  }
  if (inPlace) return;
  if (!odd) to.set(new Uint8Array(buffer, 0, to.length));
  else if (size === 1) for (let i = 0; i < all.length; i++) to[i] = all[i]! + 128;
  else {
    for (let i = 0, at = 0; i < all.length; i++, at += 3) {
      const v = all[i]!;
      to[at] = v;
      to[at + 1] = v >> 8;
      to[at + 2] = v >> 16;
    }
  }
  giveBack([all]);
}

function spreadRounded(channel: Float32Array, scale: number, all: Values, c: number, count: number): void {
  for (let i = 0, at = c; i < channel.length; i++, at += count) {
    all[at] = Math.min(scale - 1, Math.max(-scale, Math.floor(channel[i]! * scale + 0.5)));
  }
}

/** One channel among `count`; a single one is copied whole, which is many times faster. */
function spread(channel: Float32Array, all: Values, c: number, count: number): void {
  if (count === 1) all.set(channel);
  else for (let i = 0, at = c; i < channel.length; i++, at += count) all[at] = channel[i]!;
}
