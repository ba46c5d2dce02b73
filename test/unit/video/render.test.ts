import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openVideo } from '../../../src/engine/video/open';
import { free } from '../audio/sounds';
import {
  type Bench,
  clicking,
  clipBench,
  countingPicture,
  drawn,
  framesOf,
  pictureStart,
  rendered,
  soundIn,
} from './clips';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let bench: Bench;
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '4', '-pix_fmt', 'yuv420p'];
beforeAll(async () => {
  bench = await clipBench();
  // 20 frames at 20 a second: frame n is 8 n + 40 bright
  bench.run(...countingPicture('64x48', 20, 1), ...clicking(1), ...h264, '-c:a', 'pcm_s16le', bench.at('count.mkv'));
  bench.run('-i', bench.at('count.mkv'), ...h264, '-c:a', 'aac', bench.at('count.mp4'));
});
afterAll(() => bench.remove());

/** Which frame of the counting picture each frame shows; −1 for black. */
const shown = (path: string, full = false) =>
  framesOf(bench, path, 64, 48)
    .means.map((mean) => (full ? 16 + (mean * 219) / 255 : mean))
    .map((mean) => (mean < 28 ? -1 : Math.round((mean - 40) / 8)));
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Seconds from the first frame to the click. */
function click(path: string): number {
  const sound = soundIn(bench, path);
  const loudest = sound.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return sound.findIndex((v) => Math.abs(v) > loudest / 3) / 16000 - pictureStart(bench, path);
}

describe('time', () => {
  it('every operation shows the frames that its map says, and the sound is in step', async () => {
    const [later, earlier, looped, black, fast, slow, back] = await rendered(bench, bench.at('count.mkv'), [
      [drawn('video.shift', { fraction: 0.2, edge: 'hold' })],
      [drawn('video.shift', { fraction: -0.2, edge: 'hold' })],
      [drawn('video.shift', { fraction: 0.25, edge: 'loop' })],
      [drawn('video.shift', { fraction: -0.15, edge: 'black' })],
      [drawn('video.speed', { rate: 1.25 })],
      [drawn('video.speed', { rate: 0.8 })],
      [drawn('video.reverse', {})],
    ]);
    expect(shown(later!.path)).toEqual([0, 0, 0, 0, ...upTo(16)]);
    expect(shown(earlier!.path)).toEqual([...upTo(20).slice(4), 19, 19, 19, 19]);
    expect(shown(looped!.path)).toEqual([...upTo(20).slice(15), ...upTo(15)]);
    expect(shown(black!.path)).toEqual([...upTo(20).slice(3), -1, -1, -1]);
    expect(shown(back!.path)).toEqual(upTo(20).reverse());
    const middles = (length: number) => upTo(length).map((j) => ((j + 0.5) * 20) / length - 0.5);
    for (const [made, length] of [
      [fast!, 16],
      [slow!, 25],
    ] as const) {
      const frames = shown(made.path);
      expect(frames.length).toBe(length);
      for (const [j, middle] of middles(length).entries())
        expect(Math.abs(frames[j]! - middle)).toBeLessThanOrEqual(0.75);
    }
    for (const [made, seconds] of [
      [later!, 0.6],
      [earlier!, 0.2],
      [looped!, 0.65],
      [black!, 0.25],
      [fast!, 0.32],
      [slow!, 0.5],
      [back!, 0.59],
    ] as const) {
      expect(Math.abs(click(made.path) - seconds)).toBeLessThan(0.012);
      const ends = [soundIn(bench, made.path).length / 16000, shown(made.path).length / 20];
      expect(Math.abs(ends[0]! - ends[1]!)).toBeLessThan(1 / 20); // within a frame
    }
  });

  it('dropped frames show the one before, and nothing moves', async () => {
    const [made] = await rendered(bench, bench.at('count.mkv'), [
      [drawn('video.frameDrop', { share: 0.4, phase: 0.3 })],
    ]);
    const stays = (n: number) => n === 0 || (n * n * 0.6180339887498949 + 0.3) % 1 >= 0.4;
    expect(shown(made!.path)).toEqual(upTo(20).map((n) => Math.max(...upTo(n + 1).filter(stays))));
    expect(Math.abs(click(made!.path) - 0.4)).toBeLessThan(0.012);
  });

  it('steps follow one another', async () => {
    const [made] = await rendered(bench, bench.at('count.mkv'), [
      [
        drawn('video.reverse', {}),
        drawn('video.shift', { fraction: 0.1, edge: 'hold' }),
        drawn('audio.gain', { decibels: -6 }),
      ],
    ]);
    expect(shown(made!.path)).toEqual([19, 19, ...upTo(20).reverse().slice(0, 18)]);
    expect(Math.abs(click(made!.path) - 0.69)).toBeLessThan(0.012);
  });
});

