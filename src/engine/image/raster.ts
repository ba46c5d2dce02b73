import type { Size } from '../../core/geometry';
import { colorChannels, fullScale, type Raster } from '../../core/image';
import type { Color } from '../../core/parameters';

/** A black (and with alpha, clear) picture of the same kind: channels and depth. */
export function blank({ width, height }: Size, like: Pick<Raster, 'channels' | 'data'>): Raster {
  const samples = width * height * like.channels;
  const data = like.data instanceof Uint16Array ? new Uint16Array(samples) : new Uint8Array(samples);
  return { width, height, channels: like.channels, data };
}

export const copyOf = (raster: Raster): Raster => ({ ...raster, data: raster.data.slice() });

export const isDeep = (raster: Pick<Raster, 'data'>): boolean => raster.data instanceof Uint16Array;

/** Gray of a colour, Rec. 601, as JPEG and Pillow's `convert('L')` have it. */
export const gray = (red: number, green: number, blue: number): number =>
  Math.floor((299 * red + 587 * green + 114 * blue + 500) / 1000);

/** A colour of 0 to 255 as samples of this raster: gray in gray pictures, opaque where there is alpha. */
export function samplesOf(color: Color, raster: Raster): readonly number[] {
  const unit = fullScale(raster) / 255;
  const [r, g, b] = color.map((v) => Math.floor(v * unit + 0.5)) as [number, number, number];
  const colors = colorChannels(raster.channels) === 3 ? [r, g, b] : [gray(r, g, b)];
  return raster.channels % 2 === 0 ? [...colors, fullScale(raster)] : colors;
}

/** The same picture with the channels and the depth of another. Added alpha is opaque; 8 bit becomes 16 by × 257. */
export function shapedAs(from: Raster, like: Pick<Raster, 'channels' | 'data'>): Raster {
  if (from.channels === like.channels && isDeep(from) === isDeep(like)) return from;
  const to = blank(from, like);
  const [given, wanted] = [colorChannels(from.channels), colorChannels(to.channels)];
  const [hasAlpha, wantsAlpha] = [from.channels > given, to.channels > wanted];
  const full = fullScale(from);
  const convert = isDeep(from) === isDeep(to) ? same : isDeep(to) ? deepen : shallow;
  for (let p = 0, q = 0; q < to.data.length; p += from.channels, q += to.channels) {
    if (given === 3 && wanted === 1) {
      to.data[q] = convert(gray(from.data[p]!, from.data[p + 1]!, from.data[p + 2]!));
    } else {
      for (let c = 0; c < wanted; c++) to.data[q + c] = convert(from.data[p + (given === 3 ? c : 0)]!);
    }
    if (wantsAlpha) to.data[q + wanted] = convert(hasAlpha ? from.data[p + given]! : full);
  }
  return to;
}

const same = (v: number): number => v;
const deepen = (v: number): number => v * 257;
const shallow = (v: number): number => Math.floor((v + 128) / 257);

/**
 * Half the width and height, rounded up: each pixel the mean of the four (at an odd edge two, or one) below it, in which
 * colours count by their alpha.
 */
export function halved(from: Raster): Raster {
  const to = blank({ width: Math.ceil(from.width / 2), height: Math.ceil(from.height / 2) }, from);
  const { channels, data } = from;
  const stride = from.width * channels;
  const alpha = channels % 2 === 0 ? channels - 1 : 0;
  let q = 0;
  for (let y = 0; y < to.height; y++) {
    const down = 2 * y + 1 < from.height ? stride : 0;
    for (let x = 0; x < to.width; x++, q += channels) {
      const right = 2 * x + 1 < from.width ? channels : 0;
      const p = 2 * y * stride + 2 * x * channels;
      const four = [p, p + right, p + down, p + down + right] as const;
      const sum = alpha ? four.reduce((all, at) => all + data[at + alpha]!, 0) : 0;
      for (let c = 0; c < channels; c++) {
        const [k, l, m, n] = [data[four[0] + c]!, data[four[1] + c]!, data[four[2] + c]!, data[four[3] + c]!];
        if (c === alpha || sum === 0) to.data[q + c] = (k + l + m + n + 2) >> 2;
        else
          to.data[q + c] = Math.floor(four.reduce((all, at) => all + data[at + c]! * data[at + alpha]!, 0) / sum + 0.5);
      }
    }
  }
  return to;
}
