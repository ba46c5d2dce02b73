import { type Box, colorChannels, fullScale, type ImageOperation, type Raster } from '../../core/image';
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
  const random = content === 'noise' ? randomFor('erase', seed) : undefined;
  const color = content === 'mean' ? meanOf(raster) : samplesOf(fill, raster);
  for (const box of boxes) {
    if (!random && channels === colors) {
      fillBox(raster, box, color);
      continue;
    }
    const { left, top, right, bottom } = box;
    for (let y = top; y < bottom; y++) {
      let p = (y * width + left) * channels;
      for (let x = left; x < right; x++, p += channels) {
        const bytes = random?.seed() ?? 0;
        for (let c = 0; c < colors; c++) {
          data[p + c] = random ? ((bytes >>> (8 * c)) & 255) * unit : color[c]!;
        }
      }
    }
  }
}

/** One row sample by sample, the others as copies of it. */
function fillBox({ width, channels, data }: Raster, { left, top, right, bottom }: Box, color: readonly number[]): void {
  if (left >= right) return;
  const [from, to] = [(top * width + left) * channels, (top * width + right) * channels];
  for (let p = from; p < to; p += channels) for (let c = 0; c < channels; c++) data[p + c] = color[c]!;
  for (let y = top + 1; y < bottom; y++) data.copyWithin((y * width + left) * channels, from, to);
}

function meanOf({ data, channels }: Raster): readonly number[] {
  const sums = [0, 0, 0];
  const colors = colorChannels(channels);
  for (let p = 0; p < data.length; p += channels) for (let c = 0; c < colors; c++) sums[c]! += data[p + c]!;
  return sums.map((sum) => Math.floor((sum * channels) / data.length + 0.5));
}
