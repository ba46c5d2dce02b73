import { openCvBorders, shorterSide, side } from './albumentations-units';
import { chance, type Equivalent, ends, number, type Peer, type StepValues, tuple } from './python-steps';

const edges = ({ border, fill }: StepValues): string =>
  `border_mode=${openCvBorders[border as keyof typeof openCvBorders].name}${border === 'constant' ? `, fill=${tuple(fill as number[])}` : ''}`;
const odd = (value: number): number => 2 * Math.round((value - 1) / 2) + 1;

const flip = ({ axis }: StepValues, p: number): Equivalent => {
  if (axis === 'either') return { code: `A.OneOf([A.HorizontalFlip(p=1), A.VerticalFlip(p=1)]${chance(p)})` };
  return { code: `A.${axis === 'horizontal' ? 'HorizontalFlip' : 'VerticalFlip'}(p=${number(p)})` };
};

/** Albumentations 2.x: https://albumentations.ai/docs/ names each class and argument. */
export const albumentations: Peer = {
  head: [
    'import albumentations as A',
    'import cv2',
    '',
    'SIZE = (224, 224)  # height and width: RandomResizedCrop needs one size for all pictures',
    '',
    'transform = A.Compose([',
  ],
  tail: ['])'],
  oneOf: (children, weights, p) =>
    `A.OneOf([${children.map((code, i) => withWeight(code, weights[i]!)).join(', ')}]${chance(p)})`,
  someOf: (children, weights, [low, high], p) => ({
    code: `A.SomeOf([${children.map((code, i) => withWeight(code, weights[i]!)).join(', ')}], n=${Math.round((low + high) / 2)}, replace=False${chance(p)})`,
    ...(low !== high && { differs: `${low} to ${high} of them here, always as many there` }),
  }),
  steps: {
    'image.flip': flip,
    'image.rotate': (v, p) => ({ code: `A.Rotate(limit=${tuple(v.degrees)}, ${edges(v)}, p=${number(p)})` }),
    'image.crop': ({ scale, aspect, resize }, p) => ({
      code: `A.RandomResizedCrop(size=SIZE, scale=${tuple(scale)}, ratio=${tuple(aspect)}${chance(p)})`,
      differs: `the shape is relative to the picture’s own here, and the size ${resize === 'source' ? 'stays the source’s' : 'is that of the cut'}`,
    }),
    'image.affine': (v, p) => ({
      code: `A.Affine(scale=${tuple(v.scale)}, translate_percent={"x": ${tuple(v.translateX)}, "y": ${tuple(v.translateY)}}, shear={"x": ${tuple(v.shearX)}, "y": ${tuple(v.shearY)}}, ${edges(v)}, p=${number(p)})`,
    }),
    'image.perspective': (v, p) => ({
      code: `A.Perspective(scale=${tuple(v.distortion)}, ${edges(v)}, p=${number(p)})`,
      differs: 'evenly drawn here, from a normal distribution there',
    }),
    'image.elastic': (v, p) => ({
      code: `A.ElasticTransform(alpha=${number((v.strength[1] * side) / v.points)}, sigma=${number(side / v.points / 2)}, ${edges(v)}, p=${number(p)})`,
      differs: 'a smooth grid that never folds here, filtered noise there',
    }),
    'image.transpose': ({ turn }, p) =>
      turn === 'diagonal'
        ? { code: `A.Transpose(p=${number(p)})` }
        : { code: `A.RandomRotate90(p=${number(p)})`, differs: 'any quarter turn there' },
    'image.resize': ({ width, height }, p) => ({ code: `A.Resize(height=${height}, width=${width}, p=${number(p)})` }),
    'image.pad': (v, p) => ({
      code: `A.CropAndPad(percent=${tuple(v.amount)}, keep_size=${v.resize === 'source' ? 'True' : 'False'}, ${edges(v)}, p=${number(p)})`,
    }),
    'image.colorShift': ({ red, green, blue }, p) => ({
      code: `A.RGBShift(r_shift_limit=${tuple(red)}, g_shift_limit=${tuple(green)}, b_shift_limit=${tuple(blue)}, p=${number(p)})`,
    }),
    'image.brightness': ({ offset }, p) => ({
      code: `A.RandomBrightnessContrast(brightness_limit=${tuple(offset)}, contrast_limit=(0, 0), p=${number(p)})`,
    }),
    'image.contrast': ({ factor }, p) => ({
      code: `A.RandomBrightnessContrast(brightness_limit=(0, 0), contrast_limit=${ends(factor, (f) => f - 1)}, p=${number(p)})`,
      differs: 'about mid-grey here, about black there',
    }),
    'image.hue': ({ degrees }, p) => ({
      code: `A.HueSaturationValue(hue_shift_limit=${ends(degrees, (d) => d / 2)}, sat_shift_limit=(0, 0), val_shift_limit=(0, 0), p=${number(p)})`,
    }),
    'image.saturation': ({ factor }, p) => ({
      code: `A.ColorJitter(brightness=(1, 1), contrast=(1, 1), saturation=${tuple(factor)}, hue=(0, 0), p=${number(p)})`,
    }),
    'image.gamma': ({ gamma }, p) => ({
      code: `A.RandomGamma(gamma_limit=${ends(gamma, (g) => g * 100)}, p=${number(p)})`,
    }),
    'image.grayscale': (_, p) => ({ code: `A.ToGray(p=${number(p)})` }),
    'image.blur': ({ sigma }, p) => ({
      code: `A.GaussianBlur(blur_limit=0, sigma_limit=${ends(sigma, (s) => s * side)}, p=${number(p)})`,
      differs: shorterSide,
    }),
    'image.motionBlur': ({ length, degrees }, p) => ({
      code: `A.MotionBlur(blur_limit=${ends(length, (l) => Math.max(3, odd(l * side)))}, angle_range=${tuple(degrees)}, p=${number(p)})`,
      differs: shorterSide,
    }),
    'image.sharpen': ({ amount }, p) => ({
      code: `A.Sharpen(alpha=${ends(amount, (a) => Math.min(1, a))}, lightness=(1, 1), p=${number(p)})`,
      differs: 'another kernel there',
    }),
    'image.downscale': ({ scale }, p) => ({ code: `A.Downscale(scale_range=${tuple(scale)}, p=${number(p)})` }),
    'image.noise': ({ sigma }, p) => ({
      code: `A.GaussNoise(std_range=${ends(sigma, (s) => s / 255)}, p=${number(p)})`,
    }),
    'image.compress': ({ format, quality }, p) => ({
      code: `A.ImageCompression(compression_type="${format}", quality_range=${tuple(quality)}, p=${number(p)})`,
    }),
    'image.erase': ({ count, area, content, fill }, p) => ({
      code: `A.CoarseDropout(num_holes_range=${tuple(count)}, hole_height_range=${ends(area, Math.sqrt)}, hole_width_range=${ends(area, Math.sqrt)}, fill=${content === 'noise' ? '"random_uniform"' : tuple(content === 'mean' ? [127, 127, 127] : fill)}, p=${number(p)})`,
      ...(content === 'mean' && { differs: 'the mean of each picture here, mid-grey there' }),
    }),
    'image.histogramMatch': ({ strength }, p) => ({
      code: `A.HistogramMatching(blend_ratio=${tuple(strength)}, metadata_key="hm_metadata", p=${number(p)})`,
      differs: 'pictures of the folder as a list there: transform(image=…, hm_metadata=[…]), from 2.0.6 on',
    }),
    'image.fourierDomainAdapt': ({ beta }, p) => ({
      code: `A.FDA(beta_limit=${tuple(beta)}, metadata_key="fda_metadata", p=${number(p)})`,
      differs: 'pictures of the folder as a list there: transform(image=…, fda_metadata=[…]), from 2.0.6 on',
    }),
    'image.randAugment': () => ({
      missing: 'no equivalent: torchvision’s v2.RandAugment, or A.SomeOf of its operations',
    }),
    'image.trivialAugment': () => ({ missing: 'no equivalent: torchvision’s v2.TrivialAugmentWide' }),
    'image.autoAugment': () => ({ missing: 'no equivalent: torchvision’s v2.AutoAugment' }),
    'image.augMix': () => ({ missing: 'no equivalent: torchvision’s v2.AugMix' }),
    'image.copyPaste': ({ scale, edge }, p) => ({
      missing: `A.CopyAndPaste(blend_mode=${edge[1] > 0 ? '"gaussian"' : '"hard"'}, scale_range=${tuple(scale)}, p=${number(p)}) of AlbumentationsX 2.2 takes the objects as copy_paste_metadata of each call`,
    }),
    'image.mixup': () => ({ missing: 'mixes two samples: do it in the batch, e.g. with torchvision’s v2.MixUp' }),
    'image.cutmix': () => ({ missing: 'mixes two samples: do it in the batch, e.g. with torchvision’s v2.CutMix' }),
    'image.mosaic': () => ({ missing: 'A.Mosaic takes the other pictures as metadata of each call' }),
  },
};

/** In a group the peers' own chance is the weight. */
const withWeight = (code: string, weight: number): string =>
  /\bp=[\d.]+\)$/.test(code)
    ? code.replace(/p=[\d.]+\)$/, `p=${number(weight)})`)
    : code.replace(/\)$/, `, p=${number(weight)})`);
