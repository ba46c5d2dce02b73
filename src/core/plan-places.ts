import { classesOf, type DatasetIndex, type Sample, type Split } from './dataset';
import { drawVariant } from './draw';
import { splitFolder } from './evaluation';
import { extensionFor, folderOf, joined, variantName, variantStem } from './names';
import { findByPath } from './order';
import { classWords, outputStems } from './output-names';
import { factsOf } from './partners';
import { isTransformStep, type Recipe, walkSteps } from './recipe';
import { heaviestClass, renamingOf, targetsOf } from './targets';
import type { Catalogue } from './transform';

/** Where variant k of a sample goes, relative to the output folder. */
export type Placing = (sample: Sample, k: number) => string;

/** Places each variant beside its source, except where a drawn mix or `classMap` makes it another class's. */
export function placing(index: DatasetIndex, recipe: Recipe, catalogue: Catalogue, epoch: number): Placing {
  const stem = outputStems(index);
  const format = recipe.output?.format ?? 'keep';
  const nameOf = (sample: Sample, k: number, suffix = '') =>
    variantName(stem(sample), k, recipe.variants, extensionFor(sample.path, format), suffix);
  const beside: Placing = (sample, k) => joined(folderOf(sample.path), nameOf(sample, k));
  if (index.modality === 'text' || index.layout !== 'class folders' || !changesClasses(recipe, catalogue))
    return beside;

  const facts = factsOf(index);
  const renaming = renamingOf(recipe, catalogue);
  const find = (path: string) => findByPath(index.samples, path);
  const words = classWords(index.classes);
  const [splitPath, keyOf] = classPlaces(index);
  const holders = new Map<string, number>(); // how many files would give their variants this stem, were they in one class
  for (const sample of index.samples) add(holders, keyOf(sample, stem(sample)));
  for (const { path } of index.others) {
    const left = variantStem(path); // a variant of an earlier run, which keeps its name
    if (left !== undefined) add(holders, keyOf({ path, split: 'train' }, left));
  }

  return (sample, k) => {
    const own = classesOf(sample)[0];
    const outcomes = drawVariant(recipe, catalogue, facts(sample), { epoch, variant: k });
    const heaviest = heaviestClass(targetsOf(sample, outcomes, find, renaming));
    if (own === undefined || heaviest === undefined || heaviest === own) return beside(sample, k);
    const [before, after] = splitPath(sample);
    const clashes = holders.get(keyOf(sample, stem(sample)))! > 1;
    const name = nameOf(sample, k, clashes ? `-from-${words.get(own)}` : '');
    return [before, heaviest, after, name].filter((part) => part !== '').join('/');
  };
}

/** True when a variant may end in another class than its source. */
function changesClasses(recipe: Recipe, catalogue: Catalogue): boolean {
  const mapped = Object.keys(recipe.labels?.classMap ?? {}).length > 0;
  return [...walkSteps(recipe.steps)].some(([, step]) => {
    if (!isTransformStep(step)) return false;
    const transform = catalogue.get(step.transform);
    return transform?.mixes || mapped;
  });
}

type Placed = Pick<Sample, 'path' | 'split'>;

/**
 * Folders before and after a file's class folder, and a key that files share whose variants would get the same name in
 * one class folder. The class folders of a split stand where the paths of its samples first differ.
 */
function classPlaces({ samples }: Pick<DatasetIndex, 'samples'>) {
  const bases = new Map<Split, string>();
  const splitPath = (file: Placed): readonly [before: string, after: string] => {
    const known = bases.get(file.split);
    const base = known ?? splitBase(samples, file.split);
    if (known === undefined) bases.set(file.split, base);
    const folder = folderOf(file.path);
    if (base !== '' && !folder.startsWith(`${base}/`)) return [folder, ''];
    const rest = folder.slice(base === '' ? 0 : base.length + 1);
    const end = rest.indexOf('/');
    return [base, end < 0 ? '' : rest.slice(end + 1)];
  };
  const keyOf = (file: Placed, stem: string): string => [...splitPath(file), stem].join('\u0000').toLowerCase();
  return [splitPath, keyOf] as const;
}

/** The folder that holds a split's class folders; that of a split with a single class is the class folder's parent. */
function splitBase(samples: readonly Sample[], split: Split): string {
  const common = splitFolder(samples, split) ?? '';
  const inSplit = samples.filter((s) => s.split === split);
  const name = inSplit.length > 0 ? classesOf(inSplit[0]!)[0] : undefined;
  if (name === undefined || inSplit.some((s) => classesOf(s)[0] !== name)) return common;
  const parts = common.split('/');
  return parts.slice(0, Math.max(0, parts.lastIndexOf(name))).join('/');
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
