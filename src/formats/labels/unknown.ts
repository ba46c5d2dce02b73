import type { Label, LabelSet } from '../../core/dataset';
import { baseOf, extensionOf, folderOf } from '../../core/names';
import type { FoundLabels } from '../label-format';
import { stemPath, type Tree } from '../tree';

/** Files of the same name beside a sample, of any kind: nobody knows whether they say where things are. */
export function findUnknown(tree: Tree, clips: boolean): readonly FoundLabels[] {
  const named = tree.rest.filter(({ path }) => baseOf(path).includes('.'));
  if (named.length === 0) return [];
  const samples = new Map<string, string[]>();
  for (const { path } of tree.media) samples.set(stemPath(path), [...(samples.get(stemPath(path)) ?? []), path]);
  const byExtension = new Map<string, { files: string[]; samples: string[]; folders: Set<string> }>();
  for (const { path } of named) {
    const own = samples.get(stemPath(path));
    if (!own) continue;
    const extension = extensionOf(path);
    const some = byExtension.get(extension) ?? { files: [], samples: [], folders: new Set() };
    byExtension.set(extension, some);
    some.files.push(path);
    some.samples.push(...own);
    some.folders.add(folderOf(path));
  }
  return [...byExtension].map(([extension, { files, samples: fixed, folders }]) => {
    const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
    const set: LabelSet = {
      format: 'unknown',
      name: `.${extension} files of an unknown kind`,
      nature: 'unknown',
      samples: fixed.length,
      places: [...folders].map((folder) => ({ samples: folder, labels: folder, suffix: '', extension })),
      note: clips
        ? `Nobody knows whether ${files[0]}${more} says when things happen: these clips are not moved in time or place, and the files go along as they are.`
        : `Nobody knows whether ${files[0]}${more} says where things are: the pixels of these pictures are not moved, only their colours change, and the files go along as they are.`,
    };
    const none: readonly Label[] = [];
    return { set, labels: new Map(fixed.map((path) => [path, none])), problems: [], taken: files };
  });
}
