import { extensionOf, stemOf } from '../../core/names';
import { found, type LabelKind } from '../label-kind';

/** Pascal VOC: an `.xml` for each image, of the same stem, mostly in `Annotations/`. */
export const voc: LabelKind = {
  find: (tree, stems) =>
    found(
      'Pascal VOC annotations',
      tree.rest.map((f) => f.path).filter((p) => extensionOf(p).toLowerCase() === 'xml' && stems.has(stemOf(p))),
    ),
};
