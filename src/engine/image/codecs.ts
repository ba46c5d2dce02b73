import type sharp from 'sharp';

type Sharp = typeof sharp;
let loading: Promise<Sharp> | undefined;

/** sharp, loaded when the first picture needs it. One thread and no cache: the pool of workers is the concurrency. */
export function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: loaded }) => {
    loaded.concurrency(1);
    loaded.cache(false);
    return loaded;
  });
  return loading;
}

/** The formats that are read and written, by the name that their content has. */
export type FileFormat = 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif' | 'gif' | 'bmp';

const formats: Readonly<Record<string, FileFormat>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jpe: 'jpeg',
  jfif: 'jpeg',
  png: 'png',
  webp: 'webp',
  tif: 'tiff',
  tiff: 'tiff',
  avif: 'avif',
  gif: 'gif',
  bmp: 'bmp',
  dib: 'bmp',
};

/** The format that a name ending in this extension (without its dot, any case) promises. */
export const formatOfExtension = (extension: string): FileFormat | undefined => formats[extension.toLowerCase()];
