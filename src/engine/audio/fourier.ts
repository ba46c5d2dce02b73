import { sinCosDegrees } from '../../core/exact';

/** A transform of one size, a power of two, with its tables made once. Radix 2, in place (Cooley and Tukey 1965). */
export interface Fourier {
  readonly size: number;
  /** Real and imaginary parts become the spectrum; not scaled. */
  forward(real: Float64Array, imaginary: Float64Array): void;
  /** The way back, scaled by 1/size. */
  inverse(real: Float64Array, imaginary: Float64Array): void;
}

const known = new Map<number, Fourier>();

/** The next power of two. */
export const powerOfTwo = (least: number): number => {
  let size = 1;
  while (size < least) size *= 2;
  return size;
};

export function fourier(size: number): Fourier {
  const made = known.get(size) ?? make(size);
  known.set(size, made);
  return made;
}

function make(size: number): Fourier {
  const half = size / 2;
  const [sines, cosines] = [new Float64Array(half), new Float64Array(half)];
  for (let i = 0; i < half; i++) [sines[i], cosines[i]] = sinCosDegrees((360 * i) / size) as [number, number];
  const swaps = new Uint32Array(size);
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j |= bit;
    swaps[i] = j;
  }
  const transform = (re: Float64Array, im: Float64Array, sign: number) => {
    for (let i = 1; i < size; i++) {
      const j = swaps[i]!;
      if (j <= i) continue;
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
    for (let width = 2; width <= size; width *= 2) {
      const [middle, step] = [width / 2, size / width];
      for (let from = 0; from < size; from += width) {
        for (let k = 0; k < middle; k++) {
          const [s, c] = [sign * sines[k * step]!, cosines[k * step]!];
          const [a, b] = [from + k, from + k + middle];
          const [x, y] = [re[b]! * c + im[b]! * s, im[b]! * c - re[b]! * s];
          re[b] = re[a]! - x;
          im[b] = im[a]! - y;
          re[a]! += x;
          im[a]! += y;
        }
      }
    }
  };
  return {
    size,
    forward: (re, im) => transform(re, im, 1),
    inverse(re, im) {
      transform(re, im, -1);
      for (let i = 0; i < size; i++) {
        re[i]! /= size;
        im[i]! /= size;
      }
    },
  };
}

/** The first `samples.length` values of the convolution with a kernel: blocks that overlap and add. */
export function convolve(samples: Float32Array, kernel: Float32Array): Float32Array {
  const size = powerOfTwo(Math.min(2 * kernel.length, samples.length + kernel.length));
  const step = size - kernel.length + 1;
  const { forward, inverse } = fourier(size);
  const [kr, ki] = [new Float64Array(size), new Float64Array(size)];
  kr.set(kernel);
  forward(kr, ki);
  const out = new Float32Array(samples.length);
  for (let from = 0; from < samples.length; from += step) {
    const [re, im] = [new Float64Array(size), new Float64Array(size)];
    re.set(samples.subarray(from, from + step));
    forward(re, im);
    for (let i = 0; i < size; i++) {
      const [a, b] = [re[i]!, im[i]!];
      re[i] = a * kr[i]! - b * ki[i]!;
      im[i] = a * ki[i]! + b * kr[i]!;
    }
    inverse(re, im);
    const to = Math.min(samples.length, from + size);
    for (let i = from; i < to; i++) out[i]! += re[i - from]!;
  }
  return out;
}
