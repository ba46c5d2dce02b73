import type { ImageTile, Picture, ShownLabels, ShownObject } from '../../../src/protocol-tiles';
import type { Aside } from '../shown';
import type { Sources } from '../sources';
import { keptWords } from './kept';
import { closePicture, openPicture, type ShownPicture } from './pictures';

/** A picture with its labels, decoded. */
export interface ShownHalf {
  readonly picture: ShownPicture;
  readonly labels?: { readonly objects: readonly ShownObject[]; readonly mask?: ShownPicture };
}

/** An image tile with its pictures decoded. */
export interface ShownImage {
  readonly kind: 'image';
  readonly before: ShownHalf;
  readonly after: ShownHalf;
  /** What the head says beside the file's name. */
  readonly aside?: Aside;
}

export async function openImage(tile: ImageTile, source: string, sources: Sources<ShownHalf>): Promise<ShownImage> {
  const { objects, notes } = tile;
  const [opened, after] = await Promise.all([
    tile.before && openHalf(tile.before, objects?.before),
    openHalf(tile.after, objects?.after),
  ]);
  if (opened) sources.put(source, opened);
  const before = sources.get(source);
  if (!before) throw new Error('The source picture is missing. Shuffle the samples, or read the folder again.');
  const kept = objects && keptWords(objects, before.labels?.objects ?? []);
  return { kind: 'image', before, after, aside: asideOf(kept, notes) };
}

async function openHalf(picture: Picture, labels: ShownLabels | undefined): Promise<ShownHalf> {
  const [opened, mask] = await Promise.all([openPicture(picture), labels?.mask && openPicture(labels.mask)]);
  return { picture: opened, labels: labels && { objects: labels.objects, mask } };
}

function asideOf(kept: Aside | undefined, notes: readonly string[]): Aside | undefined {
  if (!kept) return notes.length > 0 ? { words: notes[0]!, title: notes.join('\n') } : undefined;
  return { words: kept.words, title: [kept.title, ...notes].join('\n') };
}

/** The source's picture stays: the next variant shows it too. */
export const closeImage = ({ after }: ShownImage): void => closeHalf(after);

export function closeHalf({ picture, labels }: ShownHalf): void {
  closePicture(picture);
  if (labels?.mask) closePicture(labels.mask);
}
