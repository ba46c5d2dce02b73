import { sinCosDegrees } from '../../core/exact';
import type { Color } from '../../core/parameters';
import { goldenShare, type VideoOperation, type VideoShape } from '../../core/video';

/**
 * The filters of ffmpeg that an operation is, for a clip of a shape, as a chain in the language of its graphs. `n` names
 * its inner links. `full`: its values use the full scale of 0 to 255. Every chain begins with frame 0 at time 0, and
 * leaves as many frames as `videoTime` says.
 */
export function filterOf(operation: VideoOperation, shape: VideoShape, n: string, full: boolean): string {
  const { width, height, frames, fps } = shape;
  switch (operation.kind) {
    case 'shift':
      return shiftChain(operation.by, operation.edge, frames, n);
    case 'speed':
      return `settb=1/720000,setpts='round(PTS*${operation.frames}/${frames})',${evenTimes(fps, operation.frames)}`;
    case 'reverse':
      return 'reverse';
    case 'drop':
      // frame 0 stays: there is none before it
      return `select='not(n)+gte(mod(n*n*${goldenShare}+${operation.phase},1),${operation.share})',${evenTimes(fps, frames)}`;
    case 'mirror':
      return operation.axis === 'horizontal' ? 'hflip' : 'vflip';
    case 'turn':
      return turnChain(operation, shape);
    case 'crop': {
      const { left, top, right, bottom } = operation.window;
      return `crop=${right - left}:${bottom - top}:${left}:${top},scale=${width}:${height}:flags=bicubic`;
    }
    case 'erase':
      return operation.boxes
        .map(
          ({ left, top, right, bottom }) =>
            `drawbox=x=${left}:y=${top}:w=${right - left}:h=${bottom - top}:color=${hex(operation.fill)}:t=fill`,
        )
        .join(',');
    case 'blur':
      return `gblur=sigma=${operation.sigma.toFixed(4)}:steps=2`;
    case 'noise': {
      const [own, half] = [noiseStrength(operation.sigma), noiseStrength(operation.sigma / 2)];
      const seed = operation.seed % 2 ** 30;
      const plane = (c: number, strength: number) => `c${c}_seed=${seed + c}:c${c}s=${strength}:c${c}f=t`;
      return `noise=${[plane(0, own), plane(1, half), plane(2, half)].join(':')}`;
    }
    case 'color':
      return colorTable(operation, full);
    case 'quality':
      return '';
  }
}

/** The filters that operations need, for the check before a run. */
export const filterNames = (chain: string): readonly string[] => [
  ...new Set([...chain.replace(/'[^']*'/g, '').matchAll(/(?:^|[,;\]])([a-z]\w*)/g)].map(([, name]) => name!)),
];

/** So many frames at a rate, from time 0 on: gaps show the frame before, the last one stays. */
export const evenTimes = (fps: number, frames: number): string =>
  `fps=${rateText(fps)}:start_time=0,tpad=stop=${frames}:stop_mode=clone,trim=end_frame=${frames}`;

/** 29.97… is 30000/1001 to ffmpeg. */
export function rateText(fps: number): string {
  const thousandths = fps * 1001;
  return Number.isInteger(fps) || Math.abs(thousandths - Math.round(thousandths)) > 1e-6
    ? String(fps)
    : `${Math.round(thousandths)}/1001`;
}

function shiftChain(by: number, edge: 'hold' | 'loop' | 'black', frames: number, n: string): string {
  const start = 'setpts=PTS-STARTPTS';
  if (edge === 'loop') {
    const cut = frames - (((by % frames) + frames) % frames);
    return `split[${n}a][${n}b];[${n}a]trim=start_frame=${cut},${start}[${n}c];[${n}b]trim=end_frame=${cut}[${n}d];[${n}c][${n}d]concat`;
  }
  const [first, last] = edge === 'hold' ? ['start_mode=clone', 'stop_mode=clone'] : ['color=black', 'color=black'];
  if (by > 0) return `tpad=start=${Math.min(by, frames)}:${first},trim=end_frame=${frames}`;
  const left = Math.min(-by, edge === 'hold' ? frames - 1 : frames); // the last frame is what is held
  if (left === frames) return `drawbox=color=black:t=fill`;
  return `trim=start_frame=${left},${start},tpad=stop=${left}:${last}`;
}

function turnChain(
  { degrees, border, fill }: VideoOperation & { kind: 'turn' },
  { width, height }: VideoShape,
): string {
  const turn = `rotate=a=${(-degrees * Math.PI) / 180}`;
  if (border === 'constant') return `${turn}:c=${hex(fill)}`;
  const [sin, cos] = sinCosDegrees(degrees).map(Math.abs) as [number, number];
  const beyond = (along: number, across: number) => 2 * Math.ceil((along * cos + across * sin - along) / 4 + 1);
  const [x, y] = [Math.max(0, beyond(width, height)), Math.max(0, beyond(height, width))];
  const reflects = border === 'reflect' && x < width && y < height; // a mirror image is no larger than its picture
  const borders = `fillborders=left=${x}:right=${x}:top=${y}:bottom=${y}:mode=${reflects ? 'mirror' : 'smear'}`;
  return `pad=${width + 2 * x}:${height + 2 * y}:${x}:${y},${borders},${turn},crop=${width}:${height}:${x}:${y}`;
}

/**
 * The whole strength at which ffmpeg's noise has this standard deviation: it draws strength / √3 · a normal value, and
 * cuts its fraction off.
 */
export function noiseStrength(sigma: number): number {
  const got = (strength: number) =>
    Math.sqrt(Math.max(0, strength ** 2 / 3 - 0.7979 * (strength / Math.sqrt(3)) + 1 / 3));
  let best = 0;
  for (let s = 1; s <= 100; s++) {
    if (Math.abs(got(s) - sigma) < Math.abs((best === 0 ? 0 : got(best)) - sigma)) best = s;
  }
  return best;
}

const decimals = (v: number): string => String(Math.round(v * 1e6) / 1e6);

/** All of it is one table a plane (ITU-R BT.601): light and contrast on Y, colours on U and V. */
function colorTable(
  { brightness, contrast, saturation, offset: [red, green, blue] }: VideoOperation & { kind: 'color' },
  full: boolean,
): string {
  const [dark, span, chroma] = full ? [0, 255, 255] : [16, 219, 224];
  const scaled = (levels: number, range: number) => (levels * range) / 255;
  const middle = dark + span / 2;
  const luma = brightness * span + scaled(0.299 * red + 0.587 * green + 0.114 * blue, span);
  const u = scaled(-0.168736 * red - 0.331264 * green + 0.5 * blue, chroma);
  const v = scaled(0.5 * red - 0.418688 * green - 0.081312 * blue, chroma);
  const table = (gain: number, centre: number, plus: number, low: number, high: number) =>
    `'clip((val-${decimals(centre)})*${decimals(gain)}+${decimals(centre + plus + 0.5)},${low},${high})'`;
  const [low, high] = full ? [0, 255] : [16, 240];
  const colours = (plus: number) => table(saturation * contrast, 128, plus, low, high);
  return `lutyuv=y=${table(contrast, middle, luma, dark, dark + span)}:u=${colours(u)}:v=${colours(v)}`;
}

const hex = (color: Color): string => `0x${color.map((v) => Math.round(v).toString(16).padStart(2, '0')).join('')}`;
