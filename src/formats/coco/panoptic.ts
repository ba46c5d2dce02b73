import { baseOf, folderOf, stemOf } from '../../core/names';
import type { TreeFile } from '../tree';
import type { CocoAnnotation } from './annotation';

/** An entry of a panoptic file: its segments are the colours of a PNG. */
interface PanopticEntry {
  readonly file_name?: unknown;
  readonly segments_info?: unknown;
}

export const isPanoptic = (annotation: CocoAnnotation & PanopticEntry): boolean =>
  Array.isArray(annotation.segments_info);

/** The PNGs that the entries name, which are no pictures: in a folder that is called like the file, or panoptic. */
export function panopticPngs(
  path: string,
  annotations: readonly (CocoAnnotation & PanopticEntry)[],
  media: readonly TreeFile[],
): readonly string[] {
  const names = new Set(annotations.map(({ file_name }) => baseOf(String(file_name))));
  const isTheirs = (folder: string) => baseOf(folder) === stemOf(path) || /panoptic/i.test(folder);
  return media.flatMap((file) => (names.has(baseOf(file.path)) && isTheirs(folderOf(file.path)) ? [file.path] : []));
}

export const panopticNote = (path: string): string =>
  `${path} is panoptic COCO (“segments_info”), which is not supported: the pixels of these pictures are not moved, only their colours change, and its segments go along as they are. To move them, convert it to COCO instances (panopticapi's panoptic2detection_coco_format.py) or to masks.`;
