/** What ffmpeg says of a file before it decodes it. */
export interface MediaInfo {
  /** Seconds by the container; undefined where it does not know, or only guesses from the bit rate. */
  readonly duration?: number;
  /** Seconds at which the first stream begins. */
  readonly start: number;
  readonly audio?: AudioInfo;
  readonly video?: VideoInfo;
}
export interface AudioInfo {
  /** "mp3", "pcm_s16le" */
  readonly codec: string;
  readonly rate: number;
  /** "s16", "fltp" */
  readonly samples: string;
  /** Of 24-bit samples that stand in 32. */
  readonly bits?: number;
  /** kbit/s */
  readonly bitrate?: number;
}
export interface VideoInfo {
  readonly codec: string;
  /** "yuv420p", with what is said of it in brackets: "yuv420p(pc, bt709)" */
  readonly pixels: string;
  /** Pixels as stored, before a rotation. */
  readonly width: number;
  readonly height: number;
  /** Frames a second on average, and the finest that the times of its frames need. */
  readonly fps: number;
  readonly base: number;
  /** Clockwise, degrees, by which a player turns it. */
  readonly rotation: number;
  /** Width to height of a pixel: "1/1"; undefined where it is not said. */
  readonly aspect?: string;
  /** kbit/s */
  readonly bitrate?: number;
}

/** Reads the part about an input, from 0, out of what ffmpeg said. */
export function mediaInfo(said: string, n = 0): MediaInfo {
  const from = said.search(new RegExp(`^Input #${n},`, 'm'));
  const own = said.slice(n === 0 ? 0 : said.search(new RegExp(`^Input #${n - 1},`, 'm')), from);
  const ends = new RegExp(`^(?:Stream mapping|Output #0|At least one|Input #${n + 1},)`, 'm');
  const input = from < 0 ? '' : said.slice(from).split(ends)[0]!;
  const clock = /Duration: (\d+):(\d+):(\d+\.\d+)/.exec(input);
  const guessed = /Estimating duration from bitrate/.test(own); // it is said before the input is
  const duration = clock ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]) : undefined;
  return {
    ...(duration !== undefined && !guessed && { duration }),
    start: Number(/start: (-?\d+\.\d+)/.exec(input)?.[1] ?? 0),
    audio: audioInfo(input),
    video: videoInfo(input),
  };
}

function audioInfo(input: string): AudioInfo | undefined {
  const line = /^ *Stream #\d+:\d+.*?: Audio: (.*)$/m.exec(input)?.[1];
  const rate = line && /(\d+) Hz/.exec(line)?.[1];
  if (!line || !rate) return undefined;
  const bits = /\((\d+) bit\)/.exec(line)?.[1];
  const bitrate = /(\d+) kb\/s/.exec(line)?.[1];
  return {
    codec: /^\w+/.exec(line)![0],
    rate: Number(rate),
    samples: /, (u8p?|s16p?|s32p?|s64p?|fltp?|dblp?)\b/.exec(line)?.[1] ?? 'fltp',
    ...(bits && { bits: Number(bits) }),
    ...(bitrate && { bitrate: Number(bitrate) }),
  };
}

function videoInfo(input: string): VideoInfo | undefined {
  const lines = [...input.matchAll(/^ *Stream #\d+:\d+.*?: Video: (.*)$/gm)].map(([, line]) => line!);
  const line = lines.find((l) => !/attached pic/.test(l));
  const size = line && /, (\d{1,5})x(\d{1,5})/.exec(line);
  if (!line || !size) return undefined;
  const number = (pattern: RegExp) => {
    const found = pattern.exec(line);
    return found ? Number(found[1]) * (found[2] === 'k' ? 1000 : 1) : undefined;
  };
  const fps = number(/([\d.]+)(k?) fps/);
  const base = number(/([\d.]+)(k?) tbr/);
  const turned = /rotation of (-?[\d.]+) degrees/.exec(input)?.[1] ?? /^ +rotate +: (-?\d+)/m.exec(input)?.[1];
  const side = /displaymatrix/.test(input) ? -1 : 1; // the matrix counts the other way round
  const bitrate = number(/(\d+)() kb\/s/);
  const aspect = /\[SAR (\d+):(\d+)/.exec(line);
  return {
    codec: /^\w+/.exec(line)![0],
    pixels: /, (\w+(?:\([^)]*\))?), \d{1,5}x\d{1,5}/.exec(line)?.[1] ?? 'yuv420p',
    width: Number(size[1]),
    height: Number(size[2]),
    fps: fps ?? base ?? 25,
    base: base ?? fps ?? 25,
    rotation: ((Math.round(Number(turned ?? 0) * side) % 360) + 360) % 360,
    ...(aspect && aspect[1] !== '0' && { aspect: `${aspect[1]}/${aspect[2]}` }),
    ...(bitrate !== undefined && { bitrate }),
  };
}
