import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { targetFolder } from '../../core/target-folder';
import { percentWords } from '../../core/values';

type Drawn = { readonly folder: string; readonly pick: number; readonly beta: number };

/** Gives the light and style of another picture, and keeps its shapes. */
export const fourierDomainAdapt = imageTransform({
  id: 'image.fourierDomainAdapt',
  title: 'Fourier adaptation',
  summary:
    'Takes the coarse light and style of a picture out of a folder, and keeps the shapes. Labels stay as they are.',
  family: 'Colour',
  follows: 'Fourier domain adaptation (Yang and Soatto 2020), Albumentations FDA',
  aliases: ['FDA', 'FourierDomainAdaptation', 'domain adaptation', 'style', 'sim2real'],
  noun: 'Fourier adaptation',
  row: 'β {beta}',
  parameters: {
    folder: targetFolder,
    beta: shareRange({
      title: 'Beta',
      help: 'Frequencies up to this share of the shorter side are taken over; the paper has 1, 5 and 9 %.',
      max: 0.25,
      slider: [0, 0.1],
      step: 0.005,
      default: [0.01, 0.05],
    }),
  },
  draw({ folder, beta }, random): Drawn | undefined {
    const drawn = { folder, pick: random.uniform(), beta: random.between(beta, 4) };
    return folder === '' ? undefined : drawn;
  },
  describe: ({ beta }) => (beta === 0 ? '' : `Fourier adaptation, β ${percentWords(beta, 1)}`),
  compile: ({ folder, pick, beta }) => (beta === 0 ? [] : [{ kind: 'fourier', folder, pick, beta }]),
});
