import type { Sample } from '../core/dataset';
import type { VariantLine } from '../core/manifest';
import { rounded } from '../core/random';
import { isTransformStep, type Recipe, walkSteps } from '../core/recipe';
import { catalogue } from '../transforms';

/** The targets of mixed variants, at the root of the output. */
export const softLabelsName = 'soft_labels.csv';

/** True when a step of the recipe can mix the targets of two samples. */
export const mixes = (recipe: Recipe): boolean =>
  [...walkSteps(recipe.steps)].some(
    ([, step]) => isTransformStep(step) && !step.disabled && catalogue.get(step.transform)?.mixes,
  );

export const softLabelsHeader = (classes: readonly string[]): string => row(['file_name', ...classes]);

/** One variant: its path and the weight of each class. */
export function softLabelsRow(
  classes: readonly string[],
  { output, steps }: VariantLine,
  sample: Sample,
  targets: (sample: Sample, steps: VariantLine['steps']) => ReadonlyMap<string, number>,
): string {
  return weightsRow(classes, output, targets(sample, steps));
}

/** One variant of a row of a table, which says itself what it was mixed of. */
export const softLabelsOfRow = (classes: readonly string[], { output, targets, labels }: VariantLine): string =>
  weightsRow(classes, output, new Map(targets ? Object.entries(targets) : labels.map((name) => [name, 1])));

/** Sums of products of values with four places: what is beyond 12 is no weight. */
const weightsRow = (classes: readonly string[], output: string, target: ReadonlyMap<string, number>): string =>
  row([output, ...classes.map((name) => String(rounded(target.get(name) ?? 0, 12)))]);

const row = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
