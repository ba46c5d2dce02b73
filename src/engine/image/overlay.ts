import type { Size } from '../../core/geometry';
import { colorChannels, type Raster } from '../../core/image';
import type { Disc, Line, Overlay } from '../../core/image-filters';
import type { Color } from '../../core/parameters';
import { clouds } from './clouds';
import { blur } from './convolve';
import { samplesOf } from './raster';

/** Lays a colour over the picture, by a mask and an opacity. Writes into the raster; alpha stays. */
export function layOver(raster: Raster, overlay: Overlay, color: Color, opacity: number): void {
  const { data, channels } = raster;
  const mask = maskOf(overlay, raster);
  const colors = colorChannels(channels);
  const samples = samplesOf(color, raster);
  for (let i = 0, p = 0; i < mask.length; i++, p += channels) {
    const share = opacity * mask[i]!;
    if (share === 0) continue;
    for (let c = 0; c < colors; c++) data[p + c] = data[p + c]! + share * (samples[c]! - data[p + c]!) + 0.5;
  }
}

/** From 0 to 1 at each pixel. */
function maskOf(overlay: Overlay, size: Size): Float32Array {
  switch (overlay.shape) {
    case 'polygon':
      return polygonMask(overlay.points, overlay.soft, size);
    case 'discs':
      return discMask(overlay.discs, overlay.core, size);
    case 'lines':
      return lineMask(overlay.lines, overlay.width, size);
    case 'clouds':
      return clouds(overlay.seed, size).map((v) => 1 - overlay.depth * (1 - v));
    case 'rim':
      return rimMask(size);
  }
}

function polygonMask(
  points: readonly (readonly [number, number])[],
  soft: number,
  { width, height }: Size,
): Float32Array {
  const sharp: Raster = { width, height, channels: 1, data: new Uint16Array(width * height) };
  for (let y = 0; y < height; y++) {
    const crossings = points.flatMap(([x0, y0], i) => {
      const [x1, y1] = points[(i + 1) % points.length]!;
      const middle = y + 0.5;
      return y0 > middle !== y1 > middle ? [x0 + ((middle - y0) * (x1 - x0)) / (y1 - y0)] : [];
    });
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const [from, to] = [Math.ceil(crossings[k]! - 0.5), Math.ceil(crossings[k + 1]! - 0.5)];
      sharp.data.fill(65535, y * width + Math.max(0, from), y * width + Math.min(width, Math.max(0, to)));
    }
  }
  return Float32Array.from(blur(sharp, soft).data, (v) => v / 65535);
}

/** Where discs meet, the stronger one counts. */
function discMask(discs: readonly Disc[], core: number, { width, height }: Size): Float32Array {
  const mask = new Float32Array(width * height);
  for (const [x, y, radius] of discs) {
    const [inner, rim] = [core * radius, Math.max(1, (1 - core) * radius)]; // a rim of a pixel, against steps
    forBox([x - inner - rim, y - inner - rim, x + inner + rim, y + inner + rim], { width, height }, (px, py, i) => {
      const distance = Math.sqrt((px - x) ** 2 + (py - y) ** 2);
      mask[i] = Math.max(mask[i]!, Math.min(1, Math.max(0, 1 - (distance - inner) / rim)));
    });
  }
  return mask;
}

function lineMask(lines: readonly Line[], width: number, size: Size): Float32Array {
  const mask = new Float32Array(size.width * size.height);
  const reach = width / 2 + 0.5;
  for (const [x0, y0, x1, y1] of lines) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const length = dx * dx + dy * dy || 1;
    const box = [
      Math.min(x0, x1) - reach,
      Math.min(y0, y1) - reach,
      Math.max(x0, x1) + reach,
      Math.max(y0, y1) + reach,
    ];
    forBox(box as [number, number, number, number], size, (px, py, i) => {
      const along = Math.min(1, Math.max(0, ((px - x0) * dx + (py - y0) * dy) / length));
      const distance = Math.sqrt((px - x0 - along * dx) ** 2 + (py - y0 - along * dy) ** 2);
      mask[i] = Math.max(mask[i]!, Math.min(1, Math.max(0, reach - distance)));
    });
  }
  return mask;
}

function rimMask({ width, height }: Size): Float32Array {
  const [x, y] = [width / 2, height / 2];
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [dx, dy] = [(i % width) + 0.5 - x, Math.floor(i / width) + 0.5 - y];
    return (dx * dx + dy * dy) / (x * x + y * y);
  });
}

/** Calls for the middle of each pixel in a box. */
function forBox(
  [left, top, right, bottom]: readonly [number, number, number, number],
  { width, height }: Size,
  visit: (x: number, y: number, index: number) => void,
): void {
  const [first, last] = [Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right))];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
    for (let x = first; x < last; x++) visit(x + 0.5, y + 0.5, y * width + x);
  }
}
