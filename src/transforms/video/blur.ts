import { softening } from '../../core/alike';
import { videoTransform } from '../../core/video';

/** Softens every frame with a gaussian. */
export const blur = videoTransform({
  ...softening,
  id: 'video.blur',
  summary: 'Softens every frame, as a lens that is a little out of focus does. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'Albumentations GaussianBlur with one draw a clip; ffmpeg gblur',
  aliases: ['GaussianBlur', 'soften', 'smooth', 'defocus', 'gblur'],
  compile: ({ sigma }, { width, height }) =>
    sigma === 0 ? [] : [{ kind: 'blur', sigma: sigma * Math.min(width, height) }],
});
