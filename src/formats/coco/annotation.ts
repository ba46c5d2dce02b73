import { bitmapArea } from '../../core/bitmap';
import type { Box } from '../../core/image';
import type { Bone, Keypoint, MovedObject, ObjectLabel, Polygon } from '../../core/objects';
import { areaOfAll, boxArea } from '../../core/polygons';
import { rounded } from '../../core/random';
import { bitmapOfRle, type CocoRle, isRle, rleOfBitmap, rleProblem } from './rle';

/** An entry of `annotations`, with whatever else stands in it. */
export interface CocoAnnotation {
  readonly id?: unknown;
  readonly image_id: unknown;
  readonly category_id?: number;
  readonly bbox?: readonly [x: number, y: number, width: number, height: number];
  readonly area?: number;
  readonly segmentation?: readonly (readonly number[])[] | CocoRle;
  readonly keypoints?: readonly number[];
  readonly num_keypoints?: number;
  readonly iscrowd?: number;
}

/** What is known of a category. */
export interface CocoCategory {
  readonly name: string;
  /** For each keypoint, the one that takes its place in a mirror. */
  readonly mirrored?: readonly number[];
  readonly skeleton?: readonly Bone[];
}

/** True for an entry that says where something is; captions do not. */
export const hasPlace = ({ bbox, segmentation, keypoints }: CocoAnnotation): boolean =>
  bbox !== undefined || keypoints !== undefined || (segmentation !== undefined && segmentation !== null);

/** True for an entry that says where the edge of one thing is. */
export const hasShape = ({ segmentation, iscrowd }: CocoAnnotation): boolean =>
  iscrowd !== 1 && (isRle(segmentation) || (Array.isArray(segmentation) && segmentation.length > 0));

/** Why the keypoints of an entry can't be those of its category; undefined when they can. */
export function pointsProblem(keypoints: readonly number[], category: CocoCategory | undefined): string | undefined {
  const count = category?.mirrored?.length;
  return count === undefined || keypoints.length === 3 * count
    ? undefined
    : `has ${keypoints.length} numbers of keypoints: its category has ${count} points of 3`;
}

/** The object of an entry. Throws for keypoints and masks that can't be understood. */
export function objectOf(annotation: CocoAnnotation, number: number, category: CocoCategory | undefined): ObjectLabel {
  const { bbox, segmentation, keypoints, category_id } = annotation;
  const points = keypoints && pointsProblem(keypoints, category);
  const wrong = points ?? (isRle(segmentation) ? rleProblem(segmentation) : undefined);
  if (wrong !== undefined) throw new Error(`annotation ${annotation.id} ${wrong}`);
  const polygons = Array.isArray(segmentation) ? segmentation.map(pointsOf).filter((p) => p.length > 2) : [];
  return {
    class: category?.name ?? String(category_id),
    number,
    record: annotation,
    ...(bbox && bbox.length === 4 && { box: boxOf(bbox) }),
    ...(polygons.length > 0 && { polygons }),
    ...(isRle(segmentation) && { mask: bitmapOfRle(segmentation) }),
    ...(keypoints && { keypoints: keypointsOf(keypoints) }),
    ...(category?.mirrored && { mirrored: category.mirrored }),
    ...(annotation.iscrowd === 1 && { crowd: true }),
    ...(category?.skeleton && { skeleton: category.skeleton }),
  };
}

const boxOf = ([x, y, width, height]: readonly [number, number, number, number]): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

const pointsOf = (flat: readonly number[]): Polygon =>
  Array.from({ length: Math.floor(flat.length / 2) }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!] as const);

const keypointsOf = (flat: readonly number[]): readonly Keypoint[] =>
  Array.from({ length: Math.floor(flat.length / 3) }, (_, i) => {
    const [x, y, v] = flat.slice(3 * i, 3 * i + 3) as [number, number, number];
    return { x, y, visible: v >= 2 ? 2 : v >= 1 ? 1 : 0 };
  });

/** Digits after the point: those of the numbers there, at least two, so that moved places keep their precision. */
const digitsOf = (numbers: readonly number[]): number =>
  Math.min(6, Math.max(2, ...numbers.map((n) => String(n).split('.')[1]?.length ?? 0)));

/** The entry of a moved object: every key that is not about its place stays as it is. */
export function annotationOf(object: MovedObject, categoryId: (name: string) => number): CocoAnnotation {
  const record = object.record as CocoAnnotation;
  const weight = object.weight < 1 ? { weight: rounded(object.weight, 6) } : {};
  const own = record.category_id === undefined ? {} : { category_id: categoryId(object.class) };
  if (!object.changed) return { ...record, ...own, ...weight };
  const { box, polygons, mask, keypoints } = object;
  const { segmentation } = record;
  const style = (numbers: readonly number[] | undefined) => {
    const digits = digitsOf(numbers ?? []);
    return (value: number) => rounded(value, digits);
  };
  const [ofBox, ofPoints] = [style(record.bbox), style(record.keypoints)];
  const ofOutline = style(Array.isArray(segmentation) ? segmentation.flat() : undefined);
  const seen = keypoints?.filter((k) => k.visible > 0).length;
  return {
    ...record,
    ...own,
    ...(box && { bbox: [box.left, box.top, box.right - box.left, box.bottom - box.top].map(ofBox) as never }),
    ...(record.area !== undefined && { area: rounded(areaOf(object), digitsOf([record.area])) }),
    ...(polygons && { segmentation: polygons.map((p) => p.flat().map(ofOutline)) }),
    ...(mask && { segmentation: rleOfBitmap(mask, segmentation as CocoRle) }),
    ...(keypoints && { keypoints: keypoints.flatMap(({ x, y, visible }) => [ofPoints(x), ofPoints(y), visible]) }),
    ...(record.num_keypoints !== undefined && { num_keypoints: seen }),
    ...weight,
  };
}

const areaOf = ({ mask, polygons, box }: MovedObject): number =>
  mask ? bitmapArea(mask) : polygons ? areaOfAll(polygons) : box ? boxArea(box) : 0;

/** Which keypoint takes the place of each in a mirror: the one with the other side in its name. */
export function mirroredNames(names: readonly string[]): readonly number[] {
  return names.map((name, i) => {
    const other = name.replace(/left|right/gi, (side) => {
      const swapped = side.toLowerCase() === 'left' ? 'right' : 'left';
      return side[0] === side[0]!.toLowerCase() ? swapped : swapped[0]!.toUpperCase() + swapped.slice(1);
    });
    const at = other === name ? i : names.indexOf(other);
    return at < 0 ? i : at;
  });
}
