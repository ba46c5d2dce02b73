import { type ImageOperation, imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

/** A reflection within the lens: how far along the line from the sun through the middle, and how large. */
type Ghost = { readonly along: number; readonly radius: number; readonly tint: number };
type Drawn = {
  /** The sun, as shares of width and height. */
  readonly x: number;
  readonly y: number;
  /** Of its glow, as a share of the shorter side. */
  readonly radius: number;
  readonly strength: number;
  readonly ghosts: readonly Ghost[];
};

const most = 6;
const tints: readonly Color[] = [
  [255, 200, 140],
  [150, 255, 190],
  [150, 190, 255],
  [255, 160, 200],
];

/** Lets the sun shine into the lens. */
export const sunFlare = imageTransform({
  id: 'image.sunFlare',
  title: 'Sun flare',
  summary: 'Lets the sun shine into the lens: a glow, and reflections along a line. Labels stay as they are.',
  family: 'Weather and light',
  follows: 'Albumentations RandomSunFlare: a source of light, and discs on the line through the middle',
  aliases: ['RandomSunFlare', 'lens flare', 'glare', 'sun', 'backlight'],
  noun: 'sun flare',
  row: '{strength}',
  parameters: {
    strength: shareRange({ title: 'Strength', default: [0.6, 0.95] }),
    radius: {
      kind: 'range',
      title: 'Glow',
      help: 'Its radius as a share of the shorter side.',
      min: 0.05,
      max: 2,
      slider: [0.1, 1],
      step: 0.01,
      percent: true,
      default: [0.3, 0.7],
    },
    ghosts: {
      kind: 'range',
      title: 'Reflections',
      min: 0,
      max: most,
      slider: [0, most],
      step: 1,
      integer: true,
      unit: 'discs',
      one: 'disc',
      default: [2, 5],
    },
    area: {
      kind: 'number',
      title: 'Lower edge of the sky',
      help: 'Share of the height, from the top, in which the sun may stand.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      percent: true,
      default: 0.5,
    },
  },
  draw({ strength, radius, ghosts, area }, random): Drawn {
    const sun = { x: random.between([0, 1], 3), y: random.between([0, area], 3) };
    const all = Array.from(
      { length: most },
      (): Ghost => ({
        along: random.between([0.3, 2.1], 3),
        radius: random.between([0.015, 0.08], 4),
        tint: random.integer([0, tints.length - 1]),
      }),
    );
    return {
      ...sun,
      radius: random.between(radius, 3),
      strength: random.between(strength, 3),
      ghosts: all.slice(0, random.integer(ghosts)),
    };
  },
  describe: ({ strength }) => (strength === 0 ? '' : `sun flare ${percentWords(strength)}`),
  compile({ x, y, radius, strength, ghosts }, { width, height }) {
    if (strength === 0) return [];
    const [sunX, sunY, short] = [x * width, y * height, Math.min(width, height)];
    const discs = (px: number, py: number, share: number, core: number) =>
      ({ shape: 'discs', discs: [[px, py, share * short]], core }) as const;
    const reflections = ghosts.map(({ along, radius: size, tint }): ImageOperation => {
      const [px, py] = [sunX + along * (width / 2 - sunX), sunY + along * (height / 2 - sunY)];
      return { kind: 'overlay', overlay: discs(px, py, size, 0.85), color: tints[tint]!, opacity: 0.25 * strength };
    });
    return [
      { kind: 'overlay', overlay: discs(sunX, sunY, radius, 0), color: [255, 244, 214], opacity: strength },
      { kind: 'overlay', overlay: discs(sunX, sunY, radius / 5, 0.3), color: [255, 255, 250], opacity: strength },
      ...reflections,
    ];
  },
});
