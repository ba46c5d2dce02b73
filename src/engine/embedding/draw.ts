import { type DrawnStep, drawVariant, isApplied, type StepOutcome } from '../../core/draw';
import { changedValues, type FeatureScales } from '../../core/embedding';
import type { Answers, PartnerAnswer, RowPlace } from '../../core/questions';
import type { Recipe } from '../../core/recipe';
import { heaviestClass, targetsOf } from '../../core/targets';
import type { SampleFacts } from '../../core/transform';
import { catalogue, embeddingCatalogue } from '../../transforms/index';
import { drawApart, type MissingVariant } from '../draw-apart';

/** A row of the dataset. */
export interface SourceVector {
  readonly path: string;
  readonly classes: readonly string[];
  readonly values: Float64Array;
}

export interface VectorTools {
  readonly answers: Answers;
  readonly scales: FeatureScales;
  /** A row that was named as a partner, as the dataset holds it. */
  partner(name: string): Partner;
}
export interface Partner {
  readonly values: Float64Array;
  readonly classes: readonly string[];
}

/** A variant as it is written. */
export interface VectorVariant {
  readonly variant: number;
  readonly outcomes: readonly StepOutcome[];
  readonly raw: string;
  /** Class → weight, where it was mixed. */
  readonly target?: ReadonlyMap<string, number>;
}

/**
 * Variants 1 to `count` of a row, each another one (`drawApart`) as `write` puts it down: at the precision of the table,
 * steps may come to nothing.
 */
export function drawVectors(
  recipe: Recipe,
  source: SourceVector,
  count: number,
  epoch: number,
  tools: VectorTools,
  raw: string,
  write: (values: Float64Array, classes: readonly string[] | undefined) => string,
): readonly (VectorVariant | MissingVariant)[] {
  const draw = (variant: number, attempt: number): VectorVariant => {
    const outcomes = drawVariant(recipe, catalogue, factsOf(source, tools), { epoch, variant, attempt });
    const { values, target } = remade(source, outcomes.filter(isApplied), tools);
    return { variant, outcomes, raw: write(values, hardClasses(source.classes, target)), ...(target && { target }) };
  };
  const unchanged = () => 'no step was drawn that changes it, at the precision of the table';
  return drawApart(count, raw, draw, (drawn) => drawn.raw, unchanged);
}

/** The values after recorded steps, and what the labels are then, where rows were mixed. */
export function remade(
  source: SourceVector,
  steps: readonly DrawnStep[],
  { scales, partner }: Pick<VectorTools, 'scales' | 'partner'>,
): { readonly values: Float64Array; readonly target?: ReadonlyMap<string, number> } {
  const operations = steps.flatMap(({ transform, drawn }) => embeddingCatalogue.get(transform)!.compile(drawn));
  const values = changedValues(source.values, operations, scales, (name) => partner(name).values);
  if (!operations.some(({ kind }) => kind === 'mix')) return { values };
  const sampleOf = (path: string, classes: readonly string[]) => ({
    path,
    split: 'train' as const,
    bytes: 0,
    labels: classes.map((name) => ({ kind: 'class' as const, name })),
  });
  const find = (path: string) => sampleOf(path, partner(path).classes);
  return { values, target: targetsOf(sampleOf(source.path, source.classes), steps, find) };
}

/** The classes that are written into the row itself: the heaviest, of several labels those that have half a share. */
export function hardClasses(
  own: readonly string[],
  target: ReadonlyMap<string, number> | undefined,
): readonly string[] | undefined {
  if (!target || own.length === 0) return undefined;
  if (own.length > 1) return [...target].flatMap(([name, weight]) => (weight >= 0.5 ? [name] : []));
  const heaviest = heaviestClass(target)!;
  return heaviest === own[0] ? undefined : [heaviest];
}

function factsOf({ path, classes, values }: SourceVector, { answers }: VectorTools): SampleFacts {
  return {
    path,
    classes,
    partner(random, rule) {
      const question = { ask: 'partner', of: path, classes, rule, seed: random.seed(), width: values.length } as const;
      return answers.all([question])[0]!.partner?.name;
    },
  };
}

/** The rows that answers name. */
export const placesIn = (answers: Iterable<object>): readonly RowPlace[] =>
  [...answers].flatMap((answer) => ('partner' in answer ? ((answer as PartnerAnswer).partner ?? []) : []));
