import { extensionOf } from '../../core/names';
import { found, type LabelKind } from '../label-kind';

/** COCO: one `.json` with lists of images and annotations. */
export const coco: LabelKind = {
  async find(tree, stems) {
    const files: string[] = [];
    for (const file of tree.rest) {
      if (extensionOf(file.path).toLowerCase() !== 'json' || stems.at(file.path)) continue;
      if (/"(images|annotations)"\s*:\s*\[/.test(await tree.head(file))) files.push(file.path);
    }
    return found('COCO annotations', files);
  },
};
