import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { log } from '../../core/exact';
import { randomFor } from '../../core/random';

/** Values of the table, a power of two. */
export const gaussianCount = 1 << 18;
/** Units: 1/4096 of a standard deviation. */
export const gaussianBits = 12;

let table: Int16Array | undefined;

/**
 * 2^18 gaussians, the same in every process: the quantiles at equal steps, so that mean and standard deviation are those
 * of the law itself, in random order. `tail` more repeat the first ones, so that a run of that length needs no wrap.
 * They stand beside the bundle, because making them in cold code takes 60 ms of CPU; where they do not, they are made.
 */
export function gaussians(tail: number): Int16Array {
  if (table && table.length === gaussianCount + tail) return table;
  const all = new Int16Array(gaussianCount + tail);
  if (!readGaussians(all, join(__dirname, gaussiansFile))) all.set(madeGaussians());
  all.copyWithin(gaussianCount, 0, tail);
  table = all;
  return all;
}

export const gaussiansFile = 'gaussians.bin';

/** Reads the table that the build wrote, without its tail; false where there is none, or not all of it. */
export function readGaussians(all: Int16Array, path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      return readSync(file, all, 0, 2 * gaussianCount, 0) === 2 * gaussianCount;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/** The table without its tail. */
export function madeGaussians(): Int16Array {
  const made = new Int16Array(gaussianCount);
  for (let i = 0; i < gaussianCount / 2; i++) {
    const value = Math.floor(quantile((i + 0.5) / gaussianCount) * (1 << gaussianBits) + 0.5);
    made[2 * i] = value;
    made[2 * i + 1] = -value;
  }
  const random = randomFor('gaussian table');
  for (let i = gaussianCount - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    const kept = made[i]!;
    made[i] = made[j]!;
    made[j] = kept;
  }
  return made;
}

/** Inverse of the normal distribution for p from 0 to 0.5, to 1.2e-9 relative (Acklam 2003). */
function quantile(p: number): number {
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * log(p));
    const top =
      ((((-7.784894002430293e-3 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
        4.374664141464968) *
        q +
      2.938163982698783;
    return (
      top /
      ((((7.784695709041462e-3 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
    );
  }
  const q = p - 0.5;
  const r = q * q;
  const top =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
    2.506628277459239;
  return (
    (top * q) /
    (((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
      1)
  );
}
