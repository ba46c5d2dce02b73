import { directionalClasses } from '../../../src/core/directional';
import type { Modality } from '../../../src/core/modality';
import type { Recipe } from '../../../src/core/recipe';
import type { Estimate, RunResult } from '../../../src/core/run';
import type { DatasetState, Draft, PanelState, PresetInfo, ReadyDataset, SampleRef } from '../../../src/protocol';
import { vectorDataset } from './embeddings';
import { learningFor } from './learning';
import { textDataset } from './texts';

/** What the fake host knows: the recipe of the design's pictures, and every state of the panel by a word. */

export const recipe: Recipe = {
  version: 1,
  modality: 'image' as Modality,
  seed: 7,
  variants: 4,
  output: { format: 'keep', quality: 95 },
  steps: [
    { transform: 'image.flip', probability: 0.5 },
    { transform: 'image.rotate', probability: 0.9, degrees: [-8, 8] },
    { transform: 'image.crop', scale: [0.75, 0.95] },
    {
      oneOf: [
        { transform: 'image.brightness', offset: [-0.1, 0.1] },
        { transform: 'image.contrast', factor: [0.85, 1.2] },
      ],
    },
    { transform: 'image.colorShift', probability: 0.5, red: [-12, 12], green: [-12, 12], blue: [-12, 12] },
    { transform: 'image.noise', probability: 0.6, sigma: [2, 8] },
    { transform: 'image.erase', probability: 0.2, count: [1, 1], area: [0.02, 0.04] },
    { transform: 'image.mixup', disabled: true, weight: [0, 0.4] },
  ],
};

export const names = ['hat', 'shoes', 'tshirt', 'dress', 'pants', 'boots'] as const;
const ids = ['0979a14e', '0bacb2c4', '01ace8a7', '05d361f6', '03b5fa92', '1558e0ca'];
const classOf: Readonly<Record<string, string>> = { tshirt: 't-shirt', boots: 'shoes' };

/** Twelve samples of six photos; the seventh and on are others with the same pictures. */
export const samples: readonly SampleRef[] = Array.from({ length: 12 }, (_, i) => {
  const name = names[i % 6]!;
  const kind = classOf[name] ?? name;
  return {
    source: `train/${kind}/${ids[i % 6]}-051a-4659-8e87-2f6a424e2c${10 + i}.jpg`,
    classes: [kind],
    bytes: 40_000,
  };
});

const classes = ['dress', 'hat', 'pants', 'shoes', 't-shirt'];

const ready: ReadyDataset = {
  state: 'ready',
  title: 'clothing',
  facts: 'train: 70 images in 5 classes',
  modality: 'image',
  classes,
  directional: [],
  problems: 0,
};

const strange = ['<img src=x onerror=alert(1)>', 'left <b>arrow</b>'];

const datasets: Readonly<Record<string, DatasetState>> = {
  texts: textDataset,
  labels: textDataset,
  unlabelled: textDataset,
  embeddings: vectorDataset,
  'many-embeddings': vectorDataset,
  loading: { state: 'loading', title: 'street-scenes', counted: 3120 },
  empty: {
    state: 'empty',
    title: 'meeting-notes',
    found: '17 files in 3 folders were looked at: 14 .docx, 2 .pdf, 1 .zip.',
  },
  gone: { state: 'gone', title: 'clothing', path: '/data/projects/clothing' },
  failed: {
    state: 'failed',
    title: 'clothing',
    message: 'The folder can’t be opened: permission denied. Change its permissions, then try again.',
  },
  refused: {
    ...ready,
    title: 'clothing › validation',
    facts: '20 images in 5 classes',
    evaluation: {
      reason:
        'Variants of validation pictures would make your scores look better than they are. This recipe runs on train; validation and test are only read.',
      training: 'train',
    },
  },
  directional: {
    ...ready,
    classes: ['left arrow', 'right arrow', 'stop'],
    directional: directionalClasses(['left arrow', 'right arrow', 'stop']),
  },
  html: {
    ...ready,
    title: strange[0]!,
    facts: strange[1]!,
    classes: strange,
    directional: directionalClasses(strange),
  },
};

const result: RunResult = {
  out: '/data/clothing-augmented',
  sources: 70,
  variants: 280,
  failed: [],
  skipped: 0,
  seconds: 7,
};
const out = result.out;

const runs: Readonly<Record<string, PanelState['run']>> = {
  running: { state: 'running', progress: { done: 112, total: 280, rate: 38, secondsLeft: 5 }, out },
  cancelling: { state: 'cancelling' },
  finished: { state: 'finished', result },
  shortfall: {
    state: 'finished',
    result: { ...result, variants: 276, failed: [{ source: 'train/hat/x.jpg', error: 'ends too early' }] },
  },
  cancelled: { state: 'finished', result: { ...result, variants: 112, cancelled: true } },
  undone: { state: 'finished', result, undone: 350 },
  interrupted: { state: 'interrupted', out, done: 112, total: 350 },
};

const presets: readonly PresetInfo[] = [
  { name: 'Everyday photos', recipe: { ...recipe, variants: 3 }, origin: 'settings' },
  { name: 'Gentle', recipe: { ...recipe, steps: recipe.steps.slice(0, 3) }, origin: 'built in' },
];

/** The state that the panel opens with. */
export function stateFor(word: string): PanelState {
  const dataset = datasets[word] ?? ready;
  return {
    dataset,
    presets,
    run: runs[word] ?? { state: 'idle' },
    autoSave: 'off',
    learning: learningFor(word, recipe),
  };
}

export const draft: Draft = {
  recipe,
  preset: 'Everyday photos',
  choice: { onlyVariants: false, allowEvaluationData: false },
};

/** What the fake host says a run would write. */
export function estimateFor(word: string, { recipe: asked, choice }: Draft): Estimate {
  const variants = 70 * asked.variants;
  const originals = choice.onlyVariants ? 0 : 70;
  const estimate: Estimate = {
    ...{ sources: 70, variants, originals, bytes: 25_000 * (variants + originals), freeBytes: 18e9 },
    ...{ out: choice.out ?? out, untouched: ['validation', 'test'], warnings: [] },
  };
  if (word === 'refused' && !choice.allowEvaluationData) {
    return { ...estimate, refusal: { kind: 'evaluation data', reason: 'validation is evaluation data.' } };
  }
  if (word === 'full') {
    return {
      ...estimate,
      refusal: { kind: 'disk space', reason: 'About 9 MB are needed, and 2 MB are free. Choose another folder.' },
    };
  }
  if (word === 'warned') return { ...estimate, warnings: ['3 photos stand in train and in test.'] };
  return estimate;
}
