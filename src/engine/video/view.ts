import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VideoShape } from '../../core/video';
import type { Picture, VideoView } from '../../protocol-tiles';
import { runFfmpeg } from '../ffmpeg/door';
import { findFfmpeg, needing } from '../ffmpeg/find';
import { inScratch } from '../ffmpeg/scratch';
import type { TaskControl } from '../serve';
import { guessed } from './open';

/** Frames in the strip of a source. */
const stretches = 8;
/** Of the shorter side of the copy that is played, in pixels; of a frame in the strip. */
const [playedSide, stripHeight] = [240, 90];
const mostStretches = 40;

/** A clip that can be shown: where it lies, and its shape. */
export interface Viewed {
  readonly path: string;
  readonly shape: VideoShape;
  readonly hasSound: boolean;
}

/** Seconds that one frame of a strip stands for: the same before and after, so that speed shows as length. */
export const stretchOf = ({ frames, fps }: VideoShape): number => Math.max(1, frames) / fps / stretches;

/** A small copy of a clip that every webview plays, and its strip of frames. */
export async function viewVideo(clip: Viewed, stretch: number, control: TaskControl): Promise<VideoView> {
  const { shape, hasSound } = clip;
  const seconds = shape.frames / shape.fps;
  const frames = Math.max(1, Math.min(mostStretches, Math.round(seconds / stretch)));
  const scale = Math.min(1, playedSide / Math.min(shape.width, shape.height));
  const even = (side: number) => 2 * Math.max(1, Math.round((side * scale) / 2));
  const strip = {
    width: 2 * Math.max(1, Math.round((shape.width * stripHeight) / shape.height / 2)),
    height: stripHeight,
  };
  return inScratch(async (folder) => {
    const [played, sheet] = [join(folder, 'played.webm'), join(folder, 'strip.png')];
    const ffmpeg = await findFfmpeg();
    const encoders = ['libvpx', 'png', ...(hasSound ? ['libvorbis'] : [])];
    const graph =
      `[0:V:0]split[a][b];[a]scale=${even(shape.width)}:${even(shape.height)},setsar=1,format=yuv420p[p];` +
      `[b]${chosen(shape.frames, frames)},scale=${strip.width}:${strip.height},setsar=1,tile=${frames}x1[s]`;
    const video = [
      '-c:v',
      'libvpx',
      '-deadline',
      'realtime',
      '-cpu-used',
      '8',
      '-b:v',
      '1M',
      '-g',
      '12',
      '-threads',
      '1',
    ];
    const sound = hasSound ? ['-map', '0:a:0', '-c:a', 'libvorbis', '-ac', '2', '-q:a', '3'] : [];
    const outputs = [
      { path: played, options: ['-map', '[p]', ...sound, ...video, '-f', 'webm'] },
      { path: sheet, options: ['-map', '[s]', '-frames:v', '1', '-c:v', 'png', '-f', 'image2'] },
    ];
    const job = { inputs: [{ path: clip.path, options: guessed }], graph, outputs };
    await needing(ffmpeg, ['select', 'scale', 'tile'], encoders, () => runFfmpeg(ffmpeg.path, job, control));
    const size = { width: frames * strip.width, height: strip.height };
    return {
      bytes: await readFile(played),
      mime: 'video/webm',
      seconds,
      hasSound,
      strip: { bytes: await readFile(sheet), mime: 'image/png', size },
      frames,
    };
  });
}

/** Four frames of a clip, two by two, each so wide. */
export async function fourFrames(
  { path, shape }: Omit<Viewed, 'hasSound'>,
  width: number,
  control: TaskControl,
): Promise<Picture> {
  const height = Math.max(1, Math.round((width * shape.height) / shape.width));
  return inScratch(async (folder) => {
    const sheet = join(folder, 'four.png');
    const ffmpeg = await findFfmpeg();
    const graph = `[0:V:0]${chosen(shape.frames, 4)},scale=${width}:${height},setsar=1,tile=2x2[s]`;
    const outputs = [{ path: sheet, options: ['-map', '[s]', '-frames:v', '1', '-c:v', 'png', '-f', 'image2'] }];
    await runFfmpeg(ffmpeg.path, { inputs: [{ path, options: guessed }], graph, outputs }, control);
    return { bytes: await readFile(sheet), mime: 'image/png', size: { width: 2 * width, height: 2 * height } };
  });
}

/** The frames in the middle of so many equal stretches. */
function chosen(frames: number, count: number): string {
  const at = Array.from({ length: count }, (_, i) => Math.min(frames - 1, Math.floor(((i + 0.5) * frames) / count)));
  return `select='${[...new Set(at)].map((n) => `eq(n,${n})`).join('+')}'`;
}
