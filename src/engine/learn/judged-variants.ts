import { findByPath } from '../../core/order';
import type { Recipe } from '../../core/recipe';
import { holdsFeatures, parseRowName } from '../../core/table';
import { vectorCodecOf } from '../../formats/table/codec';
import { decodeBytes } from '../image/decode';
import type { Pool } from '../pool';
import { askRows } from '../table/ask-rows';
import { askForRows } from '../table/one-row';
import { makeDocument } from '../text/documents';
import { variantsOf } from '../variants';
import type { Example, JudgedData } from './judged-data';
import { pooled } from './pooled';

interface MadeRow {
  readonly raw: string;
  readonly text: string;
}

/** The variants of the training samples, as a run would write them. Those that can't be made are left out. */
export function judgedVariants(data: JudgedData, recipe: Recipe, pool: Pool): Promise<readonly Example[]> {
  const { index } = data.dataset;
  if (index.tables) return rowVariants(data, recipe, pool);
  return index.modality === 'text' ? documentVariants(data, recipe, pool) : pictureVariants(data, recipe, pool);
}

async function rowVariants({ dataset, training }: JudgedData, recipe: Recipe, pool: Pool): Promise<readonly Example[]> {
  const wanted = new Map<string, Set<number>>();
  for (const { name } of training) {
    const { path, row } = parseRowName(name)!;
    wanted.set(path, (wanted.get(path) ?? new Set()).add(row));
  }
  const made: Example[] = [];
  for (const table of dataset.index.tables ?? []) {
    for (const { first, rows } of table.blocks) {
      const counts = new Map<number, number>();
      for (let row = first; row < first + rows; row++)
        if (wanted.get(table.path)?.has(row)) counts.set(row, recipe.variants);
      if (counts.size === 0) continue;
      const contentOf = holdsFeatures(table.reading)
        ? ({ raw }: MadeRow) => vectorCodecOf(table.reading).read(raw).values
        : ({ text }: MadeRow) => text;
      const result = await askRows(pool, dataset, await askForRows(dataset, table, counts, recipe, 0));
      for (const one of result.rows!) {
        if ('raw' in one) made.push({ name: one.line.source, label: one.line.labels[0]!, content: contentOf(one) });
      }
    }
  }
  return made;
}

async function documentVariants(
  { dataset, training }: JudgedData,
  recipe: Recipe,
  pool: Pool,
): Promise<readonly Example[]> {
  const made: Example[] = [];
  for (const { name, label } of training) {
    const sample = findByPath(dataset.index.samples, name)!;
    const document = await makeDocument(pool, dataset, sample, recipe.variants, recipe, 0, {}).catch(() => undefined);
    for (const one of document?.rows ?? []) if ('text' in one) made.push({ name, label, content: one.text });
  }
  return made;
}

async function pictureVariants(
  { dataset, training }: JudgedData,
  recipe: Recipe,
  pool: Pool,
): Promise<readonly Example[]> {
  const { root, index } = dataset;
  const kept: Recipe = { ...recipe, output: { format: 'keep' } };
  const variants = await variantsOf(root, index, kept, 0);
  const made: Example[] = [];
  for (const { name } of training) {
    const sample = findByPath(index.samples, name)!;
    const drawn = Array.from({ length: recipe.variants }, (_, i) => variants.draw(sample, i + 1, sample.path));
    const ask = { ...variants.ask(sample, drawn), variants: drawn.map((one) => variants.asked(sample, one)) };
    const outcomes = await pool.run('variants', ask).catch(() => []); // the run names a broken file
    for (const [n, outcome] of outcomes.entries()) {
      if ('error' in outcome) continue;
      const { raster } = await decodeBytes(outcome.bytes!);
      const shares = variants.targets(sample, variants.line(sample, drawn[n]!, outcome).steps);
      const [label] = [...shares].sort((a, b) => b[1] - a[1])[0]!; // of a mix, the heavier class
      made.push({ name, label, content: pooled(raster) });
    }
  }
  return made;
}
