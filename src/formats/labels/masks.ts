import { baseOf, extensionOf, folderOf, stemOf } from '../../core/names';
import { found, type LabelKind, type MediaStems } from '../label-kind';
import { containerNames } from '../tree';

const maskFolders =
  /^(masks?|labels?|annotations?|segmentations?|segmentationclass|segmentationobject|ground_?truth)$/i;
const maskSuffix = /[_-](masks?|seg|segmentation|labelids|labeltrainids|instanceids)$/i;
const losslessExtensions = ['png', 'tif', 'tiff', 'bmp', 'gif'];

/** Masks: an image of the same stem in `masks/` and its kin, or `<stem>_mask` beside the image. */
export const masks: LabelKind = {
  find: (tree, stems) =>
    found(
      'masks',
      tree.media
        .map((f) => f.path)
        .filter((p) => losslessExtensions.includes(extensionOf(p).toLowerCase()) && isMask(p, stems)),
      true,
    ),
};

function isMask(path: string, stems: MediaStems): boolean {
  const bare = stemOf(path).replace(maskSuffix, '');
  if (bare !== stemOf(path) && stems.at(`${folderOf(path)}/${bare}.x`)) return true;
  const parts = folderOf(path).split('/');
  return parts.some((part, at) => {
    const swapped = (name: string) => [...parts.slice(0, at), name, ...parts.slice(at + 1)].filter((p) => p !== '');
    const shows = (name: string) =>
      [baseOf(path), `${bare}.x`].some((base) => stems.at([...swapped(name), base].join('/')));
    if (maskFolders.test(part)) return [...containerNames].some(shows) || shows('');
    return /.annot$/i.test(part) && shows(part.slice(0, -'annot'.length)); // CamVid: train, trainannot
  });
}
