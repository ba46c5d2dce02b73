import { describe, expect, it } from 'vitest';
import { albumentations } from '../../../src/core/export/albumentations';
import { pythonPipeline } from '../../../src/core/export/python-steps';
import { isAlbumentations, openAlbumentations } from '../../../src/core/import/albumentations';
import { counterparts } from '../../../src/core/import/albumentations-steps';
import type { Step } from '../../../src/core/recipe';
import { checkRecipe } from '../../../src/core/recipe-check';
import { imageCatalogue as catalogue } from '../../../src/transforms/index';

/** As `A.to_dict` of 2.0.8 writes it, with all that it says of each class. */
const document = (transforms: readonly object[], rest: object = {}) => ({
  __version__: '2.0.8',
  transform: {
    __class_fullname__: 'Compose',
    p: 1.0,
    transforms,
    bbox_params: null,
    keypoint_params: null,
    additional_targets: {},
    is_check_shapes: true,
    ...rest,
  },
});
const one = (name: string, p: number, args: object = {}) => ({ __class_fullname__: name, p, ...args });
const warped = { border_mode: 0, fill: 0.0, fill_mask: 0.0, interpolation: 1, mask_interpolation: 0 };
const open = (transforms: readonly object[], rest?: object) =>
  openAlbumentations(document(transforms, rest), catalogue);
const stepsOf = (...transforms: readonly object[]): readonly Step[] => open(transforms).recipe.steps;

const gamma = one('RandomGamma', 1, { gamma_limit: [80.0, 120.0] });
const noise = { mean_range: [0.0, 0.0], noise_scale_factor: 1.0, per_channel: true, std_range: [0.2, 0.4] };

