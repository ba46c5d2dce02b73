import { compose, identity, type Matrix } from './geometry';
import type { ImageTransform } from './image';
import { type Motion, motionOf } from './motions';
import { withDefaults } from './parameters';
import { randomFor } from './random';
import { isTransformStep, type Recipe, stepParameters, walkSteps } from './recipe';
import type { Catalogue, Drawn, TransformBase } from './transform';
import { type VideoTransform, videoMatrix } from './video';

/** Draws are relative: what a step does can be told on any picture. */
export const nominal = { width: 256, height: 192 };
/** So often that a policy shows what it rarely does: of AutoAugment’s draws for ImageNet one in six moves the picture. */
const tries = 64;

const nominalClip = { ...nominal, frames: 100, fps: 25 };

const isImageTransform = (transform: TransformBase): transform is ImageTransform => transform.id.startsWith('image.');
const isVideoTransform = (transform: TransformBase): transform is VideoTransform => transform.id.startsWith('video.');

/** What drawn values do to coordinates and label sets. */
export const motionsOf = (transform: TransformBase | undefined, drawn: Drawn): readonly Motion['kind'][] =>
  transform && isImageTransform(transform)
    ? transform.compile(drawn, nominal).flatMap((operation) => motionOf(operation)?.kind ?? [])
    : [];

/** The matrix of all that drawn values do to coordinates, on a picture of the nominal size. */
export function matrixOf(transform: TransformBase | undefined, drawn: Drawn): Matrix {
  if (transform && isVideoTransform(transform)) {
    const operations = transform.compile(drawn, nominalClip);
    return operations.reduce((all, operation) => compose(videoMatrix(operation, nominal), all), identity);
  }
  if (!transform || !isImageTransform(transform)) return identity;
  const operations = transform.compile(drawn, nominal);
  return operations.reduce((all, o) => (o.kind === 'geometry' ? compose(o.matrix, all) : all), identity);
}

/** What the steps of a recipe may do to coordinates and label sets, each with the titles of the steps that do it. */
export function recipeMotions(recipe: Recipe, catalogue: Catalogue): ReadonlyMap<Motion['kind'], readonly string[]> {
  const found = new Map<Motion['kind'], string[]>();
  for (const [path, step] of walkSteps(recipe.steps)) {
    const transform = isTransformStep(step) && !step.disabled ? catalogue.get(step.transform) : undefined;
    if (!transform || !isTransformStep(step) || step.probability === 0) continue;
    const values = withDefaults(transform.parameters, stepParameters(step));
    for (let n = 0; n < tries; n++) {
      const facts = { path: '', classes: [], partner: () => 'another' };
      const drawn = transform.draw(values, randomFor('motions', path, n), facts);
      for (const kind of drawn ? motionsOf(transform, drawn) : []) {
        const titles = found.get(kind) ?? [];
        found.set(kind, titles.includes(transform.title) ? titles : [...titles, transform.title]);
      }
    }
  }
  return found;
}
