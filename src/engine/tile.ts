import type { DatasetIndex } from '../core/dataset';
import { isApplied, type StepOutcome } from '../core/draw';
import { findByPath } from '../core/order';
import { type Placing, placing } from '../core/plan-places';
import type { Recipe } from '../core/recipe';
import type { TileAsk } from '../protocol';
import type { Tile, ToldStep } from '../protocol-tiles';
import { catalogue } from '../transforms';
import type { Pool } from './pool';
import type { Dataset } from './scan';
import { mixes } from './soft-labels';
import { askForRows, needRow } from './table/one-row';
import { makeRowTile } from './table/row-tile';
import { askForDocument } from './text/documents';
import { stepsOf, variantsOf } from './variants';

/**
 * One variant of one sample, before and after: the same draw and the same bytes that a run writes. Rejects with a
 * readable message for a source that can't be used, and with an `AbortError` when it is superseded.
 */
export async function makeTile(pool: Pool, dataset: Dataset, ask: TileAsk, signal?: AbortSignal): Promise<Tile> {
  const { index, root } = dataset;
  const { recipe, source, variant, before } = ask;
  if (index.tables) {
    const { table, row } = needRow(index.tables, source);
    const rows = await askForRows(dataset, table, new Map([[row, variant]]), recipe, 0);
    const { tile, outcomes } = await makeRowTile(pool, dataset, rows, variant, before, signal);
    return { source, variant, output: source, steps: outcomes.map(told), ...tile };
  }
  const sample = findByPath(index.samples, source);
  if (!sample) throw new Error(`${source} is not in this dataset any more. Read the folder again.`);
  if (index.modality === 'text') {
    const document = await askForDocument(dataset, sample, variant, recipe, 0);
    const { tile, outcomes } = await makeRowTile(pool, dataset, document, variant, before, signal);
    const output = placeOf(index, recipe)(sample, variant);
    return { source, variant, output, steps: outcomes.map(told), ...tile };
  }
  const variants = await variantsOf(root, index, recipe, 0);
  const drawn = variants.draw(sample, variant, placeOf(index, recipe)(sample, variant));
  const { bytes, ...known } = variants.ask(sample, [drawn]); // a source may have changed since the folder was read
  const steps = stepsOf(drawn.outcomes);
  const made = await pool.run('tile', { ...known, steps, before }, { signal, urgent: true });
  return { source, variant, output: drawn.output, steps: drawn.outcomes.map(told), ...made };
}

const told = (outcome: StepOutcome): ToldStep => {
  const transform = catalogue.get(outcome.transform)!;
  return { ...outcome, words: isApplied(outcome) ? transform.describe(outcome.drawn) : transform.noun };
};

const places = new WeakMap<DatasetIndex, { readonly key: string; readonly place: Placing }>();

/** Placing looks at every name of the dataset once; a moved slider must not, so it is kept while it can't change. */
function placeOf(index: DatasetIndex, recipe: Recipe): Placing {
  const { variants, output, labels } = recipe;
  const key = JSON.stringify(mixes(recipe) || labels?.classMap ? recipe : { variants, format: output?.format });
  const known = places.get(index);
  if (known?.key === key) return known.place;
  const place = placing(index, recipe, catalogue, 0);
  places.set(index, { key, place });
  return place;
}
