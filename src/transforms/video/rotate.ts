import type { Color } from '../../core/parameters';
import { numberWords } from '../../core/values';
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
    degrees: {
      kind: 'range',
      title: 'Angle',
      help: 'Above 0 turns counter-clockwise.',
      min: -180,
      max: 180,
      slider: [-45, 45],
      step: 1,
      neutral: 0,
      unit: '°',
      default: [-8, 8],
    },
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
  describe: ({ degrees }) => (degrees === 0 ? '' : `rotated ${numberWords(degrees, 1)}°`),
  compile: ({ degrees, border, fill }) =>
    degrees === 0 ? [] : [{ kind: 'turn', degrees, border, fill: fill ?? [0, 0, 0] }],
});
