import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sound } from '../../core/audio';
import type { DrawnStep } from '../../core/draw';
import type { VideoShape } from '../../core/video';
import { lowered } from '../audio/level';
import type { Sources } from '../audio/program';
import { type Ran, runPrograms } from '../audio/run-programs';
import { samplesOf } from '../audio/sound';
import { plainFormat, writeWav } from '../audio/wav';
import { type FfmpegFile, runFfmpeg } from '../ffmpeg/door';
import { findFfmpeg, needing } from '../ffmpeg/find';
import { inScratch } from '../ffmpeg/scratch';
import type { TaskControl } from '../serve';
import type { OutputAsk } from '../variant-asks';
import { checkDecoded } from './check';
import { evenTimes, filterNames, filterOf, rateText } from './filters';
import { crfOf, encodersOf, encodingOptions, type VideoFormat, videoFormat } from './formats';
import { guessed, type OpenVideo } from './open';
import { type VideoProgram, videoProgram } from './program';

export interface RenderedVideo {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
  readonly shape: VideoShape;
  /** What was done, for labels to follow. */
  readonly program: VideoProgram;
}

/** Raw frames, in bytes, that one ffmpeg may have to hold: clips that are looped or reversed stand in memory whole. */
const mostHeld = 1.5e9;
/** About how many frames of its picture an encoder holds. */
const encoderFrames = 60;

interface Job {
  readonly n: number;
  readonly program: VideoProgram;
  readonly notes: string[];
  /** Undefined where the clip has no sound, or it is copied. */
  readonly sound?: Sound;
}

/**
 * Variants of a clip, encoded, in the order of their steps: the pictures are decoded once for all of them. One that fails
 * for itself is an Error; rejects when the clip can't be decoded whole.
 */
export async function renderVideos(
  source: OpenVideo,
  variants: readonly (readonly DrawnStep[])[],
  output: OutputAsk,
  sources: Sources,
  control: TaskControl,
): Promise<readonly (RenderedVideo | Error)[]> {
  const { shape, sound } = source;
  const heard = sound && { rate: sound.rate, samples: samplesOf(sound) };
  const programs = variants.map((steps) => videoProgram(steps, shape, heard));
  const notes = programs.map(() => [...source.notes]);
  const sounded = programs.map(({ sound: operations }, n) => ({ operations, notes: notes[n]! }));
  const ran: readonly (Ran | undefined)[] = sound ? await runPrograms(sound, sounded, sources, control) : [];

  const format = videoFormat(output.extension, source.video, source.audio);
  // else it would be out of step by that, or go on after the picture
  const copies = format.copiesSound && source.early < 0.002 && source.outlasts <= Math.max(0.06, 1 / shape.fps);
  const rendered: (RenderedVideo | Error)[] = [];
  const jobs: Job[] = [];
  for (const [n, program] of programs.entries()) {
    const one = ran[n];
    const held = heldBytes(program);
    rendered.push(new Error('nothing was made'));
    if (one && 'error' in one) rendered[n] = one.error;
    else if (held > mostHeld) {
      rendered[n] = new Error(
        `is too long to be looped or reversed in memory (${(held / 1e9).toFixed(1)} GB): cut it up`,
      );
    } else if (program.picture.length + program.sound.length === 0) {
      rendered[n] = { bytes: await readFile(source.path), notes: [], shape, program };
    } else {
      const made = one && (program.sound.length > 0 || !copies) ? lowered(one.sound, 1, notes[n]!) : undefined;
      jobs.push({ n, program, notes: notes[n]!, sound: made });
    }
  }
  for (const batch of batches(jobs)) {
    const files = await encodeBatch(source, batch, format, output, control);
    for (const [i, { n, notes: own, program }] of batch.entries()) {
      rendered[n] = { bytes: files.bytes[i]!, notes: [...own, ...files.notes], shape: program.shape, program };
    }
  }
  return rendered;
}

const frameBytes = ({ width, height }: { readonly width: number; readonly height: number }) => width * height * 1.5;

