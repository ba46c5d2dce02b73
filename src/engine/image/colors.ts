import type { Matrix } from '../../core/geometry';
import { colorChannels, fullScale, type Raster } from '../../core/image';

/** Colours by 3 × 3 matrices, one after the other: each clamps, only the last one rounds. Writes into the raster. */
export function applyColors(raster: Raster, matrices: readonly Matrix[]): void {
  const full = fullScale(raster);
  const { data, channels } = raster;
  const clamp = (v: number) => (v < 0 ? 0 : v > full ? full : v);
  if (colorChannels(channels) === 1) {
    const gains = matrices.map((m) => m.reduce((sum, v) => sum + v, 0) / 3);
    for (let p = 0; p < data.length; p += channels) {
      let gray = data[p]!;
      for (const gain of gains) gray = clamp(gray * gain);
      data[p] = gray + 0.5;
    }
    return;
  }
  for (let p = 0; p < data.length; p += channels) {
    let [red, green, blue] = [data[p]!, data[p + 1]!, data[p + 2]!];
    for (const [a, b, c, d, e, f, g, h, i] of matrices) {
      const [r, s, t] = [red, green, blue];
      red = clamp(a * r + b * s + c * t);
      green = clamp(d * r + e * s + f * t);
      blue = clamp(g * r + h * s + i * t);
    }
    data[p] = red + 0.5;
    data[p + 1] = green + 0.5;
    data[p + 2] = blue + 0.5;
  }
}
