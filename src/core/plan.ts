import { variantCounts } from './balance';
import { type DatasetIndex, type OtherFile, type Sample, type Split, selectorOf } from './dataset';
import { evaluationReason } from './evaluation';
import { sampleWords } from './modality';
import { cannotFollow } from './motions';
import { placing } from './plan-places';
import { type PlannedTable, planTables } from './plan-tables';
import { planWarnings } from './plan-warnings';
import type { Recipe } from './recipe';
import { recipeMotions } from './recipe-motions';
import type { Refusal, RunChoice } from './run';
import { splits } from './table';
import type { Catalogue } from './transform';

/** One source and where its variants go: `outputs[k - 1]` is variant k, relative to the output folder. */
export interface PlannedSource {
  readonly sample: Sample;
  readonly outputs: readonly string[];
}

/** A file that is copied as it is, to the same path. */
export type PlannedCopy = Pick<Sample | OtherFile, 'path' | 'diskPath' | 'bytes'>;

/** What a run will write. A pure function of index, recipe and choice: the user sees it before anything is written. */
export interface Plan {
  readonly sources: number;
  readonly variants: number;
  /** In index order. Made on the fly: a plan of a million sources fits. */
  work(): Iterable<PlannedSource>;
  /** The samples of `work`, without drawing anew where their variants go. */
  readonly samples: readonly Sample[];
  /** Where the samples are rows, the tables that are written anew; `work` is empty then. */
  readonly tables?: readonly PlannedTable[];
  readonly copies: readonly PlannedCopy[];
  /** Splits that are copied as they are. */
  readonly untouched: readonly Split[];
  readonly refusal?: Refusal;
  readonly warnings: readonly string[];
}

/** The samples that a run augments, in index order: the chosen ones of training, or all chosen ones by override. */
export function sourcesOf(
  index: DatasetIndex,
  { allowEvaluationData }: Pick<RunChoice, 'allowEvaluationData'>,
): readonly Sample[] {
  const chosen = selectorOf(index);
  return index.samples.filter((s) => (allowEvaluationData || s.split === 'train') && chosen(s.path));
}

/**
 * Plans a run: which sources, where each variant goes, what is copied, what is wrong. Draws are made here only for
 * recipes that can change a variant's class. `epoch` is that of the draws; `run` is 0.
 */
export function planRun(index: DatasetIndex, recipe: Recipe, catalogue: Catalogue, choice: RunChoice, epoch = 0): Plan {
  const refusal = refusalOf(index, recipe, catalogue, choice);
  if (index.tables) return planTables(index, index.tables, recipe, catalogue, choice, refusal);
  const sources = refusal ? [] : sourcesOf(index, choice);
  const touched = new Set(sources.map((s) => s.split));
  const counts = variantCounts(
    recipe,
    index.samples.filter((s) => touched.has(s.split)),
    sources,
  );
  const present = new Set(index.samples.map((s) => s.split));
  return {
    sources: sources.length,
    variants: counts.total,
    *work() {
      const place = placing(index, recipe, catalogue, epoch);
      const count = counts.counter();
      for (const sample of sources) {
        yield { sample, outputs: Array.from({ length: count(sample) }, (_, i) => place(sample, i + 1)) };
      }
    },
    samples: sources,
    copies: refusal || choice.onlyVariants ? [] : [...index.samples, ...index.others],
    untouched: choice.onlyVariants ? [] : splits.filter((split) => present.has(split) && !touched.has(split)),
    refusal,
    warnings: planWarnings(index, recipe, catalogue, counts),
  };
}

function refusalOf(index: DatasetIndex, recipe: Recipe, catalogue: Catalogue, choice: RunChoice): Refusal | undefined {
  const [, many] = sampleWords[index.modality];
  if (index.refusal) return { kind: 'own output', reason: index.refusal };
  if (recipe.modality !== index.modality) {
    return {
      kind: 'nothing',
      reason: `This recipe is for ${recipe.modality}, and the dataset holds ${many}. Choose another recipe.`,
    };
  }
  if (index.samples.length === 0) {
    const why = index.problems.find(({ path }) => path !== ''); // a table that can't be read
    const reason = why
      ? `There are no ${many} to read here: ${why.path} ${why.problem}.`
      : `There are no ${many} here.`;
    return { kind: 'nothing', reason: why ? reason : `${reason} Choose a folder that holds some.` };
  }
  if (index.labelsCannotFollow) return { kind: 'labels', reason: index.labelsCannotFollow };
  const chosen = selectorOf(index);
  if (!index.samples.some((s) => chosen(s.path))) {
    const reason = `There are no ${many} in what was chosen (${index.selection.join(', ')}). Choose a folder that holds some, or the whole dataset.`;
    return { kind: 'nothing', reason };
  }
  const stays = staysBehind(index, recipe, catalogue);
  if (stays !== undefined) return { kind: 'labels', reason: stays };
  const training = index.tables?.some((table) => chosen(table.path) && table.splitOf.includes(0));
  const reason = choice.allowEvaluationData || training ? undefined : evaluationReason(index);
  return reason === undefined ? undefined : { kind: 'evaluation data', reason };
}

/** Why a step may not run here: labels of some kind could not follow it. Samples with unknown files do without it. */
function staysBehind(index: DatasetIndex, recipe: Recipe, catalogue: Catalogue): string | undefined {
  const sets = index.labelSets.filter((set) => set.nature !== 'unknown');
  if (sets.length === 0 && index.modality !== 'image') return undefined;
  for (const [motion, titles] of recipeMotions(recipe, catalogue)) {
    if (motion === 'copy' && !sets.some((set) => set.shapes)) {
      const edgeless = sets.filter(({ nature }) => nature === 'objects').map(({ name }) => name);
      const why = edgeless.length > 0 ? `${edgeless.join(', ')} say no edges` : 'there are no such labels';
      return `${titles.join(', ')} can’t be used here: objects are cut out by polygons or masks, and ${why}. Remove the step, or switch it off.`;
    }
    for (const { nature, name } of sets) {
      const why = cannotFollow(nature, motion);
      if (why === undefined) continue;
      return `${titles.join(', ')} can’t be used here, because the ${name} could not follow: ${why}. Remove the step, or switch it off.`;
    }
  }
  return undefined;
}
