import type { Raster } from '../../core/image';
import { randomFor } from '../../core/random';

/** Each pixel changes places with one at most `reach` columns and rows away, row by row. Writes into the raster. */
export function scatter({ data, width, height, channels }: Raster, reach: number, rounds: number, seed: number): void {
  const random = randomFor('scatter', seed);
  const side = 2 * reach + 1;
  for (let round = 0; round < rounds; round++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const drawn = random.seed();
        const column = Math.min(width - 1, Math.max(0, x + ((drawn >>> 16) % side) - reach));
        const row = Math.min(height - 1, Math.max(0, y + ((drawn & 0xffff) % side) - reach));
        let [p, q] = [(y * width + x) * channels, (row * width + column) * channels];
        for (let c = 0; c < channels; c++, p++, q++) {
          const kept = data[p]!;
          data[p] = data[q]!;
          data[q] = kept;
        }
      }
    }
  }
}
