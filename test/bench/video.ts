import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../src/engine/ffmpeg/find';
import { crfOf, encodingOptions, videoFormat } from '../../src/engine/video/formats';
import type { Report } from './bench';
import { median, runOnce } from './throughput';
import { measure } from './watch';

const variants = 4;
const rounds = 3;
const quality = 80;
const sizes = ['640x480', '320x240', '640x480', '320x240'];

const steps = [
  { transform: 'video.flip', probability: 0.5, axis: 'horizontal' },
  { transform: 'video.shift', fraction: [-0.1, 0.1], edge: 'hold' },
  { transform: 'video.speed', rate: [0.9, 1.1] },
  { transform: 'video.crop', scale: [0.8, 1] },
  { transform: 'video.color', brightness: [-0.1, 0.1], contrast: [0.9, 1.1], saturation: [0.8, 1.2] },
];
const recipes = [
  { title: 'flip, shift, speed, crop, colour', steps },
  { title: 'the same with noise', steps: [...steps, { transform: 'video.noise', sigma: [4, 4] }] },
];

/** CPU of a run over clips of VGA and QVGA an output, beside the floor: one decoding and four plain encodings by the same ffmpeg. */
export async function video(report: Report, scratch: string): Promise<void> {
  const { path } = await findFfmpeg();
  const folder = join(scratch, 'filmed');
  const clips = await writeClips(path, folder);
  const outputs = clips.length * variants;
  for (const { title, steps } of recipes) {
    const file = join(scratch, 'video.augment.json');
    const recipe = { version: 1, modality: 'video', seed: 7, variants, output: { format: 'keep', quality }, steps };
    await writeFile(file, JSON.stringify(recipe));
    const [own, floors]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      let floor = 0;
      for (const clip of clips) floor += await floorOf(path, clip, scratch);
      floors.push(floor / outputs);
      own.push((await runOnce({ photos: folder, scratch }, file)).cpuSeconds / outputs);
    }
    const [ours, least, started] = [median(own), median(floors), (await startOf(scratch, file)) / outputs];
    const times = (cost: number) => `${cost.toFixed(3)} CPU s (ratio ${(cost / least).toFixed(2)})`;
    report(
      `video, ${title}: ${times(ours)} an output, ${times(ours - started)} beyond the start; floor ${least.toFixed(3)}`,
    );
  }
}

/** CPU seconds of a run that finds its only clip broken: what starting takes. */
async function startOf(scratch: string, recipe: string): Promise<number> {
  const folder = join(scratch, 'no-film', 'train', 'one');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'broken.mp4'), 'no clip');
  const out = join(scratch, 'no-out');
  const run = `'${process.execPath}' dist/cli.js run '${join(scratch, 'no-film')}' --recipe '${recipe}' --out '${out}'`;
  const { cpuSeconds } = await measure('sh', ['-c', `${run} || test $? = 1`]);
  await rm(out, { recursive: true });
  return cpuSeconds;
}

/** Clips of three seconds with sound: a pattern that moves, a little grain on it as a camera has. */
async function writeClips(ffmpeg: string, folder: string): Promise<readonly string[]> {
  await mkdir(join(folder, 'train', 'one'), { recursive: true });
  return Promise.all(
    sizes.map(async (size, i) => {
      const file = join(folder, 'train', 'one', `${i}.mp4`);
      const picture = ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=25:d=3,noise=alls=4:allf=t:all_seed=${i + 1}`];
      const sound = ['-f', 'lavfi', '-i', `sine=${220 + 110 * i}:r=44100:d=3`];
      const codecs = ['-c:v', 'libx264', '-crf', '23', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
      await promisify(execFile)(ffmpeg, ['-v', 'error', '-nostdin', ...picture, ...sound, ...codecs, file]);
      return file;
    }),
  );
}

/** CPU seconds of one ffmpeg that decodes a clip once and encodes it as often as there are variants. */
async function floorOf(ffmpeg: string, clip: string, scratch: string): Promise<number> {
  const out = join(scratch, 'plain');
  await mkdir(out);
  const h264 = { codec: 'h264', pixels: 'yuv420p', width: 640, height: 480, fps: 25, base: 25, rotation: 0 };
  const options = encodingOptions(videoFormat('mp4', h264, undefined), crfOf(quality), 'copy');
  const maps = Array.from({ length: variants }, (_, i) => [
    ...['-map', `[v${i}]`, '-map', '0:a', ...options],
    join(out, `${i}.mp4`),
  ]);
  const split = `[0:v]split=${variants}${Array.from({ length: variants }, (_, i) => `[v${i}]`).join('')}`;
  const args = ['-v', 'error', '-nostdin', '-i', clip, '-filter_complex', split, ...maps.flat()];
  const { cpuSeconds } = await measure(ffmpeg, args);
  await rm(out, { recursive: true });
  return cpuSeconds;
}
