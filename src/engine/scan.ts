import type { DatasetIndex, DatasetProblem, OtherFile, Sample } from '../core/dataset';
import { fileModality } from '../core/files';
import { type Modality, modalities, sampleWords } from '../core/modality';
import { extensionOf, isVariantName } from '../core/names';
import { compareBytes } from '../core/order';
import { canonical } from '../core/recipe';
import { placesOf, sidecarAt } from '../core/sidecars';
import type { DataOptions, TableColumns } from '../core/table';
import type { FoundLabels } from '../formats/label-format';
import { findLabels } from '../formats/labels';
import { readLayout } from '../formats/layouts';
import type { TreeFile } from '../formats/tree';
import { withLabels } from '../formats/with-labels';
import { cannotFollow, ownOutput } from './refusals';
import { resolveChosen } from './root';
import { openTables } from './table/open-tables';
import { isDocument } from './text/documents';
import { treeOf } from './tree';
import { walk } from './walk';

/** A dataset on disk. */
export interface Dataset {
  /** Absolute path of its root. */
  readonly root: string;
  readonly index: DatasetIndex;
  /** How its tables were read. */
  readonly data?: DataOptions;
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Called while folders are read, with the number of files so far. */
  onCount?(files: number): void;
  /** How tables are to be read: `data` of the recipe. */
  readonly data?: DataOptions;
}

/**
 * Opens the dataset that the chosen files and folders belong to, without opening its samples. Throws a `UseError` when
 * they are of several datasets or of none, and the signal's reason when aborted.
 */
export async function openDataset(paths: readonly string[], options: OpenOptions = {}): Promise<Dataset> {
  const { root, selection, rootSplit, single } = await resolveChosen(paths);
  const { files, problems: walked } = await walk(root, { ...options, shallow: single });
  const problems = [...walked];
  const kind = kindOf(single ? files.filter((f) => f.path === selection[0]) : files);
  const only = single ? selection[0] : undefined;
  const chosen = (f: TreeFile) => only === undefined || f.path === only;
  let isSample = (f: TreeFile) => fileModality(f.path) === kind;
  let modality = kind;
  let columns: TableColumns | undefined;
  if (!files.some((f) => isSample(f) && !isVariantName(f.path) && chosen(f))) {
    const documents = files.filter((f) => isDocument(f.path) && chosen(f));
    if (documents.length <= fewDocuments) {
      const rest = files.filter((f) => !isSample(f));
      const found = await openTables({ ...options, root, files: rest, only, rootSplit });
      const all = [...problems, ...found.problems];
      if ('tables' in found) {
        return {
          root,
          data: options.data,
          index: { ...found, selection, labelSets: [], refusal: await ownOutput(root), problems: all },
        };
      }
      problems.push(...found.problems);
      columns = found.columns;
    }
    if (documents.length > 0) isSample = (f) => isDocument(f.path);
    if (documents.length > 0 || problems.length > walked.length) modality = 'text'; // or tables that can't be read
  }
  const rest = files.filter((f) => !isSample(f));
  const [old, media] = [true, false].map((variants) =>
    files.filter((f) => isSample(f) && isVariantName(f.path) === variants),
  ) as [TreeFile[], TreeFile[]];
  const mine = media.filter(chosen);
  const labels =
    mine.length > 0 && modality !== 'text'
      ? await findLabels(treeOf(root, mine, rest, rootSplit, options.signal), modality)
      : { found: [], problems: [] };
  options.signal?.throwIfAborted();
  const taken = new Set(labels.found.flatMap((f) => f.taken));
  const read = withLabels(readLayout({ media: mine.filter((f) => !taken.has(f.path)), rootSplit }), labels.found);
  const labelPictures = media.filter((f) => taken.has(f.path));
  const index: DatasetIndex = {
    modality,
    layout: single ? 'files' : read.layout,
    samples: sorted(read.samples),
    ...(columns && { columns }),
    others: sorted(
      single ? sidecarsOf(read.samples, files, labels.found) : [...rest, ...old, ...labelPictures, ...read.outside],
    ),
    classes: classNames(read.samples),
    hasSplits: read.hasSplits,
    selection,
    labelSets: labels.found.map((f) => f.set),
    labelsCannotFollow: labels.cannotFollow ?? cannotFollow(root, single, labels.found),
    refusal: await ownOutput(root),
    problems: sorted([
      ...problems.filter((p) => !single || p.path === selection[0]),
      ...read.problems,
      ...labels.problems,
      ...labels.found.flatMap((f) => f.problems),
      ...oldVariants(single ? [] : old),
      ...(columns ? [] : nothingFound(read.samples, rest, modality)),
    ]),
  };
  return { root, index, data: options.data };
}

/** The label files of a single file. */
function sidecarsOf(
  samples: readonly Sample[],
  files: readonly TreeFile[],
  found: readonly FoundLabels[],
): readonly TreeFile[] {
  const places = found.flatMap((f) => f.set.places ?? []);
  const paths = new Set(samples.flatMap(({ path }) => placesOf(places, path).map((place) => sidecarAt(place, path))));
  return files.filter((f) => paths.has(f.path));
}

/** The dataset, read anew where its tables were read in another way. */
export async function readAs(
  dataset: Dataset,
  paths: readonly string[],
  data: DataOptions | undefined,
): Promise<Dataset> {
  return isReadAs(dataset, data) ? dataset : openDataset(paths, { data });
}

export const isReadAs = (dataset: Dataset, data: DataOptions | undefined): boolean =>
  canonical(dataset.data ?? {}) === canonical(data ?? {});

/** More text files than this are never tables, or one file a class. */
const fewDocuments = 100;

/** The kind of data of most files; other kinds beside it (a picture for each clip) are copied along. */
function kindOf(files: readonly TreeFile[]): Modality {
  const counts = new Map<Modality, number>();
  for (const { path } of files) {
    const kind = fileModality(path);
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  return modalities.find((kind) => most > 0 && counts.get(kind) === most) ?? 'image';
}

/** Samples of a class share one list of labels, so that few lists are looked into. */
const classNames = (samples: readonly Sample[]): readonly string[] =>
  [...new Set([...new Set(samples.map((s) => s.labels))].flatMap((labels) => labels.map((l) => l.name)))].sort(
    compareBytes,
  );

const sorted = <T extends { readonly path: string }>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => compareBytes(a.path, b.path));

/** Variants that were moved into a dataset by hand. */
function oldVariants(old: readonly OtherFile[]): readonly DatasetProblem[] {
  if (old.length === 0) return [];
  const what = old.length === 1 ? 'is a variant' : `and ${old.length - 1} more are variants`;
  return [{ path: old[0]!.path, problem: `${what} of an earlier run (__aug-): copied, not augmented again` }];
}

/** What lies there instead, when there is nothing to augment. */
function nothingFound(
  samples: readonly Sample[],
  rest: readonly TreeFile[],
  modality: Modality,
): readonly DatasetProblem[] {
  if (samples.length > 0) return [];
  const counts = new Map<string, number>();
  for (const { path } of rest) {
    const extension = extensionOf(path).toLowerCase();
    counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
  const instead = most.map(([extension, count]) =>
    extension ? `${count} .${extension}` : `${count} without extension`,
  );
  return [
    {
      path: '',
      problem: `no ${sampleWords[modality][1]} found${instead.length > 0 ? `; there are ${instead.join(', ')}` : ''}`,
    },
  ];
}
