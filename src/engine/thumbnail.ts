import type { Sample } from '../core/dataset';
import { isApplied } from '../core/draw';
import { findByPath } from '../core/order';
import type { Recipe } from '../core/recipe';
import { copiedOf } from '../core/targets';
import { vividValues } from '../core/vivid';
import type { ThumbnailAsk } from '../protocol';
import type { Picture } from '../protocol-tiles';
import { catalogue } from '../transforms';
import { onDisk } from './on-disk';
import type { Pool } from './pool';
import type { Dataset } from './scan';
import { stepsOf, variantsOf } from './variants';

/** Of the longer side: twice what the list shows, for dense screens. */
const side = 112;
/** Draws that change nothing are passed over, at most so many. */
const mostDraws = 8;

/**
 * What one transform makes of a sample, small, with values that show it plainly. Rejects with a readable message, and
 * with an `AbortError` when nobody waits for it any more. Tiles go first.
 */
export async function makeThumbnail(
  pool: Pool,
  { index, root }: Dataset,
  { transform: id, source }: ThumbnailAsk,
  signal?: AbortSignal,
): Promise<Picture> {
  const sample = findByPath(index.samples, source);
  const transform = catalogue.get(id);
  if (!sample || !transform) throw new Error(`${sample ? id : source} is not here any more.`);
  const folder = 'folder' in transform.parameters && { folder: '.' };
  const step = { transform: id, ...vividValues(transform.parameters), ...folder };
  const recipe: Recipe = { version: 1, modality: index.modality, seed: 1, variants: mostDraws, steps: [step] };
  const variants = await variantsOf(root, index, recipe, 0);
  const draws = Array.from({ length: mostDraws }, (_, i) => variants.draw(sample, i + 1, source));
  const drawn =
    draws.find(
      ({ outcomes: [outcome] }) => outcome && isApplied(outcome) && transform.describe(outcome.drawn) !== '',
    ) ?? draws[0]!;
  const { bytes, labels, ...known } = variants.ask(sample, [drawn]);
  const steps = stepsOf(drawn.outcomes);
  const needed = steps.some(copiedOf) && labels ? { labels } : {};
  const other = folder && farOff(index.samples, sample);
  const target = other && { target: onDisk(root, other) };
  return pool.run('thumbnail', { ...known, ...needed, ...target, steps, side }, { signal });
}

/** Another picture of the training data, in place of one out of a folder that is not chosen yet: half way round the list. */
function farOff(samples: readonly Sample[], sample: Sample): Sample | undefined {
  const from = samples.indexOf(sample) + Math.ceil(samples.length / 2);
  const turned = (i: number) => samples[(from + i) % samples.length]!;
  for (let i = 0; i < samples.length; i++) {
    if (turned(i).split === 'train' && turned(i) !== sample) return turned(i);
  }
  return undefined;
}
