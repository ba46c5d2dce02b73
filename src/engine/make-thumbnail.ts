import type { Picture } from '../protocol-tiles';
import { recentImage } from './decoded';
import { decodeBytes } from './image/decode';
import { encode } from './image/encode';
import { type DecodedImage, inWorkspace, renderImage, shrink } from './image/render';
import { labelling } from './labels/labelling';
import { otherPictures } from './other-pictures';
import { readable } from './readable';
import type { TaskControl } from './serve';
import type { ThumbnailTask } from './tasks';

const output = { format: 'webp', quality: 80, extension: 'webp' } as const;

/** The small version of each decoded picture that was asked for, as long as the picture itself is kept. */
const small = new WeakMap<DecodedImage, Promise<DecodedImage>>();

/** What steps make of a small version of a picture, about as it looks at full size. No file is the same. */
export async function makeThumbnailPicture(ask: ThumbnailTask, control: TaskControl): Promise<Picture> {
  const source = await recentImage(ask.source).catch((error: unknown) => Promise.reject(readable(error)));
  await control.pause();
  const shrunk = await smaller(source, ask.side);
  const { partner } = otherPictures(ask);
  const others = {
    partner: async (path: string) => smaller(await partner(path), ask.side),
    target: async () => (ask.target === undefined ? shrunk : smaller(await recentImage(ask.target), ask.side)),
  };
  const labels = ask.labels && (await labelling(ask.labels, source, partner));
  const sight = await labels?.look(ask.steps);
  const { bytes, size } = await inWorkspace((workspace) =>
    renderImage(shrunk, ask.steps, output, others, sight && { ...sight, boxes: () => [] }, workspace),
  );
  if (Math.max(size.width, size.height) <= 2 * ask.side) return { bytes, mime: 'image/webp', size };
  const { width, height, ...made } = await shrink((await decodeBytes(bytes)).raster, ask.side); // a resize made it large
  const again = await encode({ width, height, ...made }, output.format, output.quality);
  return { bytes: again.bytes, mime: 'image/webp', size: { width, height } };
}

function smaller(image: DecodedImage, side: number): Promise<DecodedImage> {
  const known = small.get(image) ?? shrink(image.raster, side).then((raster) => ({ raster, notes: [] }));
  small.set(image, known);
  return known;
}
