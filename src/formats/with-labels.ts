import type { DatasetProblem, Label, Sample, Split } from '../core/dataset';
import type { FoundLabels } from './label-format';
import type { Read } from './layouts';

/** A layout with what the label files say of its samples: their classes, and their splits where folders say none. */
export function withLabels(read: Read, found: readonly FoundLabels[]): Read {
  if (found.length === 0) return read;
  const flat = read.layout === 'class folders' && found.some((f) => f.insteadOfFolders);
  const split = read.hasSplits ? undefined : splitsOf(found);
  const joined = new Map<readonly Label[], Map<readonly Label[], readonly Label[]>>(); // shared lists stay shared
  const both = (a: readonly Label[], b: readonly Label[]): readonly Label[] => {
    if (a.length === 0) return b;
    if (b.length === 0) return a;
    const known = joined.get(a) ?? new Map<readonly Label[], readonly Label[]>();
    joined.set(a, known);
    const names = new Set(a.map((l) => l.name));
    const sum = known.get(b) ?? [...a, ...b.filter((l) => !names.has(l.name))];
    known.set(b, sum);
    return sum;
  };
  const unlisted: Sample[] = [];
  const groups = new Map(found.flatMap((f) => [...(f.groups ?? [])]));
  const unknown = found.filter((f) => f.set.nature === 'unknown');
  const samples = read.samples.map((sample): Sample => {
    const labels = found.reduce<readonly Label[]>(
      (sum, f) => both(sum, f.labels.get(sample.path) ?? []),
      flat ? [] : sample.labels,
    );
    const listed = split?.get(sample.path);
    if (split && listed === undefined) unlisted.push(sample);
    const own = split ? (listed ?? 'test') : sample.split;
    const fixed = unknown.some((f) => f.labels.has(sample.path));
    const group = groups.get(sample.path);
    if (labels === sample.labels && own === sample.split && !fixed && group === undefined) return sample;
    const { path, diskPath, bytes } = sample;
    const same =
      diskPath === undefined ? { path, split: own, bytes, labels } : { path, diskPath, split: own, bytes, labels };
    return fixed || group !== undefined
      ? { ...same, ...(group !== undefined && { group }), ...(fixed && { fixed }) }
      : same;
  });
  return {
    ...read,
    layout: flat ? 'flat folder' : read.layout,
    hasSplits: read.hasSplits || split !== undefined,
    samples,
    problems: [...read.problems, ...unlistedProblem(unlisted)],
  };
}

/** The first word on each sample's split counts; undefined when nothing is said of a training part. */
function splitsOf(found: readonly FoundLabels[]): ReadonlyMap<string, Split> | undefined {
  const splits = new Map<string, Split>();
  for (const { splits: own } of found) {
    for (const [path, split] of own ?? []) if (!splits.has(path)) splits.set(path, split);
  }
  return [...splits.values()].includes('train') ? splits : undefined;
}

function unlistedProblem(samples: readonly Sample[]): readonly DatasetProblem[] {
  const [first] = samples;
  if (!first) return [];
  const what = samples.length === 1 ? 'is' : `and ${samples.length - 1} more are`;
  return [{ path: first.path, problem: `${what} in no list of a split: copied, not augmented` }];
}
