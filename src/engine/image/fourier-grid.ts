import { sinCosDegrees } from '../../core/exact';
import type { Size } from '../../core/geometry';
import { type Box, boxOf, colorChannels, fullScale, type Raster } from '../../core/image';
import { fourier, powerOfTwo } from '../audio/fourier';
import { spans } from './spans';
import { changes, type Spectrum } from './spectrum';

/**
 * A grid on which frequencies up to `most` are worked out nearly as well as on the picture: powers of two, four points a
 * wave where the picture has as many. Undefined where it has not even two.
 */
export function coarseGrid({ width, height }: Size, most: number): Size | undefined {
  const side = (whole: number) => {
    let points = powerOfTwo(Math.max(64, 4 * most));
    while (points > whole) points /= 2;
    return points;
  };
  const grid = { width: side(width), height: side(height) };
  return Math.min(grid.width, grid.height) > 2 * most ? grid : undefined;
}

/** Fourier domain adaptation by a grid: to it by means, and back evenly between its points. Writes into the picture. */
export function adaptOnGrid(grid: Size, picture: Raster, other: Raster, most: number): void {
  const colors = colorChannels(picture.channels);
  const [own, target] = [averages(picture, boxOf(picture), grid), averages(other, covering(other, picture), grid)];
  const added = Array.from({ length: colors }, (_, c) => {
    const [re, im] = [own[c]!, target[c]!]; // both at once: one as the real part, one as the imaginary
    transform(re, im, grid, most, 'forward');
    const change = changes(spectrumOf(re, im, grid, most, 'real'), spectrumOf(re, im, grid, most, 'imaginary'));
    fill(re, im, grid, change, most);
    transform(re, im, grid, most, 'inverse');
    return re;
  });
  addTo(picture, added, grid);
}

/** The middle part of a picture that covers a frame, in whole pixels. */
function covering({ width, height }: Size, frame: Size): Box {
  const by = Math.max(frame.width / width, frame.height / height);
  const [wide, high] = [frame.width / by, frame.height / by].map((side) => Math.max(1, Math.round(side)));
  const [left, top] = [Math.max(0, Math.round((width - wide!) / 2)), Math.max(0, Math.round((height - high!) / 2))];
  return { left, top, right: Math.min(width, left + wide!), bottom: Math.min(height, top + high!) };
}

/** The mean of what each point of the grid covers, for each colour. */
function averages({ width, channels, data }: Raster, part: Box, grid: Size): readonly Float64Array[] {
  const columns = spans(part.right - part.left, grid.width);
  const rows = spans(part.bottom - part.top, grid.height);
  const colors = Array.from({ length: colorChannels(channels) }, () => new Float64Array(grid.width * grid.height));
  const sums = new Float64Array((part.right - part.left) * channels);
  for (let y = 0, q = 0; y < grid.height; y++, q += grid.width) {
    sums.fill(0);
    for (const [row, share] of rows[y]!) {
      const start = ((part.top + row) * width + part.left) * channels;
      for (let i = 0; i < sums.length; i++) sums[i]! += share * data[start + i]!;
    }
    for (let x = 0; x < grid.width; x++) {
      for (const [column, share] of columns[x]!) {
        for (let c = 0; c < colors.length; c++) colors[c]![q + x]! += share * sums[column * channels + c]!;
      }
    }
  }
  return colors;
}

/** In place: all rows, and of the columns those of the frequencies up to `most`. */
function transform(
  re: Float64Array,
  im: Float64Array,
  { width, height }: Size,
  most: number,
  way: 'forward' | 'inverse',
) {
  const across = fourier(width)[way];
  const rows = () => {
    for (let at = 0; at < re.length; at += width) across(re.subarray(at, at + width), im.subarray(at, at + width));
  };
  if (way === 'forward') rows();
  const down = fourier(height)[way];
  const [a, b] = [new Float64Array(height), new Float64Array(height)];
  for (let k = -most; k <= most; k++) {
    const x = (k + width) % width;
    for (let y = 0, p = x; y < height; y++, p += width) {
      a[y] = re[p]!;
      b[y] = im[p]!;
    }
    down(a, b);
    for (let y = 0, p = x; y < height; y++, p += width) {
      re[p] = a[y]!;
      im[p] = b[y]!;
    }
  }
  if (way === 'inverse') rows();
}

