import type { Sound } from '../../core/audio';
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
  return new arrays[`${kind} ${size}`]!(new Uint8Array(bytes).buffer); // a copy is aligned
}

interface ArrayOf {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer): Values;
}
const arrays: Readonly<Record<string, ArrayOf>> = {
  'integer 2': Int16Array,
  'integer 4': Int32Array,
  'float 4': Float32Array,
  'float 8': Float64Array,
};

/** The samples of all channels in turn, as they are stored. */
export function storedValues(
  { channels }: Sound,
  samples: number,
  kind: WavFormat['kind'],
  size: number,
): Values | Uint8Array {
  const count = channels.length;
  const wide = kind === 'integer' && size !== 2 ? Int32Array : arrays[`${kind} ${size}`]!;
  const all = new wide(new ArrayBuffer(wide.BYTES_PER_ELEMENT * samples * count));
  const scale = 2 ** (size * 8 - 1);
  for (const [c, channel] of channels.entries()) {
    if (kind === 'integer') spread(rounded(channel, scale), all, c, count);
    else spread(channel, all, c, count);
  }
  if (kind === 'integer' && size === 1) return Uint8Array.from(all, (v) => v + 128);
  if (kind === 'integer' && size === 3) {
    const bytes = new Uint8Array(3 * all.length);
    for (let i = 0, at = 0; i < all.length; i++, at += 3) {
      const v = all[i]!;
      bytes[at] = v;
      bytes[at + 1] = v >> 8;
      bytes[at + 2] = v >> 16;
    }
    return bytes;
  }
  return all;
}

function rounded(channel: Float32Array, scale: number): Int32Array {
  const out = new Int32Array(channel.length);
  for (let i = 0; i < out.length; i++) {
    out[i] = Math.min(scale - 1, Math.max(-scale, Math.floor(channel[i]! * scale + 0.5)));
  }
  return out;
}

/** One channel among `count`; a single one is copied whole, which is many times faster. */
function spread(channel: Float32Array | Int32Array, all: Values, c: number, count: number): void {
  if (count === 1) all.set(channel);
  else for (let i = 0, at = c; i < channel.length; i++, at += count) all[at] = channel[i]!;
}
