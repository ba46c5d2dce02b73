import type { ChoiceParameter, NumberParameter, Parameter, RangeParameter } from '../../src/core/parameters';
import { type outputFormats, recipeDefaults } from '../../src/core/recipe';
import type { TableColumns } from '../../src/core/table';

/** What a step or a recipe says beside a transform's parameters, declared like one: same fields, same messages. */

export const chance: NumberParameter = {
  kind: 'number',
  title: 'Chance',
  help: 'that a variant gets this step',
  min: 0,
  max: 1,
  slider: [0, 1],
  step: 0.01,
  percent: true,
  default: 1,
};

/** The chance of a child of a group. */
export const weight: NumberParameter = { ...chance, title: 'Weight', help: 'against the others in this group' };

/** How many children of a *Some of* group a variant gets. */
export const groupCount = (children: number): RangeParameter => ({
  kind: 'range',
  title: 'How many',
  help: 'of these steps a variant gets',
  min: 0,
  max: 100,
  slider: [0, Math.max(1, children)],
  step: 1,
  integer: true,
  default: [1, Math.max(1, children)],
});

export const seed: NumberParameter = {
  kind: 'number',
  title: 'Seed',
  min: 0,
  max: 4294967295,
  slider: [0, 100],
  step: 1,
  integer: true,
  default: 7,
};

export const variants: NumberParameter = {
  kind: 'number',
  title: 'Variants',
  min: 1,
  max: 1000,
  slider: [1, 20],
  step: 1,
  integer: true,
  default: 4,
};

/** How image variants are encoded. */
const format: ChoiceParameter<(typeof outputFormats.image)[number]> = {
  kind: 'choice',
  title: 'Format',
  help: 'of the variants’ files',
  options: { keep: 'As the source', jpeg: 'JPEG', png: 'PNG', webp: 'WebP', tiff: 'TIFF', avif: 'AVIF' },
  default: recipeDefaults.output.format,
};

const quality: NumberParameter = {
  kind: 'number',
  title: 'Quality',
  help: 'of JPEG, WebP and AVIF',
  min: 1,
  max: 100,
  slider: [50, 100],
  step: 1,
  integer: true,
  default: recipeDefaults.output.quality,
};

const minVisibility: NumberParameter = {
  kind: 'number',
  title: 'Keep objects from',
  help: 'The share of an object that must stay in the picture. Below it, its label goes.',
  min: 0,
  max: 1,
  slider: [0, 1],
  step: 0.05,
  percent: true,
  default: recipeDefaults.labels.minVisibility,
};

/** The options of a recipe, by their path in it. */
export const options = {
  'output.format': format,
  'output.quality': quality,
  'labels.minVisibility': minVisibility,
} as const satisfies Readonly<Record<string, Parameter>>;

/** One of the columns of a table; the empty word leaves it to be found out. */
export const columnOf = (title: string, { names }: TableColumns, found: string | undefined): ChoiceParameter => ({
  kind: 'choice',
  title,
  help: 'column',
  options: {
    '': found === undefined ? 'None found' : `Found: ${found}`,
    ...Object.fromEntries(names.map((name) => [name, name])),
  },
  default: '',
});
