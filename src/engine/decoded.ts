import { stat } from 'node:fs/promises';
import { type DecodedImage, decodeImage } from './image/decode';

const most = 12;
const mostBytes = 192 * 1024 * 1024;

interface Kept {
  /** Another size or time of change is another file. */
  readonly mark: string;
  readonly image: Promise<DecodedImage>;
  bytes: number;
}

/** The last pictures that were asked for, the oldest first: sources of tiles, and partners. */
const kept = new Map<string, Kept>();

/** A decoded picture, out of memory where it was asked for shortly before and has not changed. Throws as decoding does. */
export async function recentImage(path: string): Promise<DecodedImage> {
  const { size, mtimeMs } = await stat(path);
  const mark = `${size} ${mtimeMs}`;
  const known = kept.get(path);
  kept.delete(path);
  const entry = known?.mark === mark ? known : { mark, image: decodeImage(path), bytes: 0 };
  kept.set(path, entry);
  try {
    const image = await entry.image;
    entry.bytes = image.raster.data.byteLength;
    trim();
    return image;
  } catch (error) {
    if (kept.get(path) === entry) kept.delete(path);
    throw error;
  }
}

function trim(): void {
  let bytes = 0;
  for (const { bytes: own } of kept.values()) bytes += own;
  for (const [path, entry] of kept) {
    if (kept.size <= most && bytes <= mostBytes) return;
    bytes -= entry.bytes;
    kept.delete(path);
  }
}
