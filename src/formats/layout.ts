import type { DatasetProblem, Label, Layout, Sample, Split } from '../core/dataset';
import type { SplitParts } from './split-parts';
import type { TreeFile } from './tree';

/** What a layout makes of a dataset's files. */
export interface Placed {
  readonly samples: readonly Sample[];
  /** Files that a loader of this layout would not read. */
  readonly outside: readonly TreeFile[];
  readonly problems: readonly DatasetProblem[];
}

/** A way to lay out a dataset on disk: one file each. */
export interface LayoutFormat {
  readonly name: Layout;
  /** Undefined when the files do not lie so. */
  detect(split: SplitParts): Placed | undefined;
}

/** A sample out of a file. A literal, since a spread object takes twice the memory. */
export function sampleOf({ path, diskPath, bytes }: TreeFile, split: Split, labels: readonly Label[]): Sample {
  return diskPath === undefined ? { path, split, bytes, labels } : { path, diskPath, split, bytes, labels };
}
