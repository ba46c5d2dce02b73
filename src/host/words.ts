import { basename, extname } from 'node:path';
import type { DatasetIndex, Split } from '../core/dataset';
import { classesOf, isSelected } from '../core/dataset';
import { directionalClasses } from '../core/directional';
import { sampleWords } from '../core/modality';
import { folderOf } from '../core/names';
import type { RunProgress, RunResult } from '../core/run';
import { featureCount, type Table } from '../core/table';
import { sampleCount } from '../core/table-counts';
import type { DatasetState, ReadyDataset } from '../protocol';

/** `1 image`, `70 images`. */
export const counted = (n: number, [one, many]: readonly [one: string, many: string]): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "clothing", or "clothing › validation" for a part. */
export function titleOf(root: string, selection: readonly string[]): string {
  const parts = selection.filter((s) => s !== '');
  if (parts.length === 0) return basename(root);
  const named = parts.length <= 2 ? parts.map((p) => p.split('/').join(' › ')).join(', ') : `${parts.length} parts`;
  return `${basename(root)} › ${named}`;
}

/** What the panel says of a dataset that was scanned. */
export function datasetState(root: string, index: DatasetIndex): DatasetState {
  const title = titleOf(root, index.selection);
  const selected = index.samples.filter((s) => isSelected(index, s.path));
  if (selected.length === 0 && !index.columns) return { state: 'empty', title, found: foundInstead(index) };
  const training = selected.filter((s) => s.split === 'train');
  const shown = training.length > 0 ? training : selected;
  const tables = index.tables?.filter((table) => shown.some(({ path }) => path === table.path));
  const count = tables ? sampleCount({ samples: [], tables }, training.length > 0 ? 'train' : undefined) : shown.length;
  const classes = new Set([...shown.flatMap(classesOf), ...(tables ?? []).flatMap((table) => table.classNames)]);
  const inClasses = classes.size > 0 ? ` in ${counted(classes.size, ['class', 'classes'])}` : '';
  const split = index.hasSplits && training.length > 0 ? 'train: ' : '';
  const splits = [...new Set(selected.map((s) => s.split))];
  return {
    state: 'ready',
    title,
    facts: `${split}${counted(count, sampleWords[index.modality])}${featuresOf(tables ?? [])}${inClasses}`,
    modality: index.modality,
    classes: index.classes,
    directional: directionalClasses(index.classes),
    evaluation: training.length > 0 || selected.length === 0 ? undefined : evaluationOf(index, splits),
    problems: index.problems.length,
    columns: index.columns,
  };
}

/** " of 4 features", where all rows have as many. */
function featuresOf(tables: readonly Table[]): string {
  const counts = new Set(tables.map(({ reading }) => featureCount(reading)));
  const [count] = counts;
  return counts.size === 1 && count! > 0 ? ` of ${counted(count!, ['feature', 'features'])}` : '';
}

/** Why evaluation data is held back, and the folder of the training samples, where there are any. */
function evaluationOf(index: DatasetIndex, splits: readonly Split[]): ReadyDataset['evaluation'] {
  const training = trainingFolder(index);
  const where =
    training === undefined ? 'There is no training data here.' : `This recipe runs on ${training || 'train'}.`;
  return {
    reason: `Variants of ${splits.join(' and ')} data would make your scores look better than they are. ${where}`,
    training,
  };
}

/** The innermost folder that holds every training sample, relative to the root; undefined when there are none. */
export function trainingFolder(index: Pick<DatasetIndex, 'samples'>): string | undefined {
  let common: string | undefined;
  for (const { path, split } of index.samples) {
    if (split !== 'train') continue;
    common ??= folderOf(path);
    while (common !== '' && !path.startsWith(`${common}/`)) common = folderOf(common);
  }
  return common;
}

function foundInstead(index: DatasetIndex): string {
  const unread = index.problems.find(({ path }) => path !== '');
  if (unread) return `${unread.path} ${unread.problem}.`;
  const files = index.others.length;
  if (files === 0) return 'There are no files in it.';
  const kinds = new Map<string, number>();
  for (const { path } of index.others) {
    const kind = extname(path).toLowerCase() || 'without an extension';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const most = [...kinds].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const list = most.map(([kind, n]) => `${n.toLocaleString('en')} ${kind}`).join(', ');
  return `${counted(files, ['file was', 'files were'])} looked at, and none can be augmented: ${list}${kinds.size > 5 ? ', …' : ''}.`;
}

/** "120 of 350 · 42 per second · 6 s left" */
export function progressWords({ done, total, rate, secondsLeft }: RunProgress): string {
  const words = [`${done.toLocaleString('en')} of ${total.toLocaleString('en')}`];
  if (rate > 0) words.push(`${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} per second`);
  if (secondsLeft !== undefined) words.push(`${durationWords(secondsLeft)} left`);
  return words.join(' · ');
}

/** "7 s", "3 min", "2 h 5 min" */
export function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The one sentence at the end of a run. */
export function resultWords(result: RunResult, words: readonly [string, string]): string {
  const into = basename(result.out);
  const made = `${counted(result.variants, ['variant', 'variants'])} of ${counted(result.sources, words)}`;
  const failed =
    result.failed.length > 0 ? ` ${counted(result.failed.length, words)} could not be read: see the log.` : '';
  return result.cancelled
    ? `Cancelled: ${made} written to ${into}. What was written is whole.${failed}`
    : `${made} written to ${into} in ${durationWords(result.seconds)}.${failed}`;
}
