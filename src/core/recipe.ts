import type { Modality } from './modality';
import type { DataOptions } from './table';

/** What any step may say beside its parameters. */
export interface StepOptions {
  /** Chance that a variant gets this step, 0 to 1; in a group: relative weight. Default 1. */
  readonly probability?: number;
  readonly disabled?: boolean;
  /** Only samples with one of these classes. */
  readonly onlyClasses?: readonly string[];
  /** Not samples with one of these classes. */
  readonly exceptClasses?: readonly string[];
}

/** One transform with its parameters, which stand beside `transform`. */
export interface TransformStep extends StepOptions {
  readonly transform: string;
  readonly [parameter: string]: unknown;
}
/** One of the children, by weight. */
export interface OneOfStep extends StepOptions {
  readonly oneOf: readonly Step[];
}
/** Some of the children, each at most once, in list order. */
export interface SomeOfStep extends StepOptions {
  readonly someOf: readonly Step[];
  readonly count: readonly [low: number, high: number];
}
export type GroupStep = OneOfStep | SomeOfStep;
export type Step = TransformStep | GroupStep;

/** The formats in which variants of each kind of data can be written. */
export const outputFormats = {
  image: ['keep', 'jpeg', 'png', 'webp', 'tiff', 'avif'],
  text: ['keep'],
  audio: ['keep', 'wav', 'flac', 'mp3', 'ogg', 'opus', 'm4a'],
  video: ['keep'],
  embedding: ['keep'],
} as const satisfies Readonly<Record<Modality, readonly string[]>>;
export type OutputFormat = (typeof outputFormats)[Modality][number];

/** How variants are encoded. `keep`: as the source is. */
export interface OutputOptions {
  readonly format?: OutputFormat;
  /** 1 to 100, for lossy pictures. */
  readonly quality?: number;
  /** kbit/s, for lossy sound; without it, that of the source. */
  readonly bitrate?: number;
}

/** Everything that changes the bytes of a variant. */
export interface Recipe {
  readonly version: 1;
  readonly modality: Modality;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Variants of each source, 1 to 1000. */
  readonly variants: number;
  readonly steps: readonly Step[];
  readonly output?: OutputOptions;
  readonly labels?: LabelOptions;
  readonly data?: DataOptions;
  /** More variants of the classes that have fewer samples, so that each reaches the largest. */
  readonly balance?: boolean;
}

export interface LabelOptions {
  /** An object whose visible share falls below this is dropped, 0 to 1. */
  readonly minVisibility?: number;
  /** What a class becomes where left and right change places: `{ "left arrow": "right arrow" }`. */
  readonly classMap?: Readonly<Record<string, string>>;
}

export const recipeDefaults = {
  output: { format: 'keep', quality: 96 }, // from 96 on libjpeg-turbo uses its exact transform
  labels: { minVisibility: 0.3, classMap: {} },
} as const;

export const isTransformStep = (step: Step): step is TransformStep => 'transform' in step;
export const childrenOf = (group: GroupStep): readonly Step[] => ('oneOf' in group ? group.oneOf : group.someOf);
export const groupWord = (group: GroupStep): 'oneOf' | 'someOf' => ('oneOf' in group ? 'oneOf' : 'someOf');

/** Every step of the list with its path, groups before their children. */
export function* walkSteps(steps: readonly Step[], prefix = 'steps'): Generator<readonly [path: string, step: Step]> {
  for (const [i, step] of steps.entries()) {
    const path = `${prefix}[${i}]`;
    yield [path, step];
    if (!isTransformStep(step)) yield* walkSteps(childrenOf(step), `${path}.${groupWord(step)}`);
  }
}

/** The parameters of a step, without what any step may say. */
export function stepParameters(step: TransformStep): Readonly<Record<string, unknown>> {
  const { transform, probability, disabled, onlyClasses, exceptClasses, ...parameters } = step;
  return parameters;
}

/** A recipe, or a part of one, as text: the order of keys has no meaning there. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
