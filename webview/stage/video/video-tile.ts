import type { VideoTile, VideoView } from '../../../src/protocol';
import { closePicture, openPicture, type ShownPicture } from '../image/pictures';
import type { Aside } from '../shown';
import type { Sources } from '../sources';

/** A clip of video that can be seen and played at once. */
export interface ShownReel {
  readonly kind: 'reel';
  readonly seconds: number;
  readonly hasSound: boolean;
  readonly url: string;
  readonly strip: ShownPicture;
}
export interface ShownVideo {
  readonly kind: 'video';
  readonly before: ShownReel;
  readonly after: ShownReel;
  readonly aside?: Aside;
}

export async function openVideo(
  { before: given, after, notes }: VideoTile,
  source: string,
  sources: Sources<ShownReel>,
): Promise<ShownVideo> {
  if (given) sources.put(source, await openReel(given));
  const before = sources.get(source);
  if (!before) throw new Error('The source clip is missing. Shuffle the samples, or read the folder again.');
  const aside = notes.length > 0 ? { words: notes[0]!, title: notes.join('\n') } : undefined;
  return { kind: 'video', before, after: await openReel(after), aside };
}

async function openReel({ bytes, mime, seconds, hasSound, strip }: VideoView): Promise<ShownReel> {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mime }));
  return { kind: 'reel', seconds, hasSound, url, strip: await openPicture(strip) };
}

/** Gives the memory back once the page has painted what replaced it. */
export function closeReel({ url, strip }: ShownReel): void {
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  closePicture(strip);
}
