import { describe, expect, it } from 'vitest';
import { counterparts } from '../../../src/core/import/albumentations-steps';
import { transformInfo } from '../../../src/core/transform';
import { imageCatalogue } from '../../../src/transforms/index';
import { offersOf, searchOffers } from '../../../webview/steps/search';

const offers = offersOf([...imageCatalogue.values()].map(transformInfo), true);
const found = (name: string): readonly string[] => searchOffers(offers, name).map(({ offer }) => offer.id);

/** Classes of Albumentations with the steps that they become. */
const albumentations = Object.entries(counterparts).flatMap(([name, counterpart]) => {
  const args = { limit: 5, scale: [0.1, 0.9], size: [10, 20], alpha: 40, sigma: 6, tile_grid_size: [8, 8] };
  const known = counterpart(args);
  return 'missing' in known || known.steps.length === 0 ? [] : [[name, known.steps[0]!.transform] as const];
});

/** Classes of torchvision.transforms.v2, by its documentation. */
const torchvision = Object.entries({
  RandomResizedCrop: 'crop',
  RandomHorizontalFlip: 'flip',
  RandomVerticalFlip: 'flip',
  RandomRotation: 'rotate',
  RandomAffine: 'affine',
  RandomPerspective: 'perspective',
  RandomIoUCrop: 'safeCrop',
  RandomErasing: 'erase',
  RandomGrayscale: 'grayscale',
  RandomInvert: 'invert',
  RandomPosterize: 'posterize',
  RandomSolarize: 'solarize',
  RandomEqualize: 'equalize',
  RandomAdjustSharpness: 'sharpen',
  RandomChannelPermutation: 'channelShuffle',
  ColorJitter: 'saturation',
  GaussianBlur: 'blur',
  GaussianNoise: 'noise',
  JPEG: 'compress',
  MixUp: 'mixup',
  CutMix: 'cutmix',
  RandAugment: 'randAugment',
  TrivialAugmentWide: 'trivialAugment',
  AutoAugment: 'autoAugment',
  AugMix: 'augMix',
}).map(([name, id]) => [name, `image.${id}`] as const);

describe('Add step… finds what users know from', () => {
  it.each([
    ['Albumentations', albumentations],
    ['torchvision v2', torchvision],
  ])('%s', (_, names) => {
    expect(names.length).toBeGreaterThan(20);
    const lost = names.filter(([name, id]) => !found(name).includes(id));
    expect(lost).toEqual([]);
  });
});