describe('an Albumentations pipeline', () => {
  it('becomes steps with their chances, limits, fills and borders', () => {
    const black = { border: 'constant', fill: [0, 0, 0] };
    expect(stepsOf(one('HorizontalFlip', 0.5), one('Transpose', 1))).toEqual([
      { transform: 'image.flip', probability: 0.5, axis: 'horizontal' },
      { transform: 'image.transpose', turn: 'diagonal' },
    ]);
    expect(stepsOf(one('Rotate', 0.3, { ...warped, crop_border: false, limit: [-10.0, 10.0] }))).toEqual([
      { transform: 'image.rotate', probability: 0.3, degrees: [-10, 10], ...black },
    ]);
    expect(
      stepsOf(
        one('Perspective', 1, { ...warped, border_mode: 4, fit_output: false, keep_size: true, scale: [0.05, 0.1] }),
      ),
    ).toEqual([{ transform: 'image.perspective', distortion: [0.05, 0.1], border: 'reflect' }]);
    expect(stepsOf(one('GaussNoise', 1, noise), gamma)).toEqual([
      { transform: 'image.noise', sigma: [51, 100] }, // 0.4 · 255 is beyond what a step here takes
      { transform: 'image.gamma', gamma: [0.8, 1.2] },
    ]);
    expect(
      stepsOf(
        one('CoarseDropout', 1, {
          fill: [10, 20, 30],
          fill_mask: null,
          hole_height_range: [0.05, 0.2],
          hole_width_range: [0.1, 0.2],
          num_holes_range: [1, 4],
        }),
      ),
    ).toEqual([{ transform: 'image.erase', count: [1, 4], area: [0.005, 0.04], content: 'color', fill: [10, 20, 30] }]);
  });

  it('that moves and turns at once is a group of which all happen', () => {
    const shift = {
      ...warped,
      border_mode: 1,
      rotate_limit: [-20.0, 20.0],
      rotate_method: 'largest_box',
      scale_limit: [-0.09999999999999998, 0.10000000000000009],
      shift_limit_x: [-0.05, 0.05],
      shift_limit_y: [-0.06, 0.06],
    };
    expect(stepsOf(one('ShiftScaleRotate', 0.5, shift))).toEqual([
      {
        someOf: [
          {
            transform: 'image.affine',
            scale: [0.9, 1.1],
            translateX: [-0.05, 0.05],
            translateY: [-0.06, 0.06],
            shearX: [0, 0],
            shearY: [0, 0],
            border: 'replicate',
          },
          { transform: 'image.rotate', degrees: [-20, 20], border: 'replicate' },
        ],
        count: [2, 2],
        probability: 0.5,
      },
    ]);
  });

  it('keeps its groups: OneOf by weight, SomeOf with its number, Sequential', () => {
    expect(stepsOf(one('OneOf', 0.8, { transforms: [one('Equalize', 0.3), { ...gamma, p: 0.7 }] }))).toEqual([
      {
        oneOf: [
          { transform: 'image.equalize', strength: [1, 1], probability: 0.3 },
          { transform: 'image.gamma', gamma: [0.8, 1.2], probability: 0.7 },
        ],
        probability: 0.8,
      },
    ]);
    const some = open([one('SomeOf', 0.3, { n: 2, replace: true, transforms: [gamma, one('InvertImg', 1), gamma] })]);
    expect(some.recipe.steps).toMatchObject([{ count: [2, 2], probability: 0.3 }]);
    expect(some.notes).toEqual(['SomeOf: each is taken once at most here']);
    const inner = [one('VerticalFlip', 1), one('Transpose', 0.5)];
    expect(stepsOf(one('Sequential', 1, { transforms: inner }))).toHaveLength(2);
    const sequence = open([one('Sequential', 0.5, { transforms: inner })]);
    expect(sequence.recipe.steps).toMatchObject([{ someOf: [{}, { transform: 'image.transpose' }], count: [2, 2] }]);
    expect(sequence.notes).toEqual(['Sequential: all in it happen together here, whatever their own chances']);
  });

  it('names what has no equivalent, what differs, and values that go no further', () => {
    const { recipe, notes, leftOut } = open([
      one('Normalize', 1, { max_pixel_value: 255.0, mean: 0.5, normalization: 'standard', std: 0.25 }),
      one('CenterCrop', 1, { height: 224, width: 224, ...warped }),
      one('Spatter', 0.5),
      one('my.own.Thing', 1),
      one('ColorJitter', 1, { brightness: [0.8, 1.2], contrast: [1, 1], hue: [-0.05, 0.05], saturation: [0.8, 6] }),
    ]);
    expect(recipe.steps).toEqual([
      { transform: 'image.brightness', offset: [-0.2, 0.2] },
      { transform: 'image.saturation', factor: [0.8, 4] },
      { transform: 'image.hue', degrees: [-18, 18] },
    ]);
    expect(leftOut).toEqual(notes.slice(0, 4));
    expect(notes).toEqual([
      'Normalize: left out, it is for the training code, behind the files',
      'CenterCrop: left out, it goes by a size in pixels: use Resize, Crop or Pad',
      'Spatter: left out, it has no equivalent here',
      'Thing: left out, it has no equivalent here',
      'ColorJitter: brightness adds here and multiplies there',
      'image.saturation: factor goes no further than 0.8 to 4',
    ]);
  });

  it('takes over which objects stay', () => {
    const { recipe } = open([], { bbox_params: { format: 'coco', min_area: 0.0, min_visibility: 0.1, clip: true } });
    expect(recipe.labels).toEqual({ minVisibility: 0.1 });
  });

  it('is told from other documents', () => {
    expect(isAlbumentations(document([]))).toBe(true);
    for (const other of [null, 7, {}, { version: 1, modality: 'image', steps: [] }, { transform: 'image.flip' }]) {
      expect(isAlbumentations(other)).toBe(false);
      expect(() => openAlbumentations(other, catalogue)).toThrow('A.save(transform, "recipe.json")');
    }
  });
});

it('gives a recipe that can be run, whatever arguments a class comes with', () => {
  for (const [name, counterpart] of Object.entries(counterparts)) {
    const args = {
      limit: 5,
      scale: [0.1, 0.9],
      size: [10, 20],
      alpha: 40,
      sigma: 6,
      tile_grid_size: [8, 8],
      width: 8,
      height: 9,
    };
    expect(counterpart({ ...args, __class_fullname__: name })).toBeDefined();
    const { recipe } = open([one(name, 0.5, args)]);
    expect(checkRecipe(recipe, catalogue), name).toMatchObject({ recipe });
  }
});

it('goes there and back: Copy as Python says what was opened', () => {
  const steps = stepsOf(one('Rotate', 0.3, { ...warped, limit: [-10.0, 12.0] }), gamma, one('VerticalFlip', 0.25));
  const python = pythonPipeline({ ...open([]).recipe, steps }, catalogue, albumentations);
  expect(python).toContain('A.Rotate(limit=(-10, 12), border_mode=cv2.BORDER_CONSTANT, fill=(0, 0, 0), p=0.3),');
  expect(python).toContain('A.RandomGamma(gamma_limit=(80, 120), p=1),');
  expect(python).toContain('A.VerticalFlip(p=0.25),');
});
