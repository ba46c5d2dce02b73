import { classFolders } from './class-folders';
import { flatFolder } from './flat-folder';
import type { LayoutFormat, Placed } from './layout';
import { splitParts } from './split-parts';
import { foldersOf, type Tree } from './tree';

/** Every layout that is recognised, the particular before the general; the last one takes anything. */
const layouts: readonly LayoutFormat[] = [classFolders, flatFolder];

/** A dataset's samples as its layout places them. */
export interface Read extends Placed {
  readonly layout: LayoutFormat['name'];
  readonly hasSplits: boolean;
}

/** Reads the layout of the files that may be samples. Throws a `UseError` for a folder of several datasets. */
export function readLayout(tree: Pick<Tree, 'media' | 'rootSplit'>): Read {
  const split = splitParts(foldersOf(tree.media), tree.rootSplit);
  for (const layout of layouts) {
    const placed = layout.detect(split);
    if (!placed) continue;
    return {
      layout: layout.name,
      hasSplits: split.hasSplits || placed.samples.some((s) => s.split !== 'train'),
      samples: placed.samples,
      outside: [...split.outside, ...placed.outside],
      problems: [...split.problems, ...placed.problems],
    };
  }
  throw new Error('no layout takes these files');
}
