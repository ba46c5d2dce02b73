/** The times of a stream's packets, out of what ffmpeg's `framecrc` muxer writes: frames before they are decoded. */
export interface Packets {
  readonly count: number;
  /** Seconds at which the first one is shown. */
  readonly start: number;
  /** Seconds from the first one to the end of the last. */
  readonly seconds: number;
  /** False when the frames are not evenly spaced. */
  readonly even: boolean;
  /** Frames a second: of the grid on which they lie, else on average. */
  readonly fps: number;
}

const rates = [24, 30, 48, 60, 120].map((n) => (n * 1000) / 1001);

/** A rate out of one that was measured or said with few digits: 29.97 is 30000/1001. */
function exactRate(fps: number): number {
  const whole = Math.round(fps);
  const near = [whole, ...rates].find((rate) => Math.abs(rate - fps) < 0.006);
  return near ?? Math.round(fps * 1000) / 1000;
}

/** Reads them; undefined for a stream without packets. `said` is the rate that the container names. */
export function readPackets(text: string, said: number): Packets | undefined {
  const [, up, down] = /^#tb 0: (\d+)\/(\d+)/m.exec(text) ?? [];
  const base = Number(up) / Number(down);
  const rows = [...text.matchAll(/^0, *(-?\d+), *(-?\d+), *(-?\d+),/gm)].map(([, ...cells]) => cells.map(Number));
  if (rows.length === 0 || !Number.isFinite(base)) return undefined;
  const shown = rows.map(([dts, pts]) => (Math.abs(pts!) < 2 ** 62 ? pts! : dts!)).sort((a, b) => a - b);
  const [first, last] = [shown[0]!, shown.at(-1)!];
  const steps = shown.slice(1).map((t, i) => t - shown[i]!);
  const mean = steps.length > 0 ? (last - first) / steps.length : 0;
  // times are rounded to ticks; where a frame is one tick long, they are not
  const tick = Math.min(0.4 * Math.min(...steps.filter((step) => step > 0)), Math.max(1, 0.02 * mean));
  const even = steps.every((step) => Math.abs(step - mean) <= tick);
  const least = Math.min(...steps.filter((step) => step > tick));
  const onGrid = steps.every((step) => Math.abs(step - Math.round(step / least) * least) <= tick);
  const measured = even || !onGrid ? mean : least; // frames that are missing leave gaps as wide as they were
  const fps = exactRate(measured > 0 && Math.abs(said * measured * base - 1) > 0.02 ? 1 / (measured * base) : said);
  const seconds = even ? rows.length / fps : (last - first) * base + 1 / fps;
  return { count: rows.length, start: Math.max(0, first * base), seconds, even, fps };
}
