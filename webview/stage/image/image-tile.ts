import type { ImageTile } from '../../../src/protocol';
import type { Sources } from '../sources';
import { closePicture, openPicture, type ShownPicture } from './pictures';

/** An image tile with its pictures decoded. */
export interface ShownImage {
  readonly kind: 'image';
  readonly before: ShownPicture;
  readonly after: ShownPicture;
}

export async function openImage(tile: ImageTile, source: string, sources: Sources<ShownPicture>): Promise<ShownImage> {
  const [opened, after] = await Promise.all([tile.before && openPicture(tile.before), openPicture(tile.after)]);
  if (opened) sources.put(source, opened);
  const before = sources.get(source);
  if (!before) throw new Error('The source picture is missing. Shuffle the samples, or read the folder again.');
  return { kind: 'image', before, after };
}

/** The source's picture stays: the next variant shows it too. */
export const closeImage = ({ after }: ShownImage): void => closePicture(after);
