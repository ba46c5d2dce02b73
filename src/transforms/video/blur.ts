import { percentWords } from '../../core/values';
import { videoTransform } from '../../core/video';

type Drawn = {
  /** Share of the shorter side. */
  readonly sigma: number;
};

/** Softens every frame with a gaussian. */
export const blur = videoTransform({
  id: 'video.blur',
  title: 'Blur',
  summary: 'Softens every frame, as a lens that is a little out of focus does. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'Albumentations GaussianBlur with one draw a clip; ffmpeg gblur',
  aliases: ['GaussianBlur', 'soften', 'smooth', 'defocus', 'gblur'],
  noun: 'blur',
  row: 'σ {sigma}',
  parameters: {
    sigma: {
      kind: 'range',
      title: 'Strength',
      help: 'Standard deviation as a share of the shorter side: 0.5 % of 400 pixels are 2.',
      min: 0,
      max: 0.1,
      slider: [0, 0.03],
      step: 0.001,
      neutral: 0,
      percent: true,
      default: [0.002, 0.008],
    },
  },
  draw: ({ sigma }, random): Drawn => ({ sigma: random.between(sigma, 5) }),
  describe: ({ sigma }) => (sigma === 0 ? '' : `blur σ ${percentWords(sigma, 2)}`),
  compile: ({ sigma }, { width, height }) =>
    sigma === 0 ? [] : [{ kind: 'blur', sigma: sigma * Math.min(width, height) }],
});