/** Where a frequency and its mirror image stand. */
function placeOf(k: number, row: number, { width, height }: Size): readonly [at: number, mirrored: number] {
  const [down, up] = [(row + height) % height, (height - row) % height];
  return [down * width + k, up * width + ((width - k) % width)];
}

/** The spectrum of one of two real pictures that were transformed as one. */
function spectrumOf(
  re: Float64Array,
  im: Float64Array,
  grid: Size,
  most: number,
  part: 'real' | 'imaginary',
): Spectrum {
  const columns = most + 1;
  const [real, imaginary] = [new Float64Array(columns * (2 * most + 1)), new Float64Array(columns * (2 * most + 1))];
  for (let row = -most, i = 0; row <= most; row++) {
    for (let k = 0; k <= most; k++, i++) {
      const [p, q] = placeOf(k, row, grid);
      const own = part === 'real';
      real[i] = (own ? re[p]! + re[q]! : im[p]! + im[q]!) / 2;
      imaginary[i] = (own ? im[p]! - im[q]! : re[q]! - re[p]!) / 2;
    }
  }
  return { real, imaginary };
}

/** The spectrum of a real picture, with what means and enlarging take from its waves given back. */
function fill(re: Float64Array, im: Float64Array, grid: Size, { real, imaginary }: Spectrum, most: number): void {
  re.fill(0);
  im.fill(0);
  const [across, down] = [faded(grid.width, most), faded(grid.height, most)];
  for (let row = -most, i = 0; row <= most; row++) {
    for (let k = 0; k <= most; k++, i++) {
      const [p, q] = placeOf(k, row, grid);
      const by = across[k]! * down[Math.abs(row)]!;
      re[q] = real[i]! / by;
      im[q] = -imaginary[i]! / by;
      re[p] = re[q];
      im[p] = -im[q];
    }
  }
}

/** What is left of each wave: a mean over a point's width takes sin x / x, and going evenly between two its square. */
const faded = (points: number, most: number): readonly number[] =>
  Array.from({ length: most + 1 }, (_, k) => {
    const left = k === 0 ? 1 : sinCosDegrees((180 * k) / points)[0] / ((Math.PI * k) / points);
    return left ** 3;
  });

/** Evenly between points; beyond an edge comes the other one, as in every wave. */
function addTo({ width, height, channels, data }: Raster, added: readonly Float64Array[], grid: Size): void {
  const [columns, rows] = [between(width, grid.width), between(height, grid.height)];
  const full = fullScale({ data });
  const line = new Float64Array(grid.width);
  for (let y = 0; y < height; y++) {
    const [upper, lower, part] = [rows.a[y]! * grid.width, rows.b[y]! * grid.width, rows.share[y]!];
    for (const [c, from] of added.entries()) {
      for (let x = 0; x < line.length; x++) line[x] = from[upper + x]! + part * (from[lower + x]! - from[upper + x]!);
      for (let x = 0, p = y * width * channels + c; x < width; x++, p += channels) {
        const left = line[columns.a[x]!]!;
        const level = data[p]! + left + columns.share[x]! * (line[columns.b[x]!]! - left) + 0.5;
        data[p] = level < 0 ? 0 : level > full ? full : level; // cut off to a whole level
      }
    }
  }
}

/** For each pixel, the points on both sides, and how far it is on the way to the second. */
function between(pixels: number, points: number) {
  const [a, b, share] = [new Int32Array(pixels), new Int32Array(pixels), new Float64Array(pixels)];
  for (let i = 0; i < pixels; i++) {
    const at = ((i + 0.5) * points) / pixels - 0.5;
    const first = Math.floor(at);
    a[i] = (first + points) % points;
    b[i] = (first + 1) % points;
    share[i] = at - first;
  }
  return { a, b, share };
}
