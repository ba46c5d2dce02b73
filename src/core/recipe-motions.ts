import { type AudioTransform, timeOf } from './audio';
import { compose, identity, type Matrix } from './geometry';
import type { ImageTransform, Scene } from './image';
import { type MotionKind, motionOf } from './motions';
import { withDefaults } from './parameters';
import { randomFor } from './random';
import { isTransformStep, type Recipe, stepParameters, walkSteps } from './recipe';
import { keepsTime } from './time-map';
import type { Catalogue, Drawn, TransformBase } from './transform';
import { type VideoTransform, videoMatrix, videoTime } from './video';

/** Draws are relative: what a step does can be told on any picture. */
export const nominal = { width: 256, height: 192 };
/** So often that a policy shows what it rarely does: of AutoAugment’s draws for ImageNet one in six moves the picture. */
const tries = 64;

/** A picture with an object that can be cut out of any other. */
const nominalScene: Scene = {
  boxes: () => [],
  cutOuts: () => [
    {
      picture: nominal,
      bounds: { left: 0, top: 0, right: 1, bottom: 1 },
      mirrors: true,
      set: 0,
      shape: () => ({ width: 1, height: 1, runs: [0, 1] }),
    },
  ],
};
const nominalClip = { ...nominal, frames: 100, fps: 25 };
const nominalSound = { samples: 64_000, rate: 16_000 };

const isImageTransform = (transform: TransformBase): transform is ImageTransform => transform.id.startsWith('image.');
const isAudioTransform = (transform: TransformBase): transform is AudioTransform => transform.id.startsWith('audio.');
const isVideoTransform = (transform: TransformBase): transform is VideoTransform => transform.id.startsWith('video.');

/** What drawn values do to coordinates, to time and to label sets. */
export function motionsOf(transform: TransformBase | undefined, drawn: Drawn): readonly MotionKind[] {
  if (!transform) return [];
  if (isImageTransform(transform)) {
    return transform.compile(drawn, nominal, nominalScene).flatMap((operation) => motionOf(operation)?.kind ?? []);
  }
  if (isAudioTransform(transform)) {
    return transform
      .compile(drawn, nominalSound)
      .flatMap((operation): readonly MotionKind[] =>
        operation.kind === 'mix' ? ['mix'] : keepsTime(timeOf(operation, nominalSound.samples)) ? [] : ['time'],
      );
  }
  if (!isVideoTransform(transform)) return [];
  return transform.compile(drawn, nominalClip).flatMap((operation): readonly MotionKind[] => {
    const moves = videoMatrix(operation, nominal).some((v, i) => v !== identity[i]);
    const times = !keepsTime(videoTime(operation, nominalClip.frames));
    return [...(moves ? (['move'] as const) : []), ...(times ? (['time'] as const) : [])];
  });
}

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

type Motions = ReadonlyMap<MotionKind, readonly string[]>;
const known = new WeakMap<Recipe, { readonly catalogue: Catalogue; readonly motions: Motions }>();

/**
 * What the steps of a recipe may do to coordinates, time and label sets, each with the titles of the steps that do it.
 * Worked out once for a recipe, which is planned several times before it runs.
 */
export function recipeMotions(recipe: Recipe, catalogue: Catalogue): Motions {
  const before = known.get(recipe);
  if (before?.catalogue === catalogue) return before.motions;
  const motions = motionsIn(recipe, catalogue);
  known.set(recipe, { catalogue, motions });
  return motions;
}

function motionsIn(recipe: Recipe, catalogue: Catalogue): Motions {
  const found = new Map<MotionKind, string[]>();
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
