import { type Equivalent, ends, number, type Peer, type StepValues, tuple } from './python-steps';

/** Wraps what has no chance of its own. */
const maybe = (code: string, p: number): string => (p === 1 ? code : `v2.RandomApply([${code}], p=${number(p)})`);
const jitter = (name: string, values: string, p: number): string => maybe(`v2.ColorJitter(${name}=${values})`, p);
const middle = ([low, high]: readonly [number, number]): number => (low + high) / 2;
const none = (instead: string): Equivalent => ({ missing: `no equivalent${instead}` });
const black = 'the edges are filled with one colour there';

/** torchvision.transforms.v2 (0.17 and newer; GaussianNoise and JPEG came with 0.19 and 0.18). */
export const torchvision: Peer = {
  head: [
    'import torch',
    'from torchvision.transforms import v2',
    '',
    'SIZE = (224, 224)  # height and width: RandomResizedCrop needs one size for all pictures',
    '',
    'transform = v2.Compose([',
    '    v2.ToImage(),',
  ],
  tail: ['    v2.ToDtype(torch.float32, scale=True),', '])'],
  oneOf: (children, weights, p) => maybe(`v2.RandomChoice([${children.join(', ')}], p=${shares(weights)})`, p),
  someOf: () => ({ missing: 'some of several: no equivalent; v2.RandomOrder with v2.RandomApply comes near' }),
  steps: {
    'image.flip': ({ axis }, p) => {
      const word = (name: string, chance: number) => `v2.Random${name}Flip(p=${number(chance)})`;
      if (axis !== 'either') return { code: word(axis === 'horizontal' ? 'Horizontal' : 'Vertical', p) };
      return { code: maybe(`v2.RandomChoice([${word('Horizontal', 1)}, ${word('Vertical', 1)}])`, p) };
    },
    'image.rotate': ({ degrees, border }, p) => ({
      code: maybe(`v2.RandomRotation(degrees=${tuple(degrees)}, interpolation=v2.InterpolationMode.BILINEAR)`, p),
      ...(border !== 'constant' && { differs: black }),
    }),
    'image.crop': ({ scale, aspect }, p) => ({
      code: maybe(`v2.RandomResizedCrop(size=SIZE, scale=${tuple(scale)}, ratio=${tuple(aspect)}, antialias=True)`, p),
      differs: 'the shape is relative to the picture’s own here, and the size stays the source’s',
    }),
    'image.affine': (v, p) => ({
      code: maybe(
        `v2.RandomAffine(degrees=0, translate=(${number(largest(v.translateX))}, ${number(largest(v.translateY))}), scale=${tuple(v.scale)}, shear=${tuple([...v.shearX, ...v.shearY])})`,
        p,
      ),
      ...(v.border !== 'constant' && { differs: black }),
    }),
    'image.perspective': ({ distortion }, p) => ({
      code: `v2.RandomPerspective(distortion_scale=${number(Math.min(1, 2 * distortion[1]))}, p=${number(p)})`,
      differs: black,
    }),
    'image.elastic': ({ strength, points }, p) => ({
      code: maybe(
        `v2.ElasticTransform(alpha=${number((strength[1] * 400) / points)}, sigma=${number(200 / points)})`,
        p,
      ),
      differs: 'a smooth grid that never folds here, filtered noise there',
    }),
    'image.resize': ({ width, height }, p) => ({
      code: maybe(`v2.Resize(size=(${height}, ${width}), antialias=True)`, p),
    }),
    'image.colorShift': () => none(': v2.ColorJitter multiplies and turns the hue'),
    'image.brightness': ({ offset }, p) => ({
      code: jitter(
        'brightness',
        ends(offset, (o) => Math.max(0, 1 + o)),
        p,
      ),
      differs: 'adds here, multiplies there',
    }),
    'image.contrast': ({ factor }, p) => ({
      code: jitter('contrast', tuple(factor), p),
      differs: 'about mid-grey here, about the picture’s mean there',
    }),
    'image.hue': ({ degrees }, p) => ({
      code: jitter(
        'hue',
        ends(degrees, (d) => d / 360),
        p,
      ),
    }),
    'image.saturation': ({ factor }, p) => ({ code: jitter('saturation', tuple(factor), p) }),
    'image.grayscale': (_, p) => ({ code: `v2.RandomGrayscale(p=${number(p)})` }),
    'image.blur': ({ sigma }, p) => ({
      code: maybe(`v2.GaussianBlur(kernel_size=9, sigma=${ends(sigma, (s) => Math.max(0.01, s * 400))})`, p),
      differs: 'in pixels of a shorter side of 400 there, a share of each picture’s here',
    }),
    'image.sharpen': ({ amount }, p) => ({
      code: `v2.RandomAdjustSharpness(sharpness_factor=${number(1 + middle(amount))}, p=${number(p)})`,
      differs: 'one strength there',
    }),
    'image.noise': ({ sigma }, p) => ({
      code: maybe(
        `v2.Compose([v2.ToDtype(torch.float32, scale=True), v2.GaussianNoise(sigma=${number(middle(sigma) / 255)})])`,
        p,
      ),
      differs: 'one strength there, and pixels are floats from here on',
    }),
    'image.compress': ({ format, quality }, p) =>
      format === 'jpeg' ? { code: maybe(`v2.JPEG(quality=${tuple(quality)})`, p) } : none(' for WebP'),
    'image.erase': ({ count, area, content, fill }, p) => ({
      code: `v2.RandomErasing(p=${number(p)}, scale=${tuple(area)}, ratio=(0.5, 2), value=${content === 'noise' ? '"random"' : `[${(content === 'mean' ? [127, 127, 127] : (fill as number[])).join(', ')}]`})`,
      ...(count[1] > 1 && { differs: 'one area there' }),
    }),
    'image.randAugment': ({ operations, magnitude, ...v }, p) => ({
      code: maybe(`v2.RandAugment(num_ops=${whole(operations)}, magnitude=${whole(magnitude)}, ${filled(v)})`, p),
      ...differs(drawnOnce(operations, magnitude), v),
    }),
    'image.trivialAugment': ({ strength, ...v }, p) => ({
      code: maybe(`v2.TrivialAugmentWide(${filled(v)})`, p),
      ...differs(strength[0] === 0 && strength[1] === 1 ? undefined : 'of any strength there', v),
    }),
    'image.autoAugment': ({ policy, ...v }, p) => ({
      code: maybe(`v2.AutoAugment(policy=v2.AutoAugmentPolicy.${policy.toUpperCase()}, ${filled(v)})`, p),
      ...differs(undefined, v),
    }),
    'image.augMix': ({ share, alpha, chains, depth, severity, changes, ...v }, p) => {
      const [low, high] = depth;
      const chain = low === 1 && high === 3 ? -1 : whole(depth); // −1 draws from 1 to 3
      const notes = [
        ...(share[0] === 0 && share[1] === 1 ? [] : ['any share of the copies there']),
        ...(chain < 0 || low === high ? [] : ['one length of the chains there']),
        ...(changes === 'all' ? [] : ['colours and places there']),
      ];
      return {
        code: maybe(
          `v2.AugMix(severity=${Math.round(severity)}, mixture_width=${chains}, chain_depth=${chain}, alpha=${number(alpha)}, all_ops=False, ${filled(v)})`,
          p,
        ),
        ...differs(notes.length > 0 ? notes.join('; ') : undefined, v),
      };
    },
    'image.histogramMatch': () => none(': skimage.exposure.match_histograms in v2.Lambda'),
    'image.fourierDomainAdapt': () => none(': swap low amplitudes of torch.fft.fft2 in v2.Lambda'),
    'image.copyPaste': () => none(' for one sample: SimpleCopyPaste of torchvision’s references/detection on batches'),
    'image.mixup': ({ alpha }) =>
      none(` for one sample: v2.MixUp(num_classes=…, alpha=${number(alpha || 1)}) on batches`),
    'image.cutmix': () => none(' for one sample: v2.CutMix(num_classes=…) on batches'),
  },
};

const largest = ([low, high]: readonly [number, number]): number =>
  Math.min(1, Math.max(Math.abs(low), Math.abs(high)));

const whole = (range: readonly [number, number]): number => Math.round(middle(range));
/** Bilinear as here; reflected and repeated edges are not known there. */
const filled = ({ fill }: StepValues): string => `interpolation=v2.InterpolationMode.BILINEAR, fill=${tuple(fill)}`;
const drawnOnce = (...ranges: readonly (readonly [number, number])[]): string | undefined =>
  ranges.some(([low, high]) => low !== high) ? 'one number and strength there' : undefined;
const differs = (note: string | undefined, { border }: StepValues): { readonly differs?: string } => {
  const notes = [...(note === undefined ? [] : [note]), ...(border === 'constant' ? [] : [black])];
  return notes.length > 0 ? { differs: notes.join('; ') } : {};
};

const shares = (weights: readonly number[]): string => {
  const sum = weights.reduce((a, b) => a + b, 0);
  return `[${weights.map((w) => number(w / sum)).join(', ')}]`;
};
