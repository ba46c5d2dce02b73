import type sharp from 'sharp';
import { turboVersion } from './turbo';

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

/** Names and versions of what decodes and encodes: with the same ones the same recipe gives the same bytes. */
export async function codecVersions(): Promise<Record<string, string>> {
  const { versions } = await loadSharp();
  const { sharp: own = '', vips = '', mozjpeg = '', png = '', webp = '', tiff = '', heif = '', aom = '' } = versions;
  return {
    'jpeg-turbo': await turboVersion(),
    sharp: own,
    vips,
    mozjpeg,
    png,
    webp,
    tiff,
    heif,
    aom,
    cgif: versions.cgif ?? '',
  };
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
