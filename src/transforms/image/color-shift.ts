import { levelsRange } from '../../core/alike';
import { imageTransform } from '../../core/image';
import { signedWords } from '../../core/values';

type Drawn = { readonly red: number; readonly green: number; readonly blue: number };

const levels = (title: string) => levelsRange(title, [-20, 20]);

/** Adds an own offset to each of red, green and blue. */
export const colorShift = imageTransform({
  id: 'image.colorShift',
  title: 'Colour shift',
  summary: 'Adds an own offset to red, green and blue, as another light or camera would. Labels stay as they are.',
  family: 'Colour',
  follows: 'Albumentations RGBShift',
  aliases: ['color shift', 'RGBShift', 'ColorJitter', 'tint', 'hue', 'AddToHueAndSaturation', 'white balance'],
  noun: 'colour shift',
  row: '{red,green,blue}',
  parameters: { red: levels('Red'), green: levels('Green'), blue: levels('Blue') },
  draw({ red, green, blue }, random): Drawn {
    return { red: random.between(red, 1), green: random.between(green, 1), blue: random.between(blue, 1) };
  },
  describe(drawn) {
    const words = [drawn.red, drawn.green, drawn.blue].map((v) => signedWords(v));
    return words.every((w) => w === '0') ? '' : `colour ${words.join(' ')}`;
  },
  compile({ red, green, blue }) {
    if (red === 0 && green === 0 && blue === 0) return [];
    return [{ kind: 'linear', gain: [1, 1, 1], bias: [red / 255, green / 255, blue / 255] }];
  },
});
