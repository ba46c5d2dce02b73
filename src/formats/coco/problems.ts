import { type CocoAnnotation, type CocoCategory, pointsProblem } from './annotation';
import type { CocoImage } from './file';
import { isRle, rleProblem } from './rle';

/** What is wrong with an entry of `annotations`. `ids` are those of the entries before it. */
export function problemsOf(
  annotation: CocoAnnotation,
  images: ReadonlyMap<unknown, CocoImage>,
  categories: Readonly<Record<number, CocoCategory>>,
  ids: Set<unknown>,
): readonly string[] {
  const { id, image_id, category_id, bbox, segmentation, keypoints } = annotation;
  const image = images.get(image_id);
  const repeated = id !== undefined && ids.has(id);
  ids.add(id);
  const [x = 0, y = 0, width = 1, height = 1] = bbox ?? [];
  const { width: W = Number.POSITIVE_INFINITY, height: H = Number.POSITIVE_INFINITY } = image ?? {};
  const category = category_id === undefined ? undefined : categories[category_id];
  const points = keypoints && pointsProblem(keypoints, category);
  const runs = isRle(segmentation) ? rleProblem(segmentation, image) : undefined;
  return [
    ...(repeated ? [`has the id ${id}, which another one has`] : []),
    ...(image ? [] : [`belongs to the image ${image_id}, which is not listed`]),
    ...(category_id !== undefined && !category ? [`has the category ${category_id}, which is not listed`] : []),
    ...(bbox && !(width > 0 && height > 0) ? [`(id ${id}) has a box without size`] : []),
    ...(x < -1 || y < -1 || x + width > W + 1 || y + height > H + 1 ? [`(id ${id}) reaches beyond the picture`] : []),
    ...[points, runs].flatMap((problem) => (problem === undefined ? [] : [`(id ${id}) ${problem}`])),
  ];
}
