import type { Modality } from './modality';
import { extensionOf } from './names';

/** Extensions, in lower case, under which samples of each kind of data lie on disk. */
export const sampleExtensions: Readonly<Partial<Record<Modality, readonly string[]>>> = {
  image: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'tif', 'tiff', 'avif', 'gif', 'bmp'],
  audio: ['wav', 'wave', 'flac', 'mp3', 'ogg', 'oga', 'opus', 'm4a'],
  video: ['mp4', 'm4v', 'mkv', 'mov', 'webm', 'avi'],
};

const byExtension = new Map(
  Object.entries(sampleExtensions).flatMap(([modality, list]) => list.map((e) => [e, modality as Modality])),
);

/** Extensions of files whose rows are samples. */
export const tableExtensions = ['csv', 'tsv', 'jsonl', 'json', 'parquet', 'txt', 'npy', 'bytes'] as const;

/** The kind of data that a file's name promises; undefined for files that are no samples. */
export const fileModality = (path: string): Modality | undefined => byExtension.get(extensionOf(path).toLowerCase());
