import type { Split } from '../core/dataset';
import type { Size } from '../core/geometry';
import { baseOf, folderOf, stemOf } from '../core/names';
import type { PageCodecs } from './table/parquet/file';

/** A file of the dataset, before it is known what it is. */
export interface TreeFile {
  /** Relative to the root, `/`, NFC. */
  readonly path: string;
  /** The name on disk, where it is not NFC. */
  readonly diskPath?: string;
  readonly bytes: number;
}

/** The size of a picture as it lies on disk. */
export interface StoredSize extends Size {
  /** True where it may be shown turned. */
  readonly turned: boolean;
}

/** What the formats see of a dataset: names and sizes, and the beginning of a file when they ask. */
export interface Tree {
  /** Files that may be samples. */
  readonly media: readonly TreeFile[];
  /** All other files. */
  readonly rest: readonly TreeFile[];
  /** The split that the names of the root or of its parents stand for. */
  readonly rootSplit?: Split;
  /** The first bytes of a file as text; `''` when it can't be read. */
  head(file: TreeFile): Promise<string>;
  /** A whole file as text; undefined when it can't be read. */
  text(file: TreeFile): Promise<string | undefined>;
  /** A whole file; undefined when it can't be read. */
  bytes(file: TreeFile): Promise<Uint8Array | undefined>;
  /** The size of a picture as its header says it, for PNG and JPEG; undefined for all others. */
  size(file: TreeFile): Promise<StoredSize | undefined>;
  /** For Parquet files. */
  readonly codecs: PageCodecs;
}

const readAtOnce = 64;

/** Reads a file for each item, many at once, and hands their texts over in the order of the items. */
export async function eachRead<T>(
  tree: Pick<Tree, 'text'>,
  items: readonly T[],
  fileOf: (item: T) => TreeFile,
  take: (item: T, text: string) => void,
): Promise<void> {
  for (let next = 0; next < items.length; next += readAtOnce) {
    const some = items.slice(next, next + readAtOnce);
    const texts = await Promise.all(some.map((item) => tree.text(fileOf(item))));
    for (const [i, item] of some.entries()) take(item, texts[i] ?? '');
  }
}

/** Names under which samples lie in a folder of their own that is neither split nor class. */
export const containerNames: ReadonlySet<string> = new Set([
  'images',
  'image',
  'imgs',
  'img',
  'jpegimages',
  'photos',
  'pictures',
  'data',
  'files',
  'audio',
  'wav',
  'wavs',
  'clips',
  'sounds',
  'recordings',
  'video',
  'videos',
]);
/** Names of folders that hold labels beside the samples. */
export const labelFolderNames: ReadonlySet<string> = new Set([
  'labels',
  'label',
  'masks',
  'mask',
  'annotations',
  'annotation',
  'annot',
  'segmentation',
  'segmentations',
  'segmentationclass',
  'segmentationobject',
  'groundtruth',
  'ground_truth',
  'imagesets',
  'rttm',
  'subtitles',
]);

/** A folder with the samples in it. */
export interface Folder {
  readonly name: string;
  readonly path: string;
  readonly files: readonly TreeFile[];
  /** Only folders that hold samples, at any depth. */
  readonly folders: readonly Folder[];
}

/** Files as folders, the root first. */
export function foldersOf(files: readonly TreeFile[]): Folder {
  interface Growing extends Folder {
    readonly files: TreeFile[];
    readonly folders: Growing[];
  }
  const byPath = new Map<string, Growing>();
  const folderAt = (path: string): Growing => {
    const known = byPath.get(path);
    if (known) return known;
    const folder: Growing = { name: baseOf(path), path, files: [], folders: [] };
    byPath.set(path, folder);
    if (path !== '') folderAt(folderOf(path)).folders.push(folder);
    return folder;
  };
  const root = folderAt('');
  for (const file of files) folderAt(folderOf(file.path)).files.push(file);
  return root;
}

/** Every file in a folder, at any depth. */
export function* filesIn(folder: Folder): Generator<TreeFile> {
  yield* folder.files;
  for (const inner of folder.folders) yield* filesIn(inner);
}

/** Path without its extension, in lower case: what an image and its label share. */
export const stemPath = (path: string): string => `${folderOf(path)}/${stemOf(path)}`.toLowerCase();
