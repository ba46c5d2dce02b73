import type { Bitmap } from '../../core/bitmap';

/** A mask as COCO writes it: runs down the columns, as a list or packed into a text. */
export interface CocoRle {
  readonly size: readonly [height: number, width: number];
  readonly counts: readonly number[] | string;
}

export const isRle = (segmentation: unknown): segmentation is CocoRle =>
  typeof segmentation === 'object' && segmentation !== null && 'counts' in segmentation && 'size' in segmentation;

const runsOf = (counts: CocoRle['counts']): readonly number[] =>
  typeof counts === 'string' ? unpacked(counts) : counts;

/** What is wrong with a mask, where it speaks of a picture of this size; undefined when nothing is. */
export function rleProblem(
  { size: [height, width], counts }: CocoRle,
  picture: { readonly width?: number; readonly height?: number } = {},
): string | undefined {
  if ((picture.width ?? width) !== width || (picture.height ?? height) !== height) {
    return `has a mask of ${width} × ${height} pixels in a picture of ${picture.width} × ${picture.height}`;
  }
  const runs = runsOf(counts);
  const sum = runs.reduce((all, run) => all + run, 0);
  return sum === width * height && runs.every((run) => run >= 0)
    ? undefined
    : `has a mask whose runs have ${sum} pixels in place of ${width * height}`;
}

export const bitmapOfRle = ({ size: [height, width], counts }: CocoRle): Bitmap => ({
  width,
  height,
  runs: runsOf(counts),
});

/** In the same writing as `like`. */
export function rleOfBitmap({ width, height, runs }: Bitmap, like: CocoRle): CocoRle {
  return { ...like, size: [height, width], counts: typeof like.counts === 'string' ? packed(runs) : runs };
}

/** Six bits a character from "0" on: five of the number, lowest first, and whether more follow (cocoapi, maskApi.c). */
function unpacked(text: string): readonly number[] {
  const runs: number[] = [];
  for (let at = 0; at < text.length; ) {
    let [value, shift, more] = [0, 0, true];
    while (more) {
      const bits = text.charCodeAt(at++) - 48;
      value += (bits & 31) * 2 ** shift;
      shift += 5;
      more = (bits & 32) !== 0;
      if (!more && (bits & 16) !== 0) value -= 2 ** shift;
    }
    runs.push(runs.length > 2 ? value + runs[runs.length - 2]! : value); // from the fourth on, a difference
  }
  return runs;
}

function packed(runs: readonly number[]): string {
  let text = '';
  for (const [i, run] of runs.entries()) {
    let value = i > 2 ? run - runs[i - 2]! : run;
    for (let more = true; more; ) {
      const bits = value & 31;
      value >>= 5;
      more = (bits & 16) !== 0 ? value !== -1 : value !== 0;
      text += String.fromCharCode((more ? bits | 32 : bits) + 48);
    }
  }
  return text;
}
