import { connectedRegions } from '../../core/regions';
import { type Mask, valueAt } from './png';

/** What lies between objects in Pascal VOC's masks, and is none. */
export const objectBorder = 255;

const names = /segmentationobject|instance/i;
/** So many masks have to agree, with so many different counts of objects. */
const [masksNeeded, countsNeeded] = [5, 3];

/**
 * Whether masks number the objects of each picture (1, 2, 3 …) instead of giving classes: their folder or suffix says so,
 * or every mask counts from 1 without a gap, counts differ, and nearly every number is one connected region.
 */
export function numbersObjects(place: string, masks: readonly Mask[]): boolean {
  if (masks.some(({ raster }) => raster.channels > 2)) return false;
  if (names.test(place)) return true;
  const counts = masks.map(countOf);
  if (masks.length < masksNeeded || counts.includes(undefined)) return false;
  if (new Set(counts).size < countsNeeded) return false;
  const pieces = masks.reduce((sum, { raster }) => sum + largeRegions(raster), 0);
  const objects = counts.reduce<number>((sum, count) => sum + count!, 0);
  return pieces <= objects * 1.2;
}

/** The highest number where all below it are there too; undefined where one is missing. */
function countOf({ raster }: Mask): number | undefined {
  const values = new Set<number>();
  for (let p = 0; p < raster.data.length; p += raster.channels) values.add(raster.data[p]!);
  values.delete(0);
  values.delete(objectBorder);
  return Math.max(0, ...values) === values.size ? values.size : undefined;
}

/** Regions of more than a speck. */
const largeRegions = (raster: Mask['raster']): number =>
  connectedRegions(valueAt(raster), raster, new Set([0, objectBorder])).filter(
    ({ pixels }) => pixels.length >= 0.0005 * raster.width * raster.height,
  ).length;
