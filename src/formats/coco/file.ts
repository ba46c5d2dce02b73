import { parseJson } from '../json';
import { type CocoAnnotation, type CocoCategory, mirroredNames } from './annotation';

/** An entry of `images`, with whatever else stands in it. */
export interface CocoImage {
  readonly id: unknown;
  readonly file_name: string;
  readonly width?: number;
  readonly height?: number;
}

/** What is read of a COCO file. */
export interface CocoFile {
  readonly images: readonly CocoImage[];
  readonly annotations: readonly CocoAnnotation[];
  readonly categories: Readonly<Record<number, CocoCategory>>;
}

/** A COCO file out of its text; undefined where it is none. Throws for what is no JSON. */
export function parseCoco(text: string): CocoFile | undefined {
  const data = parseJson(text) as Readonly<Record<string, unknown>>;
  const { images, annotations, categories } = data;
  if (!Array.isArray(images) || !images.every((i) => typeof i?.file_name === 'string')) return undefined;
  const listed = (Array.isArray(categories) ? categories : []) as readonly {
    readonly id: number;
    readonly name: string;
    readonly keypoints?: readonly string[];
    readonly skeleton?: readonly (readonly [number, number])[];
  }[];
  return {
    images,
    annotations: Array.isArray(annotations) ? annotations : [],
    categories: Object.fromEntries(
      listed.map(({ id, name, keypoints, skeleton }) => [
        id,
        {
          name: String(name),
          ...(keypoints && { mirrored: mirroredNames(keypoints) }),
          ...(skeleton && { skeleton: skeleton.map(([a, b]) => [a - 1, b - 1] as const) }), // they count from 1
        },
      ]),
    ),
  };
}

/** Annotations by the id of their image. */
export function byImage(annotations: readonly CocoAnnotation[]): ReadonlyMap<unknown, readonly CocoAnnotation[]> {
  const lists = new Map<unknown, CocoAnnotation[]>();
  for (const annotation of annotations) {
    const list = lists.get(annotation.image_id);
    if (list) list.push(annotation);
    else lists.set(annotation.image_id, [annotation]);
  }
  return lists;
}
