import { luma } from './colors';
import { power } from './exact';
import type { Color } from './parameters';

/** Chromaticity of a black body, 1667 to 25000 K, by cubic splines (Kim et al. 2002). */
export function planckian(kelvin: number): readonly [x: number, y: number] {
  const t = 1000 / kelvin;
  const x =
    kelvin <= 4000
      ? ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.17991
      : ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.24039;
  const y =
    kelvin <= 2222
      ? ((-1.1063814 * x - 1.3481102) * x + 2.18555832) * x - 0.20219683
      : kelvin <= 4000
        ? ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
        : ((3.081758 * x - 5.8733867) * x + 3.75112997) * x - 0.37001483;
  return [x, y];
}

/** Light of this chromaticity as linear red, green and blue of sRGB, none below 0. */
function linearRgb(kelvin: number): Color {
  const [x, y] = planckian(kelvin);
  const [X, Y, Z] = [x / y, 1, (1 - x - y) / y];
  const rgb = [
    3.2404542 * X - 1.5371385 * Y - 0.4985314 * Z,
    -0.969266 * X + 1.8760108 * Y + 0.041556 * Z,
    0.0556434 * X - 0.2040259 * Y + 1.0572252 * Z,
  ];
  return rgb.map((v) => Math.max(0, v)) as unknown as Color;
}

/** What the stored values of a picture under `from` are multiplied by under another light; gray keeps its lightness. */
export function lightOf(kelvin: number, from: number): Color {
  const [to, was] = [linearRgb(kelvin), linearRgb(from)];
  const gains = to.map((v, c) => (v > 0 ? power(v / was[c]!, 1 / 2.2) : 0)); // values are stored as powers of light
  const gray = gains.reduce((sum, gain, c) => sum + gain * luma[c]!, 0);
  return gains.map((gain) => gain / gray) as unknown as Color;
}
