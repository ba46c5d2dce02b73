import { directionalClasses, endangered } from './directional';
import type { Modality } from './modality';
import { type Recipe, recipeDefaults, type Step } from './recipe';

export interface Preset {
  readonly name: string;
  readonly recipe: Recipe;
}

const image = (name: string, steps: readonly Step[]): Preset => ({
  name,
  recipe: { version: 1, modality: 'image', seed: 7, variants: 4, steps, output: recipeDefaults.output },
});
const audio = (name: string, steps: readonly Step[]): Preset => ({
  name,
  recipe: { version: 1, modality: 'audio', seed: 7, variants: 4, steps, output: { format: 'keep' } },
});
const video = (name: string, steps: readonly Step[]): Preset => ({
  name,
  recipe: { version: 1, modality: 'video', seed: 7, variants: 4, steps, output: { format: 'keep' } },
});

const text = (name: string, steps: readonly Step[]): Preset => ({
  name,
  recipe: { version: 1, modality: 'text', seed: 7, variants: 4, steps },
});

const embedding = (name: string, steps: readonly Step[]): Preset => ({
  name,
  recipe: { version: 1, modality: 'embedding', seed: 7, variants: 4, steps },
});

/** Presets that come with the product, the gentle one of each kind of data first. */
export const builtInPresets: readonly Preset[] = [
  image('Gentle', [
    { transform: 'image.flip', probability: 0.5, axis: 'horizontal' },
    { transform: 'image.rotate', degrees: [-8, 8], border: 'reflect' },
    { transform: 'image.crop', scale: [0.8, 1] },
    { transform: 'image.brightness', offset: [-0.08, 0.08] },
    { transform: 'image.contrast', factor: [0.88, 1.14] },
    { transform: 'image.noise', probability: 0.5, sigma: [2, 6] },
  ]),
  image('Strong', [
    { transform: 'image.flip', probability: 0.5, axis: 'horizontal' },
    { transform: 'image.rotate', degrees: [-25, 25], border: 'reflect' },
    { transform: 'image.crop', scale: [0.5, 1], aspect: [0.75, 1.33] },
    { transform: 'image.colorShift', probability: 0.8, red: [-30, 30], green: [-30, 30], blue: [-30, 30] },
    { transform: 'image.brightness', probability: 0.8, offset: [-0.2, 0.2] },
    { transform: 'image.contrast', probability: 0.8, factor: [0.7, 1.4] },
    { transform: 'image.noise', probability: 0.5, sigma: [4, 18] },
    { transform: 'image.erase', probability: 0.4, count: [1, 2], area: [0.02, 0.12], content: 'noise' },
  ]),
  image('Compressed in production', [
    { transform: 'image.crop', scale: [0.85, 1] },
    { transform: 'image.brightness', offset: [-0.06, 0.06] },
    { transform: 'image.noise', probability: 0.5, sigma: [1, 5] },
    { transform: 'image.compress', format: 'jpeg', quality: [15, 55] },
  ]),
  text('Careful words', [
    { transform: 'text.synonym', words: [0.1, 0.2], strictness: 'balanced' },
    { transform: 'text.hypernym', probability: 0.3, words: [0.05, 0.1] },
  ]),
  text('Varied words', [
    { transform: 'text.synonym', words: [0.2, 0.35], strictness: 'balanced' },
    { transform: 'text.hypernym', probability: 0.5, words: [0.1, 0.2] },
    { transform: 'text.swap', probability: 0.3, words: [0.03, 0.06] },
  ]),
  text('Typed in a hurry', [
    { transform: 'text.typo', letters: [0.01, 0.04] },
    { transform: 'text.casing', probability: 0.3, words: [0.1, 0.5], to: 'lower' },
    { transform: 'text.delete', probability: 0.2, words: [0.02, 0.05] },
  ]),
  audio('Gentle sound', [
    { transform: 'audio.shift', probability: 0.6, fraction: [-0.1, 0.1], edge: 'silence' },
    { transform: 'audio.speed', probability: 0.5, rate: [0.92, 1.08] },
    { transform: 'audio.pitch', probability: 0.5, semitones: [-1, 1] },
    { transform: 'audio.noise', probability: 0.7, snr: [20, 35] },
    { transform: 'audio.gain', probability: 0.5, decibels: [-6, 0] },
  ]),
  audio('Strong sound', [
    { transform: 'audio.shift', probability: 0.8, fraction: [-0.25, 0.25], edge: 'silence' },
    { transform: 'audio.speed', probability: 0.7, rate: [0.8, 1.25] },
    { transform: 'audio.pitch', probability: 0.7, semitones: [-3, 3] },
    { transform: 'audio.reverb', probability: 0.4, seconds: [0.2, 1] },
    { transform: 'audio.noise', probability: 0.8, snr: [8, 25], color: 'pink' },
    { transform: 'audio.mask', probability: 0.4, fraction: [0.05, 0.2] },
    { transform: 'audio.gain', probability: 0.8, decibels: [-12, 3] },
  ]),
  audio('Over the phone', [
    { transform: 'audio.speed', probability: 0.5, rate: [0.95, 1.05] },
    { transform: 'audio.noise', probability: 0.8, snr: [12, 30], color: 'pink' },
    { transform: 'audio.filter', pass: 'bandpass', hertz: [900, 1200], octaves: 3.5, slope: '24' },
    { transform: 'audio.compress', probability: 0.8, codec: 'opus', bitrate: [8, 24] },
    { transform: 'audio.gain', decibels: [-9, 0] },
  ]),
  video('Gentle clips', [
    { transform: 'video.flip', probability: 0.5, axis: 'horizontal' },
    { transform: 'video.shift', probability: 0.5, fraction: [-0.1, 0.1], edge: 'hold' },
    { transform: 'video.speed', probability: 0.5, rate: [0.92, 1.08] },
    { transform: 'video.crop', scale: [0.8, 1] },
    {
      transform: 'video.color',
      brightness: [-0.08, 0.08],
      contrast: [0.9, 1.12],
      saturation: [0.85, 1.15],
      red: [-5, 5],
      green: [-5, 5],
      blue: [-5, 5],
    },
  ]),
  video('Strong clips', [
    { transform: 'video.flip', probability: 0.5, axis: 'horizontal' },
    { transform: 'video.shift', probability: 0.7, fraction: [-0.25, 0.25], edge: 'hold' },
    { transform: 'video.speed', probability: 0.7, rate: [0.8, 1.25] },
    { transform: 'video.rotate', probability: 0.6, degrees: [-12, 12], border: 'reflect' },
    { transform: 'video.crop', scale: [0.55, 1] },
    { transform: 'video.color', brightness: [-0.18, 0.18], contrast: [0.75, 1.35], saturation: [0.6, 1.4] },
    { transform: 'video.erase', probability: 0.4, count: [1, 2], area: [0.02, 0.12] },
  ]),
  video('From a video call', [
    { transform: 'video.color', brightness: [-0.12, 0.06], contrast: [0.85, 1.1], saturation: [0.8, 1.1] },
    { transform: 'video.blur', probability: 0.5, sigma: [0.002, 0.006] },
    { transform: 'video.frameDrop', probability: 0.7, share: [0.05, 0.3] },
    { transform: 'video.compress', crf: [30, 40] },
    { transform: 'audio.noise', probability: 0.5, snr: [15, 30], color: 'pink' },
    { transform: 'audio.compress', probability: 0.7, codec: 'opus', bitrate: [12, 32] },
  ]),
  embedding('Gentle noise', [{ transform: 'embedding.noise', sigma: [0.05, 0.25], features: [0.5, 0.5] }]),
  embedding('Strong noise', [
    { transform: 'embedding.noise', sigma: [0.25, 0.6], features: [0.5, 1] },
    { transform: 'embedding.dropout', probability: 0.5, features: [0.05, 0.2] },
  ]),
  embedding('Mixed rows', [
    { transform: 'embedding.mixup', weight: [0.6, 0.95], partner: 'same class' },
    { transform: 'embedding.noise', probability: 0.5, sigma: [0.05, 0.15], features: [0.5, 0.5] },
  ]),
];

/** The recipe of a folder that has none yet: the gentle preset, without flips of classes that look directional. */
export function firstRecipe(
  modality: Modality,
  classes: readonly string[],
  given: Partial<Pick<Recipe, 'seed' | 'variants'>> = {},
): Recipe {
  const gentle = builtInPresets.find((p) => p.recipe.modality === modality);
  if (!gentle) throw new Error(`there is no first recipe for ${modality} yet`);
  const directional = endangered(directionalClasses(classes), ['horizontal']).map((c) => c.name);
  const steps = gentle.recipe.steps.map((step) => {
    if (directional.length === 0 || !('transform' in step) || !step.transform.endsWith('.flip')) return step;
    return directional.length === classes.length
      ? { ...step, disabled: true }
      : { ...step, exceptClasses: directional };
  });
  return { ...gentle.recipe, ...given, steps };
}
