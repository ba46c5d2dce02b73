import { levelsRange } from '../../core/alike';
import { signedPercentWords, signedWords } from '../../core/values';
import { videoTransform } from '../../core/video';

type Drawn = {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
};

const factor = (title: string, help: string, range: readonly [number, number]) =>
  ({
    kind: 'range',
    title,
    help,
    min: 0,
    max: 3,
    slider: [0.5, 1.5],
    step: 0.01,
    neutral: 1,
    prefix: '×',
    default: range,
  }) as const;
const levels = (title: string) => levelsRange(title, [-8, 8]);

/** Changes light and colours evenly over the whole clip. */
export const color = videoTransform({
  id: 'video.color',
  title: 'Colour',
  summary: 'Changes brightness, contrast, saturation and tint, evenly over the whole clip. Labels stay as they are.',
  family: 'Colour',
  follows: 'torchvision ColorJitter and Albumentations RGBShift with one draw a clip; ITU-R BT.601 weights',
  aliases: ['ColorJitter', 'brightness', 'contrast', 'saturation', 'RGBShift', 'tint', 'light', 'white balance'],
  noun: 'colour change',
  row: '{brightness}, {contrast}',
  parameters: {
    brightness: {
      kind: 'range',
      title: 'Brightness',
      help: 'Added to every pixel; share of full scale.',
      min: -1,
      max: 1,
      slider: [-0.4, 0.4],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [-0.1, 0.1],
    },
    contrast: factor('Contrast', 'About the middle grey.', [0.85, 1.2]),
    saturation: factor('Saturation', '0 is grey.', [0.8, 1.25]),
    red: levels('Red'),
    green: levels('Green'),
    blue: levels('Blue'),
  },
  draw: ({ brightness, contrast, saturation, red, green, blue }, random): Drawn => ({
    brightness: random.between(brightness, 4),
    contrast: random.between(contrast, 3),
    saturation: random.between(saturation, 3),
    red: random.between(red, 1),
    green: random.between(green, 1),
    blue: random.between(blue, 1),
  }),
  describe({ brightness, contrast, saturation, red, green, blue }) {
    const tint = [red, green, blue].map((v) => signedWords(v));
    return [
      brightness === 0 ? '' : `brightness ${signedPercentWords(brightness)}`,
      contrast === 1 ? '' : `contrast × ${contrast.toFixed(2)}`,
      saturation === 1 ? '' : `saturation × ${saturation.toFixed(2)}`,
      tint.every((w) => w === '0') ? '' : `colour ${tint.join(' ')}`,
    ]
      .filter((words) => words !== '')
      .join(', ');
  },
  compile({ brightness, contrast, saturation, red, green, blue }) {
    if (brightness === 0 && contrast === 1 && saturation === 1 && red === 0 && green === 0 && blue === 0) return [];
    return [{ kind: 'color', brightness, contrast, saturation, offset: [red, green, blue] }];
  },
});
