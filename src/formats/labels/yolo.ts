import { baseOf, extensionOf, stemOf } from '../../core/names';
import { found, type LabelKind } from '../label-kind';

/** Ultralytics: a `.txt` for each image, found by replacing the last `/images/` with `/labels/`; classes in data.yaml. */
export const yolo: LabelKind = {
  async find(tree, stems) {
    const inLabels = tree.rest.filter(
      ({ path }) =>
        extensionOf(path).toLowerCase() === 'txt' && /(^|\/)labels\//i.test(path) && stems.has(stemOf(path)),
    );
    const configs = tree.rest.filter(({ path }) => /\.ya?ml$/i.test(baseOf(path)) && path.split('/').length <= 2);
    const described: string[] = [];
    for (const file of configs) {
      const text = await tree.head(file);
      if (/^names\s*:/m.test(text) && /^(train|val|nc)\s*:/m.test(text)) described.push(file.path);
    }
    return found('YOLO labels', [...inLabels.map((f) => f.path), ...described]);
  },
};
