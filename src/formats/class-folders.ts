import type { DatasetProblem, Label, Sample, Split } from '../core/dataset';
import { splitWord } from '../core/splits';
import { type LayoutFormat, sampleOf } from './layout';
import { isSplitLevel, type Part } from './split-parts';
import { containerNames, type Folder, filesIn, type TreeFile } from './tree';

/**
 * `root[/split]/class/**.ext` (torchvision's ImageFolder, Hugging Face's imagefolder): the class is the name of the first
 * folder. A few files beside the class folders are no samples, since no loader reads them; many make the folder flat.
 */
export const classFolders: LayoutFormat = {
  name: 'class folders',
  detect({ parts, hasSplits }) {
    const levels = classLevels(parts);
    if (!levels.some(holdsClasses)) return undefined;
    const samples: Sample[] = [];
    const outside: TreeFile[] = [];
    const problems: DatasetProblem[] = [];
    const labelsOf = sharedLabels();
    const take = (folder: Folder, split: Split, labels: readonly Label[]) => {
      for (const file of filesIn(folder)) samples.push(sampleOf(file, split, labels));
    };
    for (const part of levels) {
      const { folder, split } = part;
      if (!holdsClasses(part)) {
        take(folder, split, []); // test pictures without labels
        continue;
      }
      for (const inner of folder.folders) {
        if (hasSplits) take(inner, split, labelsOf(inner.name));
        else takeSplitClass(inner, split, labelsOf(inner.name), take);
      }
      for (const file of folder.files) {
        outside.push(file);
        problems.push({ path: file.path, problem: 'stands beside the class folders: copied, not augmented' });
      }
    }
    return { samples, outside, problems };
  },
};

/** Folders of a cross-validation are no classes: `fold1` to `fold10`. */
const isFold = ({ name }: Folder): boolean => /^fold[ _-]?\d+$/i.test(name);

const holdsClasses = ({ folder }: Part): boolean =>
  folder.folders.length > folder.files.length && !folder.folders.every(isFold);

/** One list of labels a class, whatever the number of its samples. */
function sharedLabels(): (name: string) => readonly Label[] {
  const known = new Map<string, readonly Label[]>();
  return (name) => {
    const labels = known.get(name) ?? [{ kind: 'class', name }];
    known.set(name, labels);
    return labels;
  };
}

/** A class folder may itself be split: `cat/train`, `cat/test`. */
function takeSplitClass(
  folder: Folder,
  split: Split,
  labels: readonly Label[],
  take: (folder: Folder, split: Split, labels: readonly Label[]) => void,
): void {
  if (isSplitLevel(folder)) {
    for (const inner of folder.folders) take(inner, splitWord(inner.name) ?? split, labels);
    take({ ...folder, folders: [] }, split, labels);
  } else {
    take(folder, split, labels);
  }
}

/** Passes folders between a split and its classes: `train/images/cat`, `seg_train/seg_train/cat`. */
function classLevels(parts: readonly Part[]): readonly Part[] {
  const inner = parts.map(({ split, folder }): Part => ({ split, folder: withoutContainer(folder) }));
  const only = inner.map(({ folder }) =>
    folder.files.length === 0 && folder.folders.length === 1 ? folder.folders[0]! : undefined,
  );
  if (parts.length < 2 || !only.every((f) => f && f.folders.length > 0)) return inner;
  return classLevels(inner.map(({ split }, i) => ({ split, folder: only[i]! })));
}

function withoutContainer(folder: Folder): Folder {
  const [only, second] = folder.folders;
  if (!only || second || folder.files.length > 0) return folder;
  return containerNames.has(only.name.toLowerCase()) ? withoutContainer(only) : folder;
}
