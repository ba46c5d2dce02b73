import { classesOf, type DatasetIndex, type DatasetProblem, type LabelSet } from '../core/dataset';
import { UseError } from '../core/errors';
import { sampleWords } from '../core/modality';
import { featureWords, splits as splitNames, type Table } from '../core/table';
import { classCounts, rowsIn, sampleCount } from '../core/table-counts';
import { findLeaks } from '../engine/leaks';
import type { Command } from './command';
import { dataOptions } from './data-options';
import { givenDataset } from './dataset';
import { counted, print, printJson } from './output';

/** The contract's `inspect --json`; the numbers are samples. */
export interface Inspection {
  readonly root: string;
  readonly modality: string;
  readonly layout: string;
  readonly splits: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, number>>;
  readonly classes: Readonly<Record<string, number>>;
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
}

export const inspect: Command = {
  usage: '<path> [--json]',
  summary: 'say what a dataset is: layout, splits, labels, counts, problems',
  options: { ...dataOptions, json: { help: 'print it as JSON, as the last line' } },
  async run(call) {
    if (call.words.length > 1) throw new UseError('inspect takes one path.');
    const dataset = await givenDataset(call);
    const { root, index } = dataset;
    const inspection = inspected(root, index, await findLeaks(dataset, call.signal));
    if (call.flag('json')) printJson(inspection);
    else tell(inspection, index);
    return 0;
  },
};

function inspected(root: string, index: DatasetIndex, leaks: readonly DatasetProblem[]): Inspection {
  const splits: Record<string, number> = {};
  const labels: Record<string, number> = {};
  const classes: Record<string, number> = Object.fromEntries(index.classes.map((name) => [name, 0]));
  const add = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const table of index.tables ?? []) countRows(table, splits, labels, classes);
  for (const sample of index.tables ? [] : index.samples) {
    add(splits, sample.split);
    if (index.layout === 'class folders' && sample.labels.length > 0) add(labels, 'class');
    for (const name of classesOf(sample)) add(classes, name);
  }
  for (const { name, samples } of index.labelSets.filter((set) => set.samples > 0)) {
    labels[name] = (labels[name] ?? 0) + samples;
  }
  const { modality, layout } = index;
  const problems = [...index.problems, ...index.labelSets.flatMap(notFollowing), ...leaks];
  return { root, modality, layout, splits, labels, classes, problems };
}

/** What a set of labels that can't follow says of it. */
const notFollowing = ({ nature, note, file, places }: LabelSet): readonly DatasetProblem[] =>
  nature === 'unknown' && note !== undefined ? [{ path: file ?? places?.[0]?.labels ?? '', problem: note }] : [];

function countRows(
  table: Table,
  splits: Record<string, number>,
  labels: Record<string, number>,
  classes: Record<string, number>,
): void {
  for (const split of splitNames) {
    const count = rowsIn(table, split);
    if (count > 0) splits[split] = (splits[split] ?? 0) + count;
  }
  for (const [name, count] of classCounts([table])) {
    classes[name] = (classes[name] ?? 0) + count;
    labels.class = (labels.class ?? 0) + count;
  }
}

function tell({ root, layout, splits, labels, classes, problems }: Inspection, index: DatasetIndex): void {
  const words = sampleWords[index.modality];
  print(`${root}: ${counted(sampleCount(index), words)}, ${layout}`);
  for (const table of index.tables ?? []) {
    const features = featureWords(table);
    if (features) print(`${table.path}: ${features}${table.labels ? `, labelled by ${table.labels.path}` : ''}`);
  }
  const list = (title: string, counts: Readonly<Record<string, number>>) => {
    const entries = Object.entries(counts);
    if (entries.length > 0) print(`${title}: ${entries.map(([name, count]) => `${name} ${count}`).join(', ')}`);
  };
  list('splits', splits);
  list('labels', labels);
  list(`${Object.keys(classes).length} classes`, classes);
  if (index.refusal) print(index.refusal);
  if (index.labelsCannotFollow) print(index.labelsCannotFollow);
  for (const { nature, note } of index.labelSets) if (note && nature !== 'unknown') print(note);
  for (const { path, problem } of problems) print(path ? `${path}: ${problem}` : problem);
}
