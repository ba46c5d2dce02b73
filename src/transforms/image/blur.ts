import { softening } from '../../core/alike';
import { imageTransform } from '../../core/image';

/** Softens the picture with a gaussian. */
export const blur = imageTransform({
  ...softening,
  id: 'image.blur',
  summary: 'Softens the picture, as a lens that is a little out of focus does. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'Albumentations GaussianBlur, torchvision v2 GaussianBlur',
  aliases: ['GaussianBlur', 'Blur', 'soften', 'smooth', 'AverageBlur', 'BoxBlur'],
  compile({ sigma }, { width, height }) {
    return sigma === 0 ? [] : [{ kind: 'blur', sigma: sigma * Math.min(width, height) }];
  },
});
