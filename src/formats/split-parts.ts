import type { DatasetProblem, Split } from '../core/dataset';
import { UseError } from '../core/errors';
import { stemOf } from '../core/names';
import { areSplits, splitWord } from '../core/splits';
import { containerNames, type Folder, filesIn, type TreeFile } from './tree';

/** The samples of one split below one folder, before it is known whether that folder holds classes. */
export interface Part {
  readonly split: Split;
  readonly folder: Folder;
}
export interface SplitParts {
  readonly parts: readonly Part[];
  readonly hasSplits: boolean;
  /** Samples' files that belong to no part. */
  readonly outside: readonly TreeFile[];
  readonly problems: readonly DatasetProblem[];
}

/**
 * Finds the level at which a dataset is split. Folders that hold nothing but one other (`images/`, `data/`) are passed.
 * Without such a level, everything belongs to the split of the root's own name, else to training.
 */
export function splitParts(root: Folder, rootSplit: Split | undefined): SplitParts {
  const folder = level(root);
  if (isSplitLevel(folder)) return partsOf(folder);
  refuseSeveral(folder);
  const named = folder.folders.length === 0 ? splitByNames(folder) : undefined;
  if (named) return { parts: named, hasSplits: true, outside: [], problems: [] };
  return {
    parts: [{ split: rootSplit ?? 'train', folder }],
    hasSplits: rootSplit !== undefined,
    outside: [],
    problems: [],
  };
}

const isNested = (folder: Folder): boolean => folder.folders.length > 0;

export function isSplitLevel({ folders }: Folder): boolean {
  const nested = (name: string) => folders.some((f) => f.name === name && isNested(f));
  return areSplits(
    folders.map((f) => f.name),
    nested,
  );
}

/** Down through folders that hold nothing but one folder of folders, or one that is named as a container. */
function level(folder: Folder): Folder {
  const [only, second] = folder.folders;
  if (!only || second || folder.files.length > 0 || isSplitLevel(folder)) return folder;
  return isNested(only) || containerNames.has(only.name.toLowerCase()) ? level(only) : folder;
}

function partsOf(folder: Folder): SplitParts {
  const parts: Part[] = [];
  const outside: TreeFile[] = [];
  const problems: DatasetProblem[] = [];
  for (const inner of folder.folders) {
    const split = splitWord(inner.name);
    if (split) {
      parts.push({ split, folder: inner });
    } else {
      outside.push(...filesIn(inner));
      problems.push({ path: inner.path, problem: 'stands beside the splits: copied, not augmented' });
    }
  }
  for (const file of folder.files) {
    const split = splitWord(stemOf(file.path));
    if (split) {
      parts.push({ split, folder: { ...folder, files: [file], folders: [] } });
    } else {
      outside.push(file);
      problems.push({ path: file.path, problem: 'stands beside the splits: copied, not augmented' });
    }
  }
  return { parts, hasSplits: true, outside, problems };
}

/** Files of one folder whose names say their split; they do where some name says training. */
function splitByNames(folder: Folder): readonly Part[] | undefined {
  const splits = new Map<Split, TreeFile[]>();
  for (const file of folder.files) {
    const split = splitWord(stemOf(file.path));
    if (split) splits.set(split, [...(splits.get(split) ?? []), file]);
    else return undefined;
  }
  if (!splits.has('train')) return undefined;
  return [...splits].map(([split, files]) => ({ split, folder: { ...folder, files, folders: [] } }));
}

function refuseSeveral({ folders }: Folder): void {
  const whole = folders.filter((f) => isSplitLevel(f) && f.folders.some(isNested)).map((f) => f.name);
  if (whole.length < 2) return;
  throw new UseError(`This folder holds several datasets (${whole.slice(0, 5).join(', ')}). Choose one of them.`);
}
