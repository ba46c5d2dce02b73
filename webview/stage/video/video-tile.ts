import type { ShownTimes, VideoTile, VideoView } from '../../../src/protocol-tiles';
import { closePicture, openPicture, type ShownPicture } from '../image/pictures';
import type { Aside } from '../shown';
import { timesAside } from '../sound/times';
import type { Sources } from '../sources';

/** A clip of video that can be seen and played at once. */
export interface ShownReel {
  readonly kind: 'reel';
  readonly seconds: number;
  readonly hasSound: boolean;
  readonly url: string;
  readonly strip: ShownPicture;
  /** Frames in the strip. */
  readonly stretches: number;
  readonly times: ShownTimes;
}
export interface ShownVideo {
  readonly kind: 'video';
  readonly before: ShownReel;
  readonly after: ShownReel;
  readonly aside?: Aside;
}

export async function openVideo(
  { before: given, after, notes, times }: VideoTile,
  source: string,
  sources: Sources<ShownReel>,
): Promise<ShownVideo> {
  if (given) sources.put(source, await openReel(given, times?.before));
  const before = sources.get(source);
  if (!before) throw new Error('The source clip is missing. Shuffle the samples, or read the folder again.');
  return { kind: 'video', before, after: await openReel(after, times?.after), aside: timesAside(times, notes) };
}

const none: ShownTimes = { events: [] };

async function openReel(view: VideoView, times: ShownTimes = none): Promise<ShownReel> {
  const { bytes, mime, seconds, hasSound, strip, frames: stretches } = view;
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mime }));
  return { kind: 'reel', seconds, hasSound, url, strip: await openPicture(strip), stretches, times };
}

/** Gives the memory back once the page has painted what replaced it. */
export function closeReel({ url, strip }: ShownReel): void {
  setTimeout(() => URL.revokeObjectURL(url), 1000);
  closePicture(strip);
}
