import type { OutputFormat } from './recipe';

/** What stands between the stem of a source and the number of its variant. */
const mark = '__aug-';

/** Name of a file or folder: the last part of its path. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Folder of a path, `''` for the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Path inside a folder; the root is `''`. */
export const joined = (folder: string, name: string): string => (folder ? `${folder}/${name}` : name);

/** Extension without its dot, in the case of the file; `''` when there is none. Hidden names have none. */
export function extensionOf(path: string): string {
  const base = baseOf(path);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot + 1) : '';
}

/** Name without folder and extension. Earlier dots stay. */
export function stemOf(path: string): string {
  const base = baseOf(path);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(0, dot) : base;
}

/** How each format is written on disk, the usual extension first. */
const formatExtensions: Readonly<Record<Exclude<OutputFormat, 'keep'>, readonly [string, ...string[]]>> = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  webp: ['webp'],
  tiff: ['tif', 'tiff'],
  avif: ['avif'],
  wav: ['wav', 'wave'],
  flac: ['flac'],
  mp3: ['mp3'],
  ogg: ['ogg', 'oga'],
  opus: ['opus'],
  m4a: ['m4a'],
};

/**
 * Extension, without its dot, of the variants of a source. `keep`, and a source that has the format already, keep the
 * source's own, upper case included.
 */
export function extensionFor(path: string, format: OutputFormat): string {
  const own = extensionOf(path);
  if (format === 'keep' || formatExtensions[format].includes(own.toLowerCase())) return own;
  return formatExtensions[format][0];
}

/** `cat.7__aug-03.jpg`: k from 1, zero-padded to the width of `variants`. The suffix comes after the number. */
export function variantName(stem: string, k: number, variants: number, extension: string, suffix = ''): string {
  return `${stem}${mark}${String(k).padStart(String(variants).length, '0')}${suffix}.${extension}`;
}

/** True for a name that we gave: `<stem>__aug-<k>.<ext>`, with or without `-from-<class>`. */
export const isVariantName = (path: string): boolean => /__aug-\d+(-from-[^/]*)?\.[^./]+$/.test(baseOf(path));

/** The stem that a variant's name was made from, if we gave the name. */
export const variantStem = (path: string): string | undefined =>
  isVariantName(path) ? baseOf(path).slice(0, baseOf(path).lastIndexOf(mark)) : undefined;
