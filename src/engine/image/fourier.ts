import { sinCosDegrees } from '../../core/exact';
import { boxOf, colorChannels, coverMatrix, fullScale, type Raster } from '../../core/image';
import { adaptOnGrid, coarseGrid } from './fourier-grid';
import { shown } from './mix';
import { shapedAs } from './raster';
import { changes, type Spectrum } from './spectrum';

/**
 * Fourier domain adaptation (Yang and Soatto 2020): amplitudes of the lowest frequencies, up to `beta` times the shorter
 * side, become the target's, and phases stay; the target is scaled to cover. Only these frequencies are worked out: by
 * their sums, or, where these would take long, on a coarse grid. Writes into the picture; alpha stays.
 */
export function adaptFourier(picture: Raster, other: Raster, beta: number): void {
  const { width, height } = picture;
  const most = Math.floor(Math.min(width, height) * beta);
  const grid = width * height * most > summed ? coarseGrid(picture, most) : undefined;
  if (grid) adaptOnGrid(grid, picture, shapedAs(other, picture), most);
  else adaptBySums(picture, other, most);
}

function adaptBySums(picture: Raster, other: Raster, most: number): void {
  const { width, height, channels, data } = picture;
  const target = shown(shapedAs(other, picture), coverMatrix(other, boxOf(picture)), picture);
  const [across, down] = [wave(width, most), wave(height, most)];
  const full = fullScale(picture);
  for (let c = 0; c < colorChannels(channels); c++) {
    const change = changes(lowest(picture, c, most, across, down), lowest(target, c, most, across, down));
    const added = backFrom(change, picture, most, across, down);
    for (let i = 0, p = c; i < added.length; i++, p += channels) {
      data[p] = Math.min(full, Math.max(0, Math.floor(data[p]! + added[i]! + 0.5)));
    }
  }
}

/** Products of pixels and frequencies that are summed in a tenth of a second. */
const summed = 4e6;

interface Wave {
  readonly sin: Float64Array;
  readonly cos: Float64Array;
}
/** sin and cos of 2π · k · x / n, for k up to `most`: at [k · n + x]. */
function wave(n: number, most: number): Wave {
  const turn = Array.from({ length: n }, (_, i) => sinCosDegrees((360 * i) / n));
  const at = (part: 0 | 1) =>
    Float64Array.from({ length: (most + 1) * n }, (_, i) => turn[(Math.floor(i / n) * (i % n)) % n]![part]);
  return { sin: at(0), cos: at(1) };
}

/** The spectrum of the real values of a channel, whose other half is its mirror image: across first, then down. */
function lowest({ width, height, channels, data }: Raster, c: number, most: number, x: Wave, y: Wave): Spectrum {
  const columns = most + 1;
  const [rowReal, rowImaginary] = [new Float64Array(height * columns), new Float64Array(height * columns)];
  for (let v = 0; v < height; v++) {
    for (let k = 0; k < columns; k++) {
      let [re, im] = [0, 0];
      for (let u = 0, p = v * width * channels + c, w = k * width; u < width; u++, p += channels, w++) {
        re += data[p]! * x.cos[w]!;
        im -= data[p]! * x.sin[w]!;
      }
      rowReal[v * columns + k] = re;
      rowImaginary[v * columns + k] = im;
    }
  }
  const rows = 2 * most + 1;
  const [real, imaginary] = [new Float64Array(rows * columns), new Float64Array(rows * columns)];
  for (let row = 0; row < rows; row++) {
    const [base, sign] = [Math.abs(row - most) * height, row < most ? -1 : 1];
    for (let v = 0; v < height; v++) {
      const [cos, sin] = [y.cos[base + v]!, sign * y.sin[base + v]!];
      for (let k = 0; k < columns; k++) {
        const [re, im] = [rowReal[v * columns + k]!, rowImaginary[v * columns + k]!];
        real[row * columns + k]! += re * cos + im * sin;
        imaginary[row * columns + k]! += im * cos - re * sin;
      }
    }
  }
  return { real, imaginary };
}

/** The picture of a spectrum: down first, then across; frequencies above 0 count twice, for their mirror images. */
function backFrom(
  { real, imaginary }: Spectrum,
  { width, height }: Raster,
  most: number,
  x: Wave,
  y: Wave,
): Float64Array {
  const columns = most + 1;
  const to = new Float64Array(width * height);
  const [re, im] = [new Float64Array(columns), new Float64Array(columns)];
  for (let v = 0; v < height; v++) {
    re.fill(0);
    im.fill(0);
    for (let row = 0; row <= 2 * most; row++) {
      const [at, sign] = [Math.abs(row - most) * height + v, row < most ? -1 : 1];
      const [cos, sin] = [y.cos[at]!, sign * y.sin[at]!];
      for (let k = 0; k < columns; k++) {
        const [a, b] = [real[row * columns + k]!, imaginary[row * columns + k]!];
        re[k] = re[k]! + a * cos - b * sin;
        im[k] = im[k]! + a * sin + b * cos;
      }
    }
    for (let k = 0; k < columns; k++) {
      const share = (k === 0 ? 1 : 2) / (width * height);
      for (let u = 0, w = k * width; u < width; u++, w++) {
        to[v * width + u]! += share * (re[k]! * x.cos[w]! - im[k]! * x.sin[w]!);
      }
    }
  }
  return to;
}