describe('files', () => {
  it.each([
    ['mp4', h264, ['-c:a', 'aac']],
    ['mkv', h264, ['-c:a', 'libmp3lame']],
    ['webm', ['-c:v', 'libvpx', '-b:v', '2M', '-deadline', 'realtime'], ['-c:a', 'libvorbis']],
    ['webm', ['-c:v', 'libvpx-vp9', '-b:v', '2M', '-deadline', 'realtime'], ['-c:a', 'libopus', '-ar', '48000']],
    ['avi', ['-c:v', 'mpeg4', '-q:v', '2'], ['-c:a', 'pcm_s16le']],
    ['avi', ['-c:v', 'mjpeg', '-q:v', '2'], []],
  ])('%s with %j and %j: the same frames, in step, the same bytes twice', async (extension, video, audio) => {
    const path = bench.at(`kind.${extension}`);
    const sound = audio.length > 0 ? clicking(1) : [];
    bench.run(...countingPicture('64x48', 20, 1), ...sound, ...video, ...audio, path);
    const steps = [
      [drawn('video.shift', { fraction: 0.2, edge: 'hold' })],
      [drawn('video.flip', { axis: 'vertical' })],
    ];
    const [first, flipped] = await rendered(bench, path, steps);
    const full = video.includes('mjpeg');
    expect(shown(first!.path, full)).toEqual([0, 0, 0, 0, ...upTo(16)]);
    expect(shown(flipped!.path, full)).toEqual(upTo(20));
    if (audio.length > 0) {
      expect(Math.abs(click(first!.path) - click(path) - 0.2)).toBeLessThan(0.012);
      expect(Math.abs(click(flipped!.path) - click(path))).toBeLessThan(0.012);
    }
    const bytes = Buffer.from(first!.bytes);
    const [again] = await rendered(bench, path, steps);
    expect(bytes.equals(Buffer.from(again!.bytes))).toBe(true);
    const before = await openVideo(path, free);
    const after = await openVideo(first!.path, free);
    expect(after.video.codec).toBe(before.video.codec);
    expect(after.shape).toEqual(before.shape);
    expect(after.audio?.codec).toBe(extension === 'avi' && before.audio ? 'pcm_s16le' : before.audio?.codec);
  });

  it('turned, odd, unevenly timed and silent clips are made, and told of', async () => {
    bench.run('-i', bench.at('count.mp4'), '-c', 'copy', '-metadata:s:v:0', 'rotate=90', bench.at('turned.mp4'));
    const [turned] = await rendered(bench, bench.at('turned.mp4'), [[drawn('video.flip', { axis: 'horizontal' })]]);
    expect(turned!.shape).toMatchObject({ width: 48, height: 64, frames: 20 });
    expect(turned!.notes.join()).toContain('its rotation is in the picture now');
    expect((await openVideo(turned!.path, free)).video).toMatchObject({ width: 48, height: 64, rotation: 0 });

    bench.run(
      '-f',
      'lavfi',
      '-i',
      'testsrc=s=65x49:r=20:d=0.5',
      '-pix_fmt',
      'yuv444p',
      '-c:v',
      'ffv1',
      bench.at('odd.mkv'),
    );
    const [odd] = await rendered(bench, bench.at('odd.mkv'), [[drawn('video.flip', { axis: 'horizontal' })]]);
    expect(odd!.notes).toEqual(['65 × 49 became 64 × 48: codecs need even sides', 'ffv1 became h264']);
    expect((await openVideo(odd!.path, free)).shape).toEqual({ width: 64, height: 48, frames: 10, fps: 20 });

    const uneven = "select='not(eq(mod(n,4),3))+eq(n,19)'";
    bench.run('-i', bench.at('count.mkv'), '-vf', uneven, '-vsync', 'vfr', '-an', ...h264, bench.at('uneven.mkv'));
    const [vfr] = await rendered(bench, bench.at('uneven.mkv'), [[drawn('video.flip', { axis: 'horizontal' })]]);
    expect(vfr!.notes[0]).toMatch(/^uneven frame times became 20 frames a second$/);
    expect(shown(vfr!.path)).toEqual(upTo(20).map((n) => (n % 4 === 3 && n < 19 ? n - 1 : n)));
  });

  it('sound of a low rate is encoded again, and ends with the picture where it went on after it', async () => {
    const vorbis = ['-ar', '8000', '-c:a', 'libvorbis', '-b:a', '40k'];
    bench.run(...countingPicture('64x48', 20, 1), ...clicking(1.4), ...h264, ...vorbis, bench.at('longer.mkv'));
    const steps = [[drawn('video.flip', { axis: 'horizontal' })], [drawn('video.reverse', {})]];
    for (const { path } of await rendered(bench, bench.at('longer.mkv'), steps)) {
      const end = soundIn(bench, path).length / 16000 - pictureStart(bench, path);
      expect(Math.abs(end - 1)).toBeLessThan(0.05);
    }
  });

  it('a clip without steps is a copy, and one without sound stays so', async () => {
    const [same] = await rendered(bench, bench.at('count.mp4'), [[]]);
    expect(Buffer.from(same!.bytes).equals(readFileSync(bench.at('count.mp4')))).toBe(true);
  });

  it('says what is wrong with clips that are cut off, damaged, or no clips', async () => {
    bench.run(
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=320x240:r=20:d=3',
      ...h264,
      '-movflags',
      '+faststart',
      bench.at('long.mp4'),
    );
    const long = readFileSync(bench.at('long.mp4'));
    for (const [name, bytes, reason] of [
      ['cut.mp4', long.subarray(0, long.length * 0.6), /cut off or damaged: \d\.\d\d of 3\.00 seconds/],
      ['text.mp4', Buffer.from('no clip'), /is cut off|damaged, or not of this kind/],
    ] as const) {
      writeFileSync(bench.at(name), bytes);
      await expect(rendered(bench, bench.at(name), [[drawn('video.reverse', {})]])).rejects.toThrow(reason);
    }
    const scratched = Buffer.from(long);
    scratched.fill(0x55, Math.floor(long.length * 0.5), Math.floor(long.length * 0.52));
    writeFileSync(bench.at('scratched.mp4'), scratched);
    await expect(rendered(bench, bench.at('scratched.mp4'), [[drawn('video.reverse', {})]])).rejects.toThrow(
      /^damaged/,
    );
    bench.run('-i', bench.at('long.mp4'), '-c', 'copy', bench.at('long.mkv'));
    truncateSync(bench.at('long.mkv'), readFileSync(bench.at('long.mkv')).length * 0.5);
    await expect(openVideo(bench.at('long.mkv'), free)).rejects.toThrow('cut off or damaged');
  });
});
