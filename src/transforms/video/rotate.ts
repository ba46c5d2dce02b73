import { angleRange, turnedWords } from '../../core/alike';
import type { Color } from '../../core/parameters';
import { type VideoBorder, videoTransform } from '../../core/video';

type Drawn = { readonly degrees: number; readonly border: VideoBorder; readonly fill?: Color };

/** Turns every frame about its centre; the size stays. */
export const rotate = videoTransform({
  id: 'video.rotate',
  title: 'Rotate',
  summary: 'Turns every frame of the clip by the same angle about its centre. Boxes turn with it.',
  family: 'Geometry',
  follows: 'Albumentations Rotate with one draw a clip; ffmpeg rotate, fillborders',
  aliases: ['rotation', 'RandomRotation', 'angle', 'tilt', 'Affine'],
  noun: 'rotation',
  reorients: { degrees: 'degrees' },
  parameters: {
    degrees: angleRange([-8, 8]),
    border: {
      kind: 'choice',
      title: 'Edges',
      help: 'What is seen where the turned picture does not reach.',
      options: { reflect: 'Reflect', replicate: 'Replicate', constant: 'Constant' },
      default: 'reflect',
    },
    fill: { kind: 'color', title: 'Fill', when: { border: ['constant'] }, default: [0, 0, 0] },
  },
  draw: ({ degrees, border, fill }, random): Drawn => ({
    degrees: random.between(degrees, 2),
    border,
    ...(border === 'constant' && { fill }),
  }),
  describe: ({ degrees }) => turnedWords(degrees),
  compile: ({ degrees, border, fill }) =>
    degrees === 0 ? [] : [{ kind: 'turn', degrees, border, fill: fill ?? [0, 0, 0] }],
});
