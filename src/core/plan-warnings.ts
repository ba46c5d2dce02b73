import type { VariantCounts } from './balance';
import { classesOf, type DatasetIndex, selectorOf } from './dataset';
import { directionalClasses, endangered, reorientations } from './directional';
import { fileModality } from './files';
import { type Modality, sampleWords } from './modality';
import { isVariantName } from './names';
import { childrenOf, isTransformStep, type Recipe, type Step, stepParameters, type TransformStep } from './recipe';
import { takesProvenance } from './table';
import { sampleCount } from './table-counts';
import type { Catalogue } from './transform';

/** Sentences that the user should read before a run; nothing in them stops it. */
export function planWarnings(
  index: DatasetIndex,
  recipe: Recipe,
  catalogue: Catalogue,
  counts: VariantCounts,
): readonly string[] {
  const steps = activeSteps(recipe.steps, { onlyClasses: [], exceptClasses: [] });
  return [
    ...(steps.length === 0
      ? ['No step is on: every variant would be a copy of its source. Add or switch on a step.']
      : []),
    ...otherKindsWarning(index),
    ...splitWarning(index),
    ...directionWarning(index, recipe, catalogue, steps),
    ...mirrorWarning(index, catalogue, steps),
    ...mixWarning(index, catalogue, steps),
    ...balanceWarning(index, recipe, counts),
    ...provenanceWarning(index, recipe),
    ...index.labelSets.flatMap((set) => set.note ?? []),
  ];
}

interface ClassLimits {
  /** Each list that a class must stand in. */
  readonly onlyClasses: readonly (readonly string[])[];
  readonly exceptClasses: readonly string[];
}
type ActiveStep = readonly [step: TransformStep, limits: ClassLimits];

/** Transforms that some variant may get, with the limits of their groups. */
function activeSteps(steps: readonly Step[], outer: ClassLimits): readonly ActiveStep[] {
  return steps.flatMap((step): readonly ActiveStep[] => {
    if (step.disabled || step.probability === 0) return [];
    const limits: ClassLimits = {
      onlyClasses: step.onlyClasses ? [...outer.onlyClasses, step.onlyClasses] : outer.onlyClasses,
      exceptClasses: [...outer.exceptClasses, ...(step.exceptClasses ?? [])],
    };
    return isTransformStep(step) ? [[step, limits]] : activeSteps(childrenOf(step), limits);
  });
}

const fileWords = { ...sampleWords, audio: ['sound', 'sounds'], video: ['video', 'videos'] };

/** Sounds beside pictures: whoever chose the folder of both may have meant the others. */
function otherKindsWarning({ modality, others, layout }: DatasetIndex): readonly string[] {
  if (layout === 'files') return [];
  const counts = new Map<Modality, number>();
  for (const { path } of others) {
    const kind = fileModality(path);
    if (kind && kind !== modality && !isVariantName(path)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const found = [...counts].map(([kind, count]) => `${count} ${fileWords[kind][count === 1 ? 0 : 1]}`).join(' and ');
  const many = sampleWords[modality][1];
  return [`Only the ${many} here get variants; ${found} stay as they are. To augment those, choose their own folder.`];
}

function splitWarning(index: DatasetIndex): readonly string[] {
  if (index.hasSplits || index.layout === 'files') return [];
  const all = sampleCount(index);
  if (all === 0) return [];
  return [
    `No split names were found (train, validation, test): all ${all} ${sampleWords[index.modality][all === 1 ? 0 : 1]} count as training. ` +
      'If part of them is to measure a model, split first, so that no variant of a measured sample is trained on.',
  ];
}

function provenanceWarning({ tables = [] }: DatasetIndex, { data }: Recipe): readonly string[] {
  const without = data?.provenance ? tables.filter(({ reading }) => !takesProvenance(reading)) : [];
  if (without.length === 0) return [];
  const names = without.map(({ path }) => path).join(', ');
  return [
    `${names}: no columns source_row and variant can be added without writing its own rows anew; the manifest says both.`,
  ];
}

function directionWarning(
  index: DatasetIndex,
  recipe: Recipe,
  catalogue: Catalogue,
  steps: readonly ActiveStep[],
): readonly string[] {
  const mapped = recipe.labels?.classMap ?? {};
  const directional = directionalClasses(index.classes).filter(({ name }) => !Object.hasOwn(mapped, name));
  const named = new Set<string>();
  let title: string | undefined;
  for (const [step, { onlyClasses, exceptClasses }] of steps) {
    const transform = catalogue.get(step.transform);
    if (!transform) continue;
    for (const { name, reason } of endangered(directional, reorientations(transform, stepParameters(step)))) {
      if (exceptClasses.includes(name) || !onlyClasses.every((only) => only.includes(name))) continue;
      named.add(`${name} (${reason})`);
      title ??= transform.title;
    }
  }
  if (named.size === 0) return [];
  const names = [...named];
  const list = names.length > 5 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
  return [
    `${title} may change what these classes mean: ${list}. Leave them out of the step (exceptClasses), or say what they become (labels.classMap).`,
  ];
}

/** Keypoints of which nobody knows the other side keep their names in a mirror: a left hand would be called right. */
function mirrorWarning(index: DatasetIndex, catalogue: Catalogue, steps: readonly ActiveStep[]): readonly string[] {
  const mirroring = steps.flatMap(([step]) => {
    const transform = catalogue.get(step.transform);
    const ways = transform ? reorientations(transform, stepParameters(step)) : [];
    return ways.includes('horizontal') || ways.includes('vertical') ? [transform!.title] : [];
  });
  if (mirroring.length === 0) return [];
  return index.labelSets.flatMap(({ unpaired }) =>
    unpaired ? [`${mirroring[0]} mirrors keypoints, and ${unpaired}`] : [],
  );
}

function mixWarning(index: DatasetIndex, catalogue: Catalogue, steps: readonly ActiveStep[]): readonly string[] {
  const taking = steps
    .map(([step]) => [step, catalogue.get(step.transform)] as const)
    .filter(([, transform]) => transform && 'partner' in transform.parameters);
  return taking.flatMap(([step, transform]) => {
    const title = transform!.title;
    if (sampleCount(index, 'train') < 2) {
      return [`${title} finds no partner: the training part holds fewer than two samples.`];
    }
    if (!transform!.mixes) return [];
    if (index.classes.length === 0) return [`${title} has no labels to mix: soft_labels.csv will name no class.`];
    if (index.classes.length > 1) return [];
    return step.partner === 'other class'
      ? [`${title} asks for partners of another class, and there is only ${index.classes[0]}: it will not be applied.`]
      : [`${title} mixes within ${index.classes[0]}, the only class: targets stay as they are.`];
  });
}

function balanceWarning(index: DatasetIndex, recipe: Recipe, counts: VariantCounts): readonly string[] {
  if (!recipe.balance) return [];
  if (index.classes.length === 0)
    return ['There are no classes to balance: every source gets the same number of variants.'];
  const chosen = selectorOf(index);
  const reached = new Set([
    ...index.samples.flatMap((s) => (chosen(s.path) ? classesOf(s) : [])),
    ...(index.tables ?? []).flatMap((t) => (chosen(t.path) ? t.classNames : [])),
  ]);
  const left = index.classes.filter((name) => !reached.has(name));
  return [
    ...(counts.short.length > 0
      ? [`Too few sources to reach the largest class, even with 1000 variants of each: ${counts.short.join(', ')}.`]
      : []),
    ...(left.length > 0 ? [`Not chosen, so not brought to the size of the largest class: ${left.join(', ')}.`] : []),
  ];
}
