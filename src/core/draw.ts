import { type Parameters, type Values, withDefaults } from './parameters';
import { keyOf, type Random, randomsUnder } from './random';
import {
  childrenOf,
  type GroupStep,
  groupWord,
  isTransformStep,
  type Recipe,
  type Step,
  stepParameters,
  type TransformStep,
} from './recipe';
import { motionsOf } from './recipe-motions';
import type { Catalogue, Drawn, SampleFacts, TransformBase } from './transform';

/** Which variant of which pass over the data. `run` is epoch 0. */
export interface DrawKey {
  readonly epoch: number;
  /** From 1. */
  readonly variant: number;
  /** From 0: how often this variant was drawn in vain, because it came out as the source or another variant. */
  readonly attempt?: number;
}

export type SkipReason = 'off' | 'chance' | 'class' | 'not chosen' | 'nothing to do' | 'unknown labels';

/** A step that is applied: what the manifest records, and all that applying needs. */
export interface DrawnStep {
  /** Its place in the recipe: `steps[1]`, `steps[2].oneOf[0]`. */
  readonly path: string;
  readonly transform: string;
  readonly drawn: Drawn;
}
export interface SkippedStep {
  readonly path: string;
  readonly transform: string;
  readonly skipped: SkipReason;
}
export type StepOutcome = DrawnStep | SkippedStep;

export const isApplied = (outcome: StepOutcome): outcome is DrawnStep => 'drawn' in outcome;

/**
 * Draws one variant of one sample: an outcome for every transform of the recipe, in list order. The key of each draw is
 * (seed, epoch, path, variant, transform, ordinal among the steps with that id); nothing else has a say, so that a
 * change in one step leaves the draws of all others as they were.
 */
export function drawVariant(
  recipe: Recipe,
  catalogue: Catalogue,
  sample: SampleFacts,
  { epoch, variant, attempt = 0 }: DrawKey,
): readonly StepOutcome[] {
  const again = attempt > 0 ? keyOf('', attempt) : '';
  const under = randomsUnder(recipe.seed, epoch, sample.path, variant);
  const outcomes: StepOutcome[] = [];

  const visit = ({ step, path, key, children }: PlacedStep, inGroup: boolean, why: SkipReason | undefined) => {
    const random = under(key + again);
    const chance = random.uniform(); // taken first and always: a changed chance does not redraw the values
    const late = !inGroup && chance >= (step.probability ?? 1) ? 'chance' : undefined;
    const skipped = why ?? (step.disabled ? 'off' : classReason(step, sample.classes)) ?? late;
    if (!isTransformStep(step)) {
      const chosen = choose(step, random, sample);
      for (const [i, child] of children.entries()) {
        visit(child, true, skipped ?? (chosen.has(i) || child.step.disabled ? undefined : 'not chosen'));
      }
    } else if (skipped) {
      outcomes.push({ path, transform: step.transform, skipped });
    } else {
      const outcome = drawStep(step, path, random, catalogue, sample);
      outcomes.push(outcome);
      if (isApplied(outcome)) sample.took?.(outcome.drawn);
    }
  };
  for (const placed of onceFor(knownPlaces, recipe.steps, placesOf)) visit(placed, false, undefined);
  return outcomes;
}

function drawStep(
  step: TransformStep,
  path: string,
  random: Random,
  catalogue: Catalogue,
  sample: SampleFacts,
): StepOutcome {
  const transform = catalogue.get(step.transform)!;
  const drawn = transform.draw(valuesOf(step, transform), random, sample);
  if (drawn && sample.fixed && motionsOf(transform, drawn).length > 0) {
    return { path, transform: step.transform, skipped: 'unknown labels' };
  }
  return drawn
    ? { path, transform: step.transform, drawn }
    : { path, transform: step.transform, skipped: 'nothing to do' };
}

/** What every draw of a recipe needs is worked out once. */
function onceFor<K extends object, V>(known: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const value = known.get(key) ?? make(key);
  known.set(key, value);
  return value;
}
const knownPlaces = new WeakMap<readonly Step[], readonly PlacedStep[]>();
const knownValues = new WeakMap<TransformStep, Values<Parameters>>();

/** A step's parameters, with the defaults of those that it leaves out. */
const valuesOf = (step: TransformStep, { parameters }: TransformBase): Values<Parameters> =>
  onceFor(knownValues, step, () => withDefaults(parameters, stepParameters(step)));

/** Which children this variant gets: by weight, without repetition, out of those that may run on this sample. */
function choose(group: GroupStep, random: Random, sample: SampleFacts): ReadonlySet<number> {
  const left = childrenOf(group)
    .map((child, index) => ({ index, child, weight: child.probability ?? 1 }))
    .filter(({ child, weight }) => !child.disabled && weight > 0 && !classReason(child, sample.classes));
  const count = 'oneOf' in group ? 1 : random.integer(group.count);
  const chosen = new Set<number>();
  while (chosen.size < count && left.length > 0) {
    let u = random.uniform() * left.reduce((sum, c) => sum + c.weight, 0);
    let at = 0;
    while (at < left.length - 1 && u >= left[at]!.weight) u -= left[at++]!.weight;
    chosen.add(left.splice(at, 1)[0]!.index);
  }
  return chosen;
}

function classReason(step: Step, classes: readonly string[]): SkipReason | undefined {
  const { onlyClasses, exceptClasses } = step;
  if (onlyClasses && !classes.some((c) => onlyClasses.includes(c))) return 'class';
  if (exceptClasses && classes.some((c) => exceptClasses.includes(c))) return 'class';
  return undefined;
}

interface PlacedStep {
  readonly step: Step;
  readonly path: string;
  /** The end of its key: its id and its ordinal among those with that id; groups count under their own word. */
  readonly key: string;
  readonly children: readonly PlacedStep[];
}

function placesOf(steps: readonly Step[]): readonly PlacedStep[] {
  const seen = new Map<string, number>();
  const place = (step: Step, path: string): PlacedStep => {
    const id = isTransformStep(step) ? step.transform : groupWord(step);
    const ordinal = seen.get(id) ?? 0;
    seen.set(id, ordinal + 1);
    const inside = isTransformStep(step) ? [] : childrenOf(step);
    const children = inside.map((child, i) => place(child, `${path}.${id}[${i}]`));
    return { step, path, key: keyOf(id, ordinal), children };
  };
  return steps.map((step, i) => place(step, `steps[${i}]`));
}
