import { classesOf, type DatasetIndex, type Sample } from '../core/dataset';
import { type DrawnStep, drawVariant, isApplied, type StepOutcome } from '../core/draw';
import type { VariantLine } from '../core/manifest';
import { extensionOf } from '../core/names';
import { findByPath } from '../core/order';
import { factsOf } from '../core/partners';
import { rounded } from '../core/random';
import { type Recipe, recipeDefaults } from '../core/recipe';
import { copiedOf, mixesOf, renamingOf, sidesOf, targetsOf } from '../core/targets';
import { catalogue } from '../transforms';
import { labelAsks } from './labels/asks';
import { openTables } from './labels/tables';
import { onDisk } from './on-disk';
import type { MadeVariant, SourceAsk, VariantAsk } from './variant-asks';

/** One variant before it is made. */
export interface DrawnVariant {
  readonly variant: number;
  readonly output: string;
  readonly outcomes: readonly StepOutcome[];
}

/** From (sample, variant, epoch) to all that a worker needs, and to what the manifest says. */
export interface Variants {
  draw(sample: Sample, variant: number, output: string): DrawnVariant;
  /** What the tasks for these variants of one sample have in common. */
  ask(sample: Sample, drawn: readonly DrawnVariant[]): SourceAsk;
  /** Class → weight, after mixing and mirroring. */
  targets(sample: Sample, steps: readonly StepOutcome[]): ReadonlyMap<string, number>;
  /** What the worker is asked for one variant; `temp` gives the names under which its files are written. */
  asked(sample: Sample, drawn: DrawnVariant, temp?: (output: string) => string): VariantAsk;
  /** Where the label files of a variant go, along the sets of labels. */
  sidecars(sample: Sample, output: string): readonly (string | undefined)[];
  line(sample: Sample, drawn: DrawnVariant, made: MadeVariant): VariantLine;
}

const known = new WeakMap<DatasetIndex, ReturnType<typeof factsOf>>();

/** What draws may know of the samples is worked out once a dataset. */
function factsOnce(index: DatasetIndex): ReturnType<typeof factsOf> {
  const facts = known.get(index) ?? factsOf(index);
  known.set(index, facts);
  return facts;
}

/** Draws the variants of a dataset. Drawing needs the whole index, for partners; applying needs no more than the ask. */
export async function variantsOf(root: string, index: DatasetIndex, recipe: Recipe, epoch: number): Promise<Variants> {
  const facts = factsOnce(index);
  const find = (path: string) => findByPath(index.samples, path);
  const renaming = renamingOf(recipe, catalogue);
  const output = { ...recipeDefaults.output, ...recipe.output };
  const labels = labelAsks(root, index, recipe, await openTables(root, index));
  const targets = (sample: Sample, steps: readonly StepOutcome[]) => targetsOf(sample, steps, find, renaming);
  const changeOf = (sample: Sample, steps: readonly DrawnStep[], mixed: ReturnType<typeof mixedWithOf>) => {
    const { own: swapped, mixes } = sidesOf(steps, renaming);
    const mixedWith = mixed.map((partner, i) => ({ ...partner, swapped: mixes[i]! }));
    return { target: [...targets(sample, steps)], mixedWith, swapped };
  };
  return {
    draw: (sample, variant, output) => ({
      variant,
      output,
      outcomes: drawVariant(recipe, catalogue, facts(sample), { epoch, variant }),
    }),
    ask(sample, drawn) {
      const partners = drawn.flatMap(({ outcomes }) =>
        partnersOf(stepsOf(outcomes)).map(({ source }) => find(source)!),
      );
      const asked = labels.ask(sample, partners);
      return {
        modality: index.modality,
        root,
        source: onDisk(root, sample),
        path: sample.path,
        bytes: sample.bytes,
        output: { ...output, extension: extensionOf(drawn[0]!.output) },
        partners: Object.fromEntries(partners.map((partner) => [partner.path, onDisk(root, partner)])),
        ...(asked && { labels: asked }),
      };
    },
    targets,
    asked(sample, { variant, output, outcomes }, temp) {
      const steps = stepsOf(outcomes);
      const mixed = mixedWithOf(steps);
      const changed = index.labelSets.length > 0 && (renaming || mixed.length > 0);
      const ask = { variant, steps, output, ...(changed && changeOf(sample, steps, mixed)) };
      if (!temp) return ask;
      const sidecars = labels.sidecars(sample, output).map((path) => (path === undefined ? undefined : temp(path)));
      return { ...ask, to: temp(output), ...(sidecars.length > 0 && { sidecars }) };
    },
    sidecars: labels.sidecars,
    line(sample, { output, variant, outcomes }, { sha256, notes, labels: made }) {
      const steps = stepsOf(outcomes);
      const sidecars = labels.sidecars(sample, output).flatMap((path, i) => {
        const file = made?.files[i];
        return path === undefined || !file ? [] : [{ path, sha256: file.sha256 }];
      });
      const rows = index.labelSets.flatMap(({ file }, i) => {
        const own = made?.rows[i];
        return file === undefined || own === undefined ? [] : [[file, own] as const];
      });
      const partners = partnersOf(steps);
      return {
        output,
        sha256,
        source: sample.path,
        variant,
        split: sample.split,
        steps,
        labels:
          made?.classes ?? (partners.length > 0 || renaming ? [...targets(sample, steps).keys()] : classesOf(sample)),
        ...(sidecars.length > 0 && { sidecars }),
        ...(made && made.dropped.length > 0 && { dropped: made.dropped }),
        ...(rows.length > 0 && { rows: Object.fromEntries(rows) }),
        ...(partners.length > 0 && { partners }),
        ...(notes.length > 0 && { notes }),
      };
    },
  };
}

/** The steps that are applied. */
export const stepsOf = (outcomes: readonly StepOutcome[]): readonly DrawnStep[] => outcomes.filter(isApplied);

interface Partner {
  readonly source: string;
  readonly weight: number;
}

const none: readonly Partner[] = [];

/** Whom a variant was mixed with, each with the share that is left of it at the end. */
function mixedWithOf(steps: readonly DrawnStep[]): readonly Partner[] {
  let partners: readonly Partner[] = none;
  for (const step of steps) {
    for (const mix of mixesOf(step)) {
      partners = partners.map(({ source, weight }) => ({ source, weight: rounded(weight * mix.weight, 6) }));
      partners = [...partners, { source: mix.partner, weight: rounded(1 - mix.weight, 6) }];
    }
  }
  return partners;
}

/** Whom a variant was mixed with, and whose objects were put over it: those are there as a whole. */
export function partnersOf(steps: readonly DrawnStep[]): readonly Partner[] {
  let partners = mixedWithOf(steps);
  for (const step of steps) {
    const source = copiedOf(step);
    if (source !== undefined) partners = [...partners, { source, weight: 1 }];
  }
  return partners;
}
