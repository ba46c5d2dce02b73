import { shorterSide, side } from '../export/albumentations-units';
import type { Range } from '../parameters';
import { geometry } from './albumentations-geometry';
import {
  type Arguments,
  type Counterpart,
  colorOf,
  ends,
  isOne,
  isZero,
  one,
  range,
  step,
} from './albumentations-values';

/** Width and height there, one area here. */
const areas = (height: unknown, width: unknown): Range => {
  const share = (end: number) => (end > 1 ? end / side : end);
  const [h, w] = [ends(height, share), ends(width, share)];
  return [h[0] * w[0], h[1] * w[1]];
};

/** A line has the same direction after half a turn. */
const halfTurn = ([low, high]: Range): Range =>
  high - low >= 180 ? [-90, 90] : low >= 90 ? [low - 180, high - 180] : [low, high];

const loaders = { missing: 'is for the training code, behind the files' } as const;
const bySize = { missing: 'goes by a size in pixels: use Resize, Crop or Pad' } as const;
const weather = 'other parameters there: our usual values stand';

/** Albumentations 2.x, by class. */
export const counterparts: Readonly<Record<string, (a: Arguments) => Counterpart>> = {
  ...geometry,
  RGBShift: ({ r_shift_limit: r, g_shift_limit: g, b_shift_limit: b }) =>
    one('colorShift', { red: range(r), green: range(g), blue: range(b) }),
  RandomBrightnessContrast: ({ brightness_limit, contrast_limit }) => ({
    steps: [
      ...(isZero(brightness_limit) ? [] : [step('brightness', { offset: range(brightness_limit) })]),
      ...(isZero(contrast_limit) ? [] : [step('contrast', { factor: ends(contrast_limit, (c) => 1 + c) })]),
    ],
    differs: 'contrast is about mid-grey here, about black there',
  }),
  ColorJitter: ({ brightness, contrast, saturation, hue }) => ({
    steps: [
      ...(isOne(brightness) ? [] : [step('brightness', { offset: ends(brightness, (f) => f - 1) })]),
      ...(isOne(contrast) ? [] : [step('contrast', { factor: range(contrast) })]),
      ...(isOne(saturation) ? [] : [step('saturation', { factor: range(saturation) })]),
      ...(isZero(hue) ? [] : [step('hue', { degrees: ends(hue, (h) => h * 360) })]),
    ],
    differs: 'brightness adds here and multiplies there',
  }),
  HueSaturationValue: ({ hue_shift_limit: hue, sat_shift_limit: saturation, val_shift_limit: value }) => ({
    steps: [
      ...(isZero(hue) ? [] : [step('hue', { degrees: ends(hue, (h) => 2 * h) })]),
      ...(isZero(saturation) ? [] : [step('saturation', { factor: ends(saturation, (s) => 1 + s / 255) })]),
      ...(isZero(value) ? [] : [step('brightness', { offset: ends(value, (v) => v / 255) })]),
    ],
    differs: 'saturation multiplies here and adds there',
  }),
  RandomGamma: ({ gamma_limit }) => one('gamma', { gamma: ends(gamma_limit, (g) => g / 100) }),
  ToGray: () => one('grayscale', { strength: [1, 1] }),
  InvertImg: () => one('invert', { strength: [1, 1] }),
  Posterize: ({ num_bits }) => one('posterize', { bits: Array.isArray(num_bits) ? num_bits : [num_bits, num_bits] }),
  Solarize: ({ threshold_range }) => one('solarize', { threshold: threshold_range }),
  Equalize: () => one('equalize', { strength: [1, 1] }),
  CLAHE: ({ clip_limit, tile_grid_size }) =>
    one('clahe', { clip: Array.isArray(clip_limit) ? clip_limit : [1, clip_limit], tiles: tile_grid_size[0] }),
  ChannelShuffle: () => one('channelShuffle', { order: 'any' }),
  ChannelDropout: ({ channel_drop_range, fill }) =>
    one('channelDropout', { count: channel_drop_range, level: (Number(fill) || 0) / 255 }),
  GaussianBlur: ({ sigma_limit }) => one('blur', { sigma: ends(sigma_limit, (s) => s / side) }, shorterSide),
  Blur: ({ blur_limit }) => one('blur', { sigma: ends(blur_limit, (k) => k / Math.sqrt(12) / side) }, shorterSide),
  MotionBlur: ({ blur_limit, angle_range }) =>
    one(
      'motionBlur',
      { length: ends(blur_limit, (l) => l / side), ...(angle_range && { degrees: halfTurn(range(angle_range)) }) },
      shorterSide,
    ),
  MedianBlur: ({ blur_limit }) =>
    one('medianBlur', { radius: ends(blur_limit, (k) => (k - 1) / 2 / side) }, shorterSide),
  Defocus: ({ radius }) => one('defocus', { radius: ends(radius, (r) => r / side) }, shorterSide),
  GlassBlur: ({ max_delta, iterations }) =>
    one('glassBlur', { reach: [max_delta / side, max_delta / side], rounds: iterations }, shorterSide),
  Sharpen: ({ alpha }) => one('sharpen', { amount: range(alpha) }, 'another kernel here'),
  GaussNoise: ({ std_range }) => one('noise', { sigma: ends(std_range, (s) => s * 255) }),
  ISONoise: () => one('isoNoise', {}, weather),
  ShotNoise: () => one('shotNoise', {}, weather),
  MultiplicativeNoise: ({ multiplier }) =>
    one('multiplicativeNoise', {
      spread: ends([0, Math.max(...range(multiplier).map((m) => Math.abs(m - 1)))], (s) => s),
    }),
  SaltAndPepper: ({ amount }) => one('saltPepper', { amount: range(amount) }),
  Downscale: ({ scale_range }) => one('downscale', { scale: range(scale_range) }),
  ImageCompression: ({ compression_type, quality_range }) =>
    one('compress', { format: compression_type === 'webp' ? 'webp' : 'jpeg', quality: range(quality_range) }),
  CoarseDropout: ({ num_holes_range, hole_height_range, hole_width_range, fill }) =>
    one(
      'erase',
      {
        count: range(num_holes_range),
        area: areas(hole_height_range, hole_width_range),
        ...(typeof fill === 'string' ? { content: 'noise' } : { content: 'color', fill: colorOf(fill) }),
      },
      'one area here, its height and width there',
    ),
  GridDropout: ({ ratio }) => one('gridErase', { ratio: [ratio, ratio] }),
  RandomShadow: () => one('shadow', {}, weather),
  RandomFog: () => one('fog', {}, weather),
  RandomRain: () => one('rain', {}, weather),
  RandomSnow: () => one('snow', {}, weather),
  RandomSunFlare: () => one('sunFlare', {}, weather),
  Normalize: () => loaders,
  ToTensorV2: () => loaders,
  ToFloat: () => loaders,
  FromFloat: () => loaders,
  RandomCrop: () => bySize,
  CenterCrop: () => bySize,
  PadIfNeeded: () => bySize,
  LongestMaxSize: () => bySize,
  SmallestMaxSize: () => bySize,
  HistogramMatching: () => ({ missing: 'takes its pictures from the program: add Match colours with a folder' }),
  FDA: () => ({ missing: 'takes its pictures from the program: add Fourier adaptation with a folder' }),
  NoOp: () => ({ steps: [] }),
};
