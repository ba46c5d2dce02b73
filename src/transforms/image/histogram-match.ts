import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { targetFolder } from '../../core/target-folder';
import { percentWords } from '../../core/values';

type Drawn = { readonly folder: string; readonly pick: number; readonly strength: number };

/** Gives the colours of another picture. */
export const histogramMatch = imageTransform({
  id: 'image.histogramMatch',
  title: 'Match colours',
  summary: 'Gives each colour the histogram of a picture out of a folder. Labels stay as they are.',
  family: 'Colour',
  follows: 'scikit-image match_histograms, Albumentations HistogramMatching',
  aliases: ['HistogramMatching', 'match_histograms', 'domain adaptation', 'style', 'PixelDistributionAdaptation'],
  noun: 'matching of colours',
  row: 'by {strength}',
  parameters: {
    folder: targetFolder,
    strength: shareRange({ title: 'Strength', help: 'The rest stays as it was.', default: [0.5, 1] }),
  },
  draw({ folder, strength }, random): Drawn | undefined {
    const drawn = { folder, pick: random.uniform(), strength: random.between(strength, 3) };
    return folder === '' ? undefined : drawn;
  },
  describe: ({ strength }) => (strength === 0 ? '' : `colours matched by ${percentWords(strength)}`),
  compile: ({ folder, pick, strength }) => (strength === 0 ? [] : [{ kind: 'match', folder, pick, strength }]),
});
