import { invert, type Matrix, type Size } from '../../core/geometry';
import type { Box, ImageOperation } from '../../core/image';
import type { Pass } from './fuse';
import { noiseBlock, noiseStarts, noiseStrength } from './noise';
import { type LinearTone, toneBits } from './tone';
import { positionsOf } from './warp';
import type { Sampler, Slot } from './workspace';

export type Moved = Extract<ImageOperation, { kind: 'geometry' | 'displace' }>;

/** A geometry, a tone map and noise, each at most once and in this order: what the kernels do in one go. */
export interface Work {
  /** What the pass after these paints over: its pixels are left as they are. */
  readonly hidden?: Box;
  readonly moved?: Moved;
  readonly tone?: LinearTone;
  readonly noise?: Extract<Pass, { kind: 'noise' }>;
}

/** Makes a picture of this size in a slot, of the source that the kernels look at. */
export function sampleRows(sampler: Sampler, to: Slot, size: Size, { moved, tone, noise, hidden }: Work): void {
  const { kernels } = sampler;
  const { width, height } = size;
  useTone(sampler, tone);
  kernels.hide(hidden?.left ?? 0, hidden?.top ?? 0, hidden?.right ?? 0, hidden?.bottom ?? 0);
  const nextNoise = noiseOfRows(sampler, width, noise);
  const inverse = moved?.kind === 'displace' ? undefined : moved ? invert(moved.matrix) : unmoved;
  const flat = inverse?.[6] === 0 && inverse[7] === 0 && inverse[8] === 1;
  if (flat) kernels.affineOf(inverse[0], inverse[1], inverse[2], inverse[3], inverse[4], inverse[5]);
  const positions = flat ? undefined : positionsOf(moved!, size);
  const start = sampler.addressOf(to);
  const band = Math.floor(((sampler.starts.length - 1) * pixelsPerBlock) / width); // rows whose noise has room there
  for (let row = 0; row < height; row += band) {
    const until = Math.min(height, row + band);
    nextNoise(row, until);
    if (!positions) kernels.paint(start, width, row, until, upwardsReadsOn(inverse!), false);
    else {
      for (let placed = row; placed < until; placed++) {
        positions(placed, sampler.xs, sampler.ys);
        kernels.placeEach(sampler.xsAt, sampler.ysAt, width);
        kernels.paint(start, width, placed, placed + 1, false, true);
      }
    }
  }
}

const pixelsPerBlock = noiseBlock / 3;

const unmoved: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/**
 * True where rows from below upwards read on to the right in each row of the source, as the processor expects it. The
 * other way round, pictures larger than its caches took twice as long.
 */
const upwardsReadsOn = ([a, b, , d, e]: Matrix): boolean => (a * e - b * d) * d > 0;

function useTone({ kernels, toneAt, toneNumbers, toneEnds }: Sampler, tone: LinearTone | undefined): void {
  for (const [c, { gain, bias, least, most }] of tone?.entries() ?? []) {
    toneNumbers[c] = gain;
    toneNumbers[4 + c] = bias + 128 * gain - 128 * 2 ** toneBits;
    for (let p = c; p < 16; p += 4) {
      toneEnds[p] = least - 128;
      toneEnds[16 + p] = most - 128;
    }
  }
  kernels.toneOf(tone ? toneAt : 0);
}

/** Tells the kernels where the noise of rows lies, one stretch of rows after the other. */
function noiseOfRows({ kernels, noise, starts, startsAt }: Sampler, width: number, pass: Work['noise']) {
  if (!pass) {
    kernels.noiseOf(0, 0, 0);
    return () => {};
  }
  const apart = noise.of(noiseStrength(pass.sigma));
  const next = noiseStarts(pass.seed);
  let [known, last] = [0, 0]; // how many blocks are known, and where the last of them lies
  return (from: number, until: number) => {
    const [first, end] = [from * width, until * width].map((p) => Math.floor(p / pixelsPerBlock)) as [number, number];
    for (let block = first; block <= end; block++) {
      if (block === known) {
        last = noise.blockAt(next());
        known++;
      }
      starts[block - first] = last;
    }
    kernels.noiseOf(startsAt, first, apart);
  };
}
