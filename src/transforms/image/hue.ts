import { hueMatrix } from '../../core/colors';
import { imageTransform } from '../../core/image';
import { signedWords } from '../../core/values';

type Drawn = { readonly degrees: number };

/** Turns all colours about the grey axis. */
export const hue = imageTransform({
  id: 'image.hue',
  title: 'Hue',
  summary: 'Turns all colours along the colour wheel; greys and lightness stay. Labels stay as they are.',
  family: 'Colour',
  follows: 'hue-rotate of W3C Filter Effects; for the purpose of torchvision ColorJitter(hue)',
  aliases: ['ColorJitter', 'HueSaturationValue', 'hsv_h', 'RandomHue', 'AddToHue', 'color wheel'],
  noun: 'hue',
  parameters: {
    degrees: {
      kind: 'range',
      title: 'Angle',
      help: '120° takes red to green.',
      min: -180,
      max: 180,
      slider: [-60, 60],
      step: 1,
      neutral: 0,
      unit: '°',
      default: [-20, 20],
    },
  },
  draw: ({ degrees }, random): Drawn => ({ degrees: random.between(degrees, 1) }),
  describe: ({ degrees }) => (degrees === 0 ? '' : `hue ${signedWords(degrees)}°`),
  compile: ({ degrees }) => (degrees === 0 ? [] : [{ kind: 'colors', matrix: hueMatrix(degrees) }]),
});
