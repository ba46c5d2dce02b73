import { openCvBorders, shorterSide, side } from '../export/albumentations-units';
import type { Range } from '../parameters';
import type { TransformStep } from '../recipe';

/** The arguments of one of Albumentations' transforms, as `A.to_dict` writes them. */
// biome-ignore lint/suspicious/noExplicitAny: each line of the table knows the arguments of its class
export type Arguments = Readonly<Record<string, any>>;

/** Our steps for one of theirs, and what differs; or why there is none. */
export type Counterpart =
  | { readonly steps: readonly TransformStep[]; readonly differs?: string }
  | { readonly missing: string };

/** [low, high] of a range, or of the number that stands for −n to n. */
const range = (value: unknown): Range =>
  Array.isArray(value) ? (value as unknown as Range) : [-Number(value), Number(value)];
const ends = (value: unknown, change: (end: number) => number): Range => {
  const [low, high] = range(value);
  const [a, b] = [change(low), change(high)];
  return a <= b ? [a, b] : [b, a];
};
const isZero = (value: unknown): boolean => value == null || range(value).every((end) => end === 0);
const isOne = (value: unknown): boolean => range(value).every((end) => end === 1);

const step = (name: string, values: object = {}): TransformStep => ({ transform: `image.${name}`, ...values });
const one = (name: string, values: object = {}, differs?: string): Counterpart => ({
  steps: [step(name, values)],
  ...(differs !== undefined && { differs }),
});

const colorOf = (fill: unknown): readonly number[] => {
  const list = Array.isArray(fill) ? fill : [fill ?? 0];
  return [0, 1, 2].map((i) => Math.round(Number(list[i] ?? list[0])) || 0);
};

function edges({ border_mode: code, fill }: Arguments): object {
  const found = Object.entries(openCvBorders).find(([, { codes }]) => codes.some((known) => known === code));
  const border = found?.[0] ?? 'constant';
  return { border, ...(border === 'constant' && { fill: colorOf(fill) }) };
}

/** Width and height there, one area here. */
const areas = (height: unknown, width: unknown): Range => {
  const share = (end: number) => (end > 1 ? end / side : end);
  const [h, w] = [ends(height, share), ends(width, share)];
  return [h[0] * w[0], h[1] * w[1]];
};

/** A line has the same direction after half a turn. */
const halfTurn = ([low, high]: Range): Range =>
  high - low >= 180 ? [-90, 90] : low >= 90 ? [low - 180, high - 180] : [low, high];

const turned = (a: Arguments, degrees: unknown): readonly TransformStep[] =>
  isZero(degrees) ? [] : [step('rotate', { degrees: range(degrees), ...edges(a) })];

const loaders = { missing: 'is for the training code, behind the files' } as const;
const bySize = { missing: 'goes by a size in pixels: use Resize, Crop or Pad' } as const;
const weather = 'other parameters there: our usual values stand';

/** Albumentations 2.x, by class. */
export const counterparts: Readonly<Record<string, (a: Arguments) => Counterpart>> = {
  HorizontalFlip: () => one('flip', { axis: 'horizontal' }),
  VerticalFlip: () => one('flip', { axis: 'vertical' }),
  Transpose: () => one('transpose', { turn: 'diagonal' }),
  RandomRotate90: () => one('transpose', { turn: 'either turn' }, 'no half turn here'),
  D4: () => one('transpose', { turn: 'any' }),
  SquareSymmetry: () => one('transpose', { turn: 'any' }),
  Rotate: (a) => one('rotate', { degrees: range(a.limit), ...edges(a) }),
  SafeRotate: (a) =>
    one('rotate', { degrees: range(a.limit), ...edges(a) }, 'corners that leave the frame are cut here'),
  RandomResizedCrop: ({ scale, ratio, size }) => ({
    steps: [
      step('crop', { scale, aspect: ratio, resize: 'source' }),
      step('resize', { width: size[1], height: size[0], fit: 'stretch' }),
    ],
    differs: 'the shape is relative to the picture’s own here',
  }),
  Resize: ({ height, width }) => one('resize', { width, height, fit: 'stretch' }),
  Affine: (a) => ({
    steps: [
      step('affine', {
        scale: range(a.scale?.x ?? a.scale ?? [1, 1]),
        translateX: range(a.translate_percent?.x ?? 0),
        translateY: range(a.translate_percent?.y ?? 0),
        shearX: range(a.shear?.x ?? 0),
        shearY: range(a.shear?.y ?? 0),
        ...edges(a),
      }),
      ...turned(a, a.rotate),
    ],
    ...(a.translate_px && { differs: 'the shift in pixels is left out' }),
  }),
  ShiftScaleRotate: (a) => ({
    steps: [
      step('affine', {
        scale: ends(a.scale_limit, (s) => 1 + s),
        translateX: range(a.shift_limit_x),
        translateY: range(a.shift_limit_y),
        shearX: [0, 0],
        shearY: [0, 0],
        ...edges(a),
      }),
      ...turned(a, a.rotate_limit),
    ],
  }),
  Perspective: (a) => one('perspective', { distortion: range(a.scale), ...edges(a) }, 'evenly drawn here'),
  ElasticTransform: (a) => {
    const points = Math.min(24, Math.max(3, Math.round(side / (2 * a.sigma))));
    const strength = (a.alpha * points) / side;
    const differs = `a smooth grid that never folds here; ${shorterSide}`;
    return one('elastic', { points, strength: [strength, strength], ...edges(a) }, differs);
  },
  GridDistortion: ({ num_steps, distort_limit, ...a }) =>
    one('gridDistortion', { cells: num_steps, strength: ends([0, range(distort_limit)[1]], Math.abs), ...edges(a) }),
  OpticalDistortion: ({ distort_limit, ...a }) =>
    one('opticalDistortion', { strength: range(distort_limit), ...edges(a) }, 'another model of the lens here'),
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
