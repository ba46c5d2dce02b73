import { colorChannels, fullScale, type ImageOperation, type Raster } from '../../core/image';
import { randomFor } from '../../core/random';
import { samplesOf } from './raster';

type Erase = Extract<ImageOperation, { kind: 'erase' }>;

/**
 * Paints rectangles over: with a colour, with the mean of the whole picture, or with noise that is even over the full
 * scale, in 256 steps. Writes into the raster; alpha stays.
 */
export function eraseBoxes(raster: Raster, { boxes, content, fill, seed }: Erase): void {
  const { width, channels, data } = raster;
  const colors = colorChannels(channels);
  const unit = fullScale(raster) / 255;
  const random = randomFor('erase', seed);
  const color = content === 'mean' ? meanOf(raster) : samplesOf(fill, raster);
  for (const { left, top, right, bottom } of boxes) {
    for (let y = top; y < bottom; y++) {
      let p = (y * width + left) * channels;
      for (let x = left; x < right; x++, p += channels) {
        const bytes = content === 'noise' ? random.seed() : 0;
        for (let c = 0; c < colors; c++) {
          data[p + c] = content === 'noise' ? ((bytes >>> (8 * c)) & 255) * unit : color[c]!;
        }
      }
    }
  }
}

function meanOf({ data, channels }: Raster): readonly number[] {
  const sums = [0, 0, 0];
  const colors = colorChannels(channels);
  for (let p = 0; p < data.length; p += channels) for (let c = 0; c < colors; c++) sums[c]! += data[p + c]!;
  return sums.map((sum) => Math.floor((sum * channels) / data.length + 0.5));
}
