import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DatasetIndex, Label, Sample, Split } from '../../../src/core/dataset';
import type { Recipe, Step } from '../../../src/core/recipe';
import type { RunChoice } from '../../../src/core/run';

const made: string[] = [];
/** Of every file of tests: `setup.ts` calls it at its end. */
export const clearFolders = () => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
};

/** A new folder under `name`, with these files in it: a list of paths, or path → content. Gone after the tests. */
export function makeFolder(name: string, files: readonly string[] | Readonly<Record<string, string>>): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'augment-')));
  made.push(parent);
  const root = join(parent, name);
  mkdirSync(root);
  const entries = Array.isArray(files) ? files.map((f) => [f, `bytes of ${f}`] as const) : Object.entries(files);
  for (const [path, content] of entries) addFile(root, path, content);
  return root;
}

export function addFile(root: string, path: string, content = `bytes of ${path}`): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** An index without a disk: `train/cat/a.jpg` gets the split and class of its folders. */
export function makeIndex(paths: readonly string[], more: Partial<DatasetIndex> = {}): DatasetIndex {
  const labels = new Map<string, readonly Label[]>();
  const samples = [...paths].sort().map((path): Sample => {
    const [split, name] = path.split('/') as [Split, string];
    if (!labels.has(name)) labels.set(name, [{ kind: 'class', name }]);
    return { path, split, bytes: 1000, labels: labels.get(name)! };
  });
  return {
    modality: 'image',
    layout: 'class folders',
    samples,
    others: [],
    classes: [...labels.keys()].sort(),
    hasSplits: true,
    labelSets: [],
    selection: [''],
    problems: [],
    ...more,
  };
}

export const makeRecipe = (steps: readonly Step[], more: Partial<Recipe> = {}): Recipe => ({
  version: 1,
  modality: 'image',
  seed: 7,
  variants: 2,
  steps,
  ...more,
});

export const choice: RunChoice = { onlyVariants: false, allowEvaluationData: false };
