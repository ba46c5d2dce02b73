import { bytesWords } from '../core/bytes';
import { extensionFor } from '../core/names';
import { planRun, sourcesOf } from '../core/plan';
import type { PlannedTable } from '../core/plan-tables';
import type { OutputFormat, Recipe } from '../core/recipe';
import { recipeDefaults } from '../core/recipe';
import type { Estimate, Refusal, RunChoice } from '../core/run';
import type { Shard } from '../core/shards';
import { sampleCount } from '../core/table-counts';
import { catalogue } from '../transforms';
import { freeBytes, outRefusal, placeRefusal, resolveOut } from './out';
import type { Dataset } from './scan';
import { shareOf } from './share';

export { resolveOut } from './out';

/**
 * Bytes a pixel of photos as they come, by extension; measured on 30 photos of 360 to 650 px that were turned by 5° and
 * encoded again. The ratio of two formats is what counts.
 */
const sourceDensity: Readonly<Record<string, number>> = {
  png: 1.84,
  tif: 1.38,
  tiff: 1.38,
  gif: 0.6,
  bmp: 3,
  webp: 0.12,
  avif: 0.1,
};
const jpegDensity = 0.18;
/** Bytes a pixel of a lossy encoder, by quality: JPEG, and near enough WebP and AVIF. */
const lossyDensity: readonly (readonly [quality: number, density: number])[] = [
  [1, 0.02],
  [50, 0.086],
  [80, 0.148],
  [95, 0.3],
  [100, 0.55],
];
const lossless = ['png', 'tif', 'tiff', 'gif', 'bmp'];

/** What a run, or a part of it, would write, where to, and whether it may. Reads no sample. */
export async function estimateRun(
  dataset: Dataset,
  recipe: Recipe,
  choice: RunChoice,
  shard?: Shard,
): Promise<Estimate> {
  const plan = planRun(dataset.index, recipe, catalogue, choice);
  const out = await resolveOut(dataset, choice);
  const sources = plan.refusal || plan.tables ? [] : sourcesOf(dataset.index, choice);
  const bytesOf = variantBytes(recipe);
  const ofSources = sources.reduce((sum, { path, bytes }) => sum + bytesOf(path, bytes), 0);
  const ofVariants = sources.length > 0 ? (ofSources / sources.length) * plan.variants : 0;
  const ofCopies = plan.copies.reduce((sum, copy) => sum + copy.bytes, 0);
  const ofRows = (plan.tables ?? []).reduce((sum, table) => sum + tableBytes(dataset, table, choice), 0);
  const share = shareOf({ plan, shard });
  const part = shard ? share.variants / Math.max(1, plan.variants) : 1;
  const bytes = Math.round((ofVariants + ofRows) * part + (shard ? 0 : ofCopies));
  const free = await freeBytes(out);
  return {
    sources: share.sources,
    variants: share.variants,
    originals: choice.onlyVariants || shard || plan.refusal ? 0 : sampleCount(dataset.index),
    bytes,
    freeBytes: free,
    out,
    untouched: plan.untouched,
    refusal:
      plan.refusal ?? (await (shard ? placeRefusal : outRefusal)(dataset, out)) ?? spaceRefusal(bytes, free, out),
    warnings: plan.warnings,
  };
}

/** Bytes a second of sound beside those of a WAV file, by extension: speech and music as they come. */
const soundDensity: Readonly<Record<string, number>> = { wav: 1, wave: 1, flac: 0.6 };
const lossySound = 0.1;

/** About how many bytes a variant of a source has. */
function variantBytes(recipe: Recipe): (path: string, bytes: number) => number {
  const { format, quality } = { ...recipeDefaults.output, ...recipe.output };
  if (recipe.modality !== 'image') {
    const density = (path: string, to: OutputFormat) =>
      soundDensity[extensionFor(path, to).toLowerCase()] ?? lossySound;
    return (path, bytes) => (bytes * density(path, format)) / density(path, 'keep');
  }
  const lossy = densityAt(quality);
  return (path, bytes) => {
    const from = extensionFor(path, 'keep').toLowerCase();
    const to = extensionFor(path, format).toLowerCase();
    const before = sourceDensity[from] ?? jpegDensity;
    return (bytes * (lossless.includes(to) ? sourceDensity[to]! : lossy)) / before;
  };
}

/** About how many bytes a table is written with: its own, and as many again for each variant of all rows. */
function tableBytes({ index }: Dataset, { table, counts }: PlannedTable, { onlyVariants }: RunChoice): number {
  const own = index.samples.find(({ path }) => path === table.path)!.bytes;
  const variants = counts.reduce((sum, count) => sum + count, 0) / table.rows;
  return own * (variants + (onlyVariants ? 0 : 1));
}

function densityAt(quality: number): number {
  const at = Math.max(
    1,
    lossyDensity.findIndex(([q]) => q >= quality),
  );
  const [[q0, d0], [q1, d1]] = [lossyDensity[at - 1]!, lossyDensity[at]!];
  return d0 + ((d1 - d0) * (quality - q0)) / (q1 - q0);
}

function spaceRefusal(bytes: number, free: number, out: string): Refusal | undefined {
  if (bytes <= free) return undefined;
  return {
    kind: 'disk space',
    reason: `The run would write about ${bytesWords(bytes)}, and ${bytesWords(free)} are free where ${out} goes. Choose another disk, fewer variants, or variants only.`,
  };
}
