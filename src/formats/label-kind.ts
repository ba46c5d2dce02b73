import { stemOf } from '../core/names';
import { stemPath, type Tree } from './tree';

/** Labels that lie in files of their own, and that this version reads no further than their names. */
export interface LabelFinding {
  /** As a sentence names them: "YOLO labels". */
  readonly what: string;
  /** The files that hold them, at least one. */
  readonly files: readonly string[];
  /** What is wrong with the first of them, where something is: "is not a whole Parquet file". */
  readonly why?: string;
  /** True when these files are pictures, which would otherwise count as samples. */
  readonly areMedia?: boolean;
}

/** A kind of label file: one file of source each. */
export interface LabelKind {
  find(tree: Tree, stems: MediaStems): LabelFinding | undefined | Promise<LabelFinding | undefined>;
}

/** Which samples there are, by name. Made when first asked: most datasets have nothing that could be a label. */
export interface MediaStems {
  /** A sample anywhere has this stem. */
  has(stem: string): boolean;
  /** A sample lies at this path, whatever its extension. */
  at(path: string): boolean;
}

export function mediaStems(tree: Pick<Tree, 'media'>): MediaStems {
  let stems: Set<string> | undefined;
  let paths: Set<string> | undefined;
  return {
    has: (stem) => {
      stems ??= new Set(tree.media.map((f) => stemOf(f.path).toLowerCase()));
      return stems.has(stem.toLowerCase());
    },
    at: (path) => {
      paths ??= new Set(tree.media.map((f) => stemPath(f.path)));
      return paths.has(stemPath(path));
    },
  };
}

/** A finding, when there are files. */
export const found = (what: string, files: readonly string[], areMedia?: true): LabelFinding | undefined =>
  files.length > 0 ? { what, files, areMedia } : undefined;