/** Bytes of the frames that stand in memory at once for one variant. */
function heldBytes({ picture }: VideoProgram): number {
  const whole = picture.filter((o) => o.kind === 'reverse' || (o.kind === 'shift' && o.edge === 'loop'));
  return whole.reduce((sum, { on }) => sum + on.frames * frameBytes(on), 0);
}

/** One process makes them all, as far as memory allows. */
function batches(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const all: Job[][] = [];
  let held = Number.POSITIVE_INFINITY;
  for (const job of jobs) {
    const own = heldBytes(job.program) + encoderFrames * frameBytes(job.program.shape);
    if (held + own > mostHeld) {
      all.push([]);
      held = 0;
    }
    all.at(-1)!.push(job);
    held += own;
  }
  return all;
}

async function encodeBatch(
  source: OpenVideo,
  jobs: readonly Job[],
  format: VideoFormat,
  output: OutputAsk,
  control: TaskControl,
) {
  const { shape, video, audio } = source;
  const full = /^yuvj|\(pc/.test(video.pixels);
  const begin = source.lead > 0 ? '' : 'setpts=PTS-STARTPTS,';
  const pixels = format.video === 'mjpeg' ? 'yuvj420p' : 'yuv420p|yuvj420p';
  const frames = `${begin}${evenTimes(shape.fps, shape.frames)},format=${pixels},crop=${shape.width}:${shape.height}:0:0`;
  const links = jobs.map((_, i) => `[v${i}]`);
  const chains = jobs.map(({ program }, i) => {
    const filters = program.picture.map((o, k) => filterOf(o, o.on, `s${i}x${k}`, full)).filter((f) => f !== '');
    return `${links[i]}${[...filters, `settb=1/(${rateText(shape.fps)}),setpts=N`, `setsar=${video.aspect ?? '1/1'}`].join(',')}[o${i}]`;
  });
  const graph = [`[0:V:0]split[in][all];[in]${frames},split=${jobs.length}${links.join('')}`, ...chains].join(';');
  const ffmpeg = await findFfmpeg();
  const encodes = jobs.some((job) => job.sound);
  const encoded = ({ rate, channels: { length: channels } }: Sound) => ({
    bitrate: output.bitrate ?? audio?.bitrate ?? 64 * channels,
    rate,
    channels,
  });

  return inScratch(async (folder) => {
    const inputs = [
      {
        path: source.path,
        options: [...guessed, '-filter_threads', '1', '-filter_complex_threads', '1', '-v', 'verbose'],
      },
    ];
    const outputs: FfmpegFile[] = [];
    for (const [i, { sound, program }] of jobs.entries()) {
      const options = ['-map', `[o${i}]`];
      if (sound) {
        const path = join(folder, `sound-${i}.wav`);
        await writeFile(path, writeWav(sound, plainFormat(sound.rate, sound.channels.length, 'float')));
        options.push('-map', `${inputs.length}:a`);
        inputs.push({ path, options: [] });
      } else if (audio) options.push('-map', '0:a:0');
      const crf = program.picture.findLast((o) => o.kind === 'quality')?.crf ?? crfOf(output.quality);
      options.push(
        ffmpeg.frameTimes,
        'passthrough',
        ...encodingOptions(format, crf, sound ? encoded(sound) : audio ? 'copy' : 'none'),
      );
      outputs.push({ path: join(folder, `out-${i}.${output.extension}`), options });
    }
    // Variants may leave the last frames out: this one takes all, so that all of them are decoded.
    outputs.push({ path: join(folder, 'none'), options: ['-map', '[all]', '-f', 'null'] });
    const timeLimit = 600_000 + 20_000 * jobs.length * (shape.frames / shape.fps);
    const said = await needing(ffmpeg, filterNames(graph), encodersOf(format, encodes), () =>
      runFfmpeg(ffmpeg.path, { inputs, graph, outputs, timeLimit }, control),
    );
    checkDecoded(said, source.packets.count);
    return { bytes: await Promise.all(jobs.map((_, i) => readFile(outputs[i]!.path))), notes: format.notes };
  });
}
