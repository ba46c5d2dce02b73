import { type Bitmap, moveBitmap } from '../../core/bitmap';
import type { Raster } from '../../core/image';
import { visibleWords } from '../../core/move-objects';
import type { PlaneMap } from '../../core/plane-map';
import { regionsByValue } from '../../core/regions';
import type { MaskSet } from '../../formats/masks/find';
import { objectBorder } from '../../formats/masks/numbering';
import { type Mask, valueAt } from '../../formats/masks/png';
import { copyOf } from '../image/raster';
import { freeNumber, most, valuesIn } from './copy-masks';
import { bitmapOfPixels } from './regions';

/** An object of a mask whose values number objects. */
interface SeenObject {
  /** How much of it is still seen, 0 to 1. */
  readonly share: number;
  /** Its number in the mask that it comes from. */
  readonly was: number;
  /** The sample of that mask, where it is another one. */
  readonly partner?: string;
}
/** The objects of such a mask by their numbers. */
export type SeenObjects = ReadonlyMap<number, SeenObject>;

function objectsIn(raster: Raster, { uncovered }: MaskSet): ReadonlyMap<number, Bitmap> {
  const none = new Set([0, objectBorder, typeof uncovered === 'number' ? uncovered : 0]);
  const regions = regionsByValue(valueAt(raster), raster, none);
  return new Map(
    regions.map(({ pixels }) => [raster.data[pixels[0]! * raster.channels]!, bitmapOfPixels(pixels, raster)]),
  );
}

export const seenAtFirst = (raster: Raster, set: MaskSet): SeenObjects =>
  new Map([...objectsIn(raster, set).keys()].map((number) => [number, { share: 1, was: number }]));

/** What is seen of them after the mask went through a map. `raster`: the mask before. */
export function seenThrough(seen: SeenObjects, raster: Raster, set: MaskSet, map: PlaneMap): SeenObjects {
  const objects = objectsIn(raster, set);
  return new Map(
    [...seen].map(([number, one]) => {
      const bitmap = objects.get(number);
      return [number, { ...one, share: bitmap ? one.share * moveBitmap(bitmap, map).share : 0 }];
    }),
  );
}

/** What is seen of them after something was put over the mask. */
export function seenBeside(seen: SeenObjects, before: Raster, after: Raster): SeenObjects {
  const [were, are] = [countsIn(before), countsIn(after)];
  return new Map(
    [...seen].map(([number, one]) => {
      const all = were.get(number) ?? 0;
      return [number, { ...one, share: all > 0 ? (one.share * (are.get(number) ?? 0)) / all : 0 }];
    }),
  );
}

function countsIn({ data, channels }: Raster): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let p = 0; p < data.length; p += channels) counts.set(data[p]!, (counts.get(data[p]!) ?? 0) + 1);
  return counts;
}

/** The mask of a partner with numbers that no object of `mask` has, and what will be seen of them through `map`. */
export function renumbered(
  other: Raster,
  mask: Mask,
  set: MaskSet,
  map: PlaneMap,
  partner: string,
): { readonly raster: Raster; readonly seen: SeenObjects } {
  const used = valuesIn(mask.raster);
  const numbers = new Map<number, number>();
  const seen = new Map<number, SeenObject>();
  for (const [was, bitmap] of objectsIn(other, set)) {
    const { share } = moveBitmap(bitmap, map);
    if (share === 0) continue;
    const number = freeNumber(was, used, most(mask));
    used.add(number);
    numbers.set(was, number);
    seen.set(number, { share, was, partner });
  }
  const raster = copyOf(other);
  for (let p = 0; p < raster.data.length; p += raster.channels) {
    raster.data[p] = numbers.get(raster.data[p]!) ?? raster.data[p]!;
  }
  return { raster, seen };
}

/** The mask without objects of which less than `minVisibility` is seen: `outside` stands in their place. */
export function withoutHidden(
  raster: Raster,
  seen: SeenObjects,
  minVisibility: number,
  outside: readonly number[],
): { readonly raster: Raster; readonly dropped: readonly string[] } {
  const hidden = new Map([...seen].filter(([, { share }]) => share === 0 || share < minVisibility));
  if (hidden.size === 0) return { raster, dropped: [] };
  const left = copyOf(raster);
  for (let p = 0; p < left.data.length; p += left.channels) {
    if (hidden.has(left.data[p]!)) left.data[p] = outside[0]!;
  }
  const dropped = [...hidden.values()].map(({ was, share, partner }) => visibleWords(`object ${was}`, share, partner));
  return { raster: left, dropped: hidden.size === seen.size ? [...dropped, 'became background'] : dropped };
}
