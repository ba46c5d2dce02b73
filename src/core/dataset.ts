import type { Modality } from './modality';
import type { LabelNature } from './motions';
import type { SidecarPlace } from './sidecars';
import type { Table, TableColumns } from './table';

export type Split = 'train' | 'validation' | 'test';

/** What a sample is labelled with: a class of the whole, or one of which there are objects in it. */
export type Label = {
  readonly kind: 'class' | 'object';
  readonly name: string;
};

/** Labels of one kind that lie in files of their own. Its format, which made it, knows more of it. */
export interface LabelSet {
  /** Name of the format that reads and writes them. */
  readonly format: string;
  /** As users see it: "YOLO boxes". */
  readonly name: string;
  readonly nature: LabelNature;
  /** What the plan says of them: a choice that was made for the user. */
  readonly note?: string;
  /** Why nobody knows which keypoints change places in a mirror, where there are several. */
  readonly unpaired?: string;
  /** True where polygons or masks say where objects are, to the edge: they can be cut out. */
  readonly shapes?: true;
  /** How many samples have such labels. */
  readonly samples: number;
  /** Where a sample's label file lies, for labels in a file each. */
  readonly places?: readonly SidecarPlace[];
  /** The table that holds them all, for others. */
  readonly file?: string;
}

/** One sample of a dataset. An index of a million of these must fit: label lists are shared between samples. */
export interface Sample {
  /** Relative to the dataset root, with `/`, NFC: the name in keys, plans and manifests. */
  readonly path: string;
  /** The name on disk, where it is not NFC. */
  readonly diskPath?: string;
  readonly split: Split;
  /** Bytes on disk. */
  readonly bytes: number;
  readonly labels: readonly Label[];
  /** The fold that it belongs to, which is mixed with no other. */
  readonly group?: string;
  /** True when a file beside it may say where things are, and nobody knows: its pixels are not moved. */
  readonly fixed?: true;
}

/** A file of the dataset that is no sample: copied along. */
export interface OtherFile {
  readonly path: string;
  readonly diskPath?: string;
  readonly bytes: number;
}

/** Something that a user should know about a file or folder of the dataset. */
export interface DatasetProblem {
  readonly path: string;
  readonly problem: string;
}

/** How the dataset is laid out, in the field's words. */
export type Layout = 'class folders' | 'flat folder' | 'files' | 'table';

/** All that is known of a dataset without opening its samples. */
export interface DatasetIndex {
  readonly modality: Modality;
  readonly layout: Layout;
  /** Every sample of the dataset, chosen or not, sorted by the bytes of `path`. */
  readonly samples: readonly Sample[];
  /** Where the samples are rows: the files that hold them. `samples` then lists these files. */
  readonly tables?: readonly Table[];
  /** Where there are tables with columns. */
  readonly columns?: TableColumns;
  readonly others: readonly OtherFile[];
  /** Sorted. */
  readonly classes: readonly string[];
  /** True when split names were found; otherwise everything is training. */
  readonly hasSplits: boolean;
  /** What was chosen, as paths relative to the root; `['']` is everything. */
  readonly selection: readonly string[];
  /** Labels in files of their own, each of which follows. */
  readonly labelSets: readonly LabelSet[];
  /** Why coordinates may not be moved here: labels that this version does not know would fall behind. */
  readonly labelsCannotFollow?: string;
  /** Why nothing may be augmented here at all (our own output). */
  readonly refusal?: string;
  readonly problems: readonly DatasetProblem[];
}

/** True when the selection reaches this path. */
export function isSelected(index: Pick<DatasetIndex, 'selection'>, path: string): boolean {
  return index.selection.some((s) => s === '' || path === s || path.startsWith(`${s}/`));
}

/** `isSelected` for many paths: the same answer, with a cost that does not grow with the selection. */
export function selectorOf({ selection }: Pick<DatasetIndex, 'selection'>): (path: string) => boolean {
  const chosen = new Set(selection);
  if (chosen.has('')) return () => true;
  return (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (chosen.has(path.slice(0, end))) return true;
    }
    return false;
  };
}

/** Class names of a sample, each once. */
export const classesOf = ({ labels }: Pick<Sample, 'labels'>): readonly string[] =>
  labels.length === 1 ? [labels[0]!.name] : [...new Set(labels.map((l) => l.name))];
