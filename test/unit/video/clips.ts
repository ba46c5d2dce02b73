import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DrawnStep } from '../../../src/core/draw';
import { findFfmpeg } from '../../../src/engine/ffmpeg/find';
import { type OpenVideo, openVideo } from '../../../src/engine/video/open';
import { type RenderedVideo, renderVideos } from '../../../src/engine/video/render';
import { free, noSources } from '../audio/sounds';

/** A folder for clips, and an ffmpeg to make and to look at them. */
export interface Bench {
  at(name: string): string;
  /** Runs ffmpeg; gives its stdout. */
  run(...args: readonly string[]): Buffer;
  remove(): void;
}

export async function clipBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'augment-video-'));
  const { path } = await findFfmpeg({ PATH: '' });
  return {
    at: (name) => join(folder, name),
    run: (...args) =>
      execFileSync(path, ['-v', 'error', '-nostdin', '-y', ...args], {
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What ffmpeg makes a moving picture of, whose frame n is `8 n + 40` bright all over, and a click at 0.4 s. */
export const countingPicture = (size: string, fps: string | number, seconds: number) => [
  ...['-f', 'lavfi', '-i', `color=black:s=${size}:r=${fps}:d=${seconds},geq=lum='min(235,8*N+40)':cb=128:cr=128`],
];
export const clicking = (seconds: number) => [
  ...['-f', 'lavfi', '-i', `aevalsrc='if(between(t,0.4,0.41),0.8*sin(2*PI*1000*t),0)':s=16000:d=${seconds}`],
];

export interface Frames {
  readonly width: number;
  readonly height: number;
  /** The mean brightness of each frame. */
  readonly means: readonly number[];
  /** One byte a pixel, each frame. */
  readonly planes: readonly Buffer[];
}

/** Every decoded frame of a clip in gray, without a look at its times. */
export function framesOf(bench: Bench, path: string, width: number, height: number): Frames {
  const raw = bench.run(
    '-i',
    path,
    '-map',
    '0:V:0',
    '-vsync',
    'passthrough',
    '-vf',
    'extractplanes=y',
    '-f',
    'rawvideo',
    '-',
  );
  const size = width * height;
  const planes = Array.from({ length: raw.length / size }, (_, i) => raw.subarray(i * size, (i + 1) * size));
  const mean = (plane: Buffer) => plane.reduce((sum, v) => sum + v, 0) / size;
  return { width, height, planes, means: planes.map(mean) };
}

/** The sound of a clip, in samples of 16 kHz. */
export function soundIn(bench: Bench, path: string): Float32Array {
  const raw = bench.run(
    '-i',
    path,
    '-map',
    '0:a:0',
    '-af',
    'aresample=async=1:first_pts=0',
    '-ar',
    '16000',
    '-ac',
    '1',
    '-f',
    'f32le',
    '-',
  );
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
}

/** Seconds at which the first frame of a clip is shown. */
export function pictureStart(bench: Bench, path: string): number {
  const text = bench.run('-i', path, '-map', '0:V:0', '-c', 'copy', '-f', 'framecrc', '-').toString();
  const [, up, down] = /#tb 0: (\d+)\/(\d+)/.exec(text)!;
  const times = [...text.matchAll(/^0, *-?\d+, *(-?\d+)/gm)].map((m) => Number(m[1]));
  return (Math.min(...times) * Number(up)) / Number(down);
}

export const drawn = (transform: string, values: Record<string, unknown>): DrawnStep => ({
  path: 'steps[0]',
  transform,
  drawn: values,
});

/** Variants of a clip, written beside it; rejects as the first that failed. */
export async function rendered(
  bench: Bench,
  path: string,
  variants: readonly (readonly DrawnStep[])[],
  quality = 100,
): Promise<readonly (RenderedVideo & { readonly path: string })[]> {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const source: OpenVideo = await openVideo(path, free);
  const made = await renderVideos(source, variants, { quality, extension }, noSources, free);
  return made.map((one, n) => {
    if (one instanceof Error) throw one;
    const to = bench.at(`made-${n}.${extension}`);
    writeFileSync(to, one.bytes);
    return { ...one, path: to };
  });
}
