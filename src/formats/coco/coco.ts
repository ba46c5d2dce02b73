import { variantReference } from '../../core/references';
import { type Elsewhere, tableFormat } from '../label-format';
import { annotationOf, type CocoAnnotation, hasPlace, objectOf } from './annotation';
import { byImage, type CocoImage, parseCoco } from './file';
import { type CocoSet, findCoco } from './find';
import { listPlaces, openLists } from './splice';

/** What a COCO file says of one picture. Of a variant the ids are missing: they are given when the file is written. */
interface CocoRows {
  readonly sample: string;
  readonly image: Partial<CocoImage> & Pick<CocoImage, 'file_name'>;
  readonly annotations: readonly Partial<CocoAnnotation>[];
}

/**
 * COCO: boxes, polygons, masks as runs, keypoints; whatever else an entry holds stays. The text of the originals stays to
 * the byte, and variants are added at the ends of its lists.
 */
export const coco = tableFormat<CocoSet, CocoRows>({
  name: 'coco',
  kind: 'table',
  find: findCoco,
  open(bytes, { file }, resolve) {
    const { images, annotations } = parseCoco(bytes.toString())!;
    const lists = byImage(annotations);
    const bySample = new Map<string, CocoImage>();
    for (const image of images) {
      const sample = resolve(image.file_name, file);
      if (sample !== undefined && !bySample.has(sample)) bySample.set(sample, image);
    }
    return (sample) => {
      const image = bySample.get(sample);
      return image && { sample, image, annotations: lists.get(image.id) ?? [] };
    };
  },
  read({ image: { width, height }, annotations }, { categories }) {
    const objects = (annotations as readonly CocoAnnotation[]).flatMap((annotation, i) => {
      if (!hasPlace(annotation)) return [];
      const object = objectOf(annotation, i + 1, categories[annotation.category_id!]);
      const { box } = object;
      return box && (box.right <= box.left || box.bottom <= box.top) && !object.polygons && !object.mask
        ? []
        : [object];
    });
    return { objects, ...(width && height && { declared: { width, height } }) };
  },
  write(rows, { categories }, { output, size, objects }) {
    const { id, ...image } = rows.image;
    const idOf = (name: string): number => {
      const found = Object.entries(categories).find(([, category]) => category.name === name);
      if (!found) throw new Error(`there is no category "${name}" in this dataset: correct labels.classMap`);
      return Number(found[0]);
    };
    const placeless = (rows.annotations as readonly CocoAnnotation[]).filter((a) => !hasPlace(a));
    const entries = [...objects.map((object) => annotationOf(object, idOf)), ...placeless];
    const name = variantReference(image.file_name, rows.sample, output);
    return {
      sample: rows.sample,
      image: { ...image, file_name: name, ...(image.width !== undefined && size) },
      annotations: entries.map(({ id: _, image_id: __, ...rest }) => rest),
    };
  },
  grow(bytes, _set, _codecs, elsewhere) {
    const text = elsewhere ? renamed(bytes.toString(), elsewhere) : bytes.toString();
    const { images, annotations } = parseCoco(text)!;
    const [imageId, annotationId] = [idsAfter(images), idsAfter(annotations)];
    const lists = openLists(text, ['images', 'annotations']);
    return {
      add(rows) {
        const id = imageId();
        const image = lists.item('images', { ...rows.image, id });
        const own = rows.annotations.map((annotation) =>
          lists.item('annotations', { ...annotation, image_id: id, id: annotationId() }),
        );
        return [Buffer.from(image), Buffer.from(own.join(''))];
      },
      parts: () => lists.parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
    };
  },
});

/** Ids from the largest one on. */
function idsAfter(entries: readonly { readonly id?: unknown }[]): () => number {
  let last = entries.reduce((most, { id }) => (typeof id === 'number' && id > most ? id : most), -1);
  return () => ++last;
}

/** The file names of the images, where the originals lie elsewhere. */
function renamed(text: string, { rename }: Elsewhere): string {
  const place = listPlaces(text).get('images');
  if (!place) return text;
  const list = text
    .slice(place.start, place.end)
    .replace(/("file_name"\s*:\s*)("(?:[^"\\]|\\.)*")/g, (_, key: string, name: string) => {
      return key + JSON.stringify(rename(JSON.parse(name)));
    });
  return text.slice(0, place.start) + list + text.slice(place.end);
}
