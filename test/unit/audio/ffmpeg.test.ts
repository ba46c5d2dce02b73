import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Sound } from '../../../src/core/audio';
import type { Recipe } from '../../../src/core/recipe';
import { encodeAll, recodeAll } from '../../../src/engine/audio/batch';
import { decodeSound, decodeTogether } from '../../../src/engine/audio/decode';
import { power, samplesOf } from '../../../src/engine/audio/sound';
import { runFfmpeg } from '../../../src/engine/ffmpeg/door';
import { checkAbilities, type Ffmpeg, ffmpegVariable, findFfmpeg, needing } from '../../../src/engine/ffmpeg/find';
import { mediaInfo } from '../../../src/engine/ffmpeg/media';
import { type FfmpegUse, ffmpegVersion } from '../../../src/engine/ffmpeg/needs';
import { cents, free, frequency, lag, tone, voice, wavBytes } from './sounds';

let folder: string;
let bundled: Ffmpeg;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'augment-'));
  bundled = await findFfmpeg({ PATH: '' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const clip = voice(22050, 1.2, 140, 2);

describe('which ffmpeg', () => {
  it('is the one of the setting, else of PATH, else the one that comes along', async () => {
    expect(bundled).toMatchObject({ origin: 'bundled', version: expect.stringMatching(/\d/) });
    const { filters, encoders } = await bundled.abilities();
    expect(filters.has('atempo') && encoders.has('libmp3lame')).toBe(true);
    mkdirSync(at('bin'));
    writeFileSync(at('bin/ffmpeg'), `#!/bin/sh\nexec '${bundled.path}' "$@"\n`);
    chmodSync(at('bin/ffmpeg'), 0o755);
    expect(await findFfmpeg({ PATH: at('bin') })).toMatchObject({ origin: 'PATH', path: at('bin/ffmpeg') });
    const named = { PATH: at('bin'), [ffmpegVariable]: bundled.path };
    expect(await findFfmpeg(named)).toMatchObject({ origin: 'setting', path: bundled.path });
  });
  it('passes over one on PATH that is broken, and names a setting that is wrong', async () => {
    mkdirSync(at('broken'));
    writeFileSync(at('broken/ffmpeg'), '#!/bin/sh\nexit 1\n');
    chmodSync(at('broken/ffmpeg'), 0o755);
    expect(await findFfmpeg({ PATH: at('broken') })).toMatchObject({ origin: 'bundled' });
    const wrong = findFfmpeg({ PATH: '', [ffmpegVariable]: '/nowhere/ffmpeg' });
    await expect(wrong).rejects.toThrow(/\/nowhere\/ffmpeg.*datasetAugmentation.ffmpegPath/);
  });
  it('is told by name what it lacks', async () => {
    await expect(checkAbilities(bundled, ['atempo'], ['libopus'])).resolves.toBeUndefined();
    const message = /lacks the filter nosuchfilter, the encoder nosuchencoder/;
    await expect(checkAbilities(bundled, ['atempo', 'nosuchfilter'], ['nosuchencoder'])).rejects.toThrow(message);
    const failing = (missing: string) => needing(bundled, ['atempo'], [missing], () => Promise.reject(new Error('so')));
    await expect(failing('nosuchencoder')).rejects.toThrow('lacks the encoder nosuchencoder');
    await expect(failing('libopus')).rejects.toThrow('so');
  });
});

describe('before a run', () => {
  const recipe = (modality: Recipe['modality'], ...ids: readonly string[]): Recipe => ({
    ...{ version: 1, modality, seed: 1, variants: 1 },
    steps: ids.map((transform) => ({ transform })),
  });
  const ask = async (binary: string, use: FfmpegUse) => {
    vi.stubEnv(ffmpegVariable, binary);
    return ffmpegVersion(use).finally(() => vi.unstubAllEnvs());
  };
  it('its version is told, where it is used', async () => {
    const version = { ffmpeg: bundled.version };
    expect(await ask(bundled.path, { recipe: recipe('video', 'video.flip'), extensions: ['mp4'] })).toEqual(version);
    expect(await ask(bundled.path, { recipe: recipe('audio'), extensions: ['flac'] })).toEqual(version);
    expect(await ask('/nowhere', { recipe: recipe('audio', 'audio.gain'), extensions: ['wav'] })).toEqual({});
    expect(await ask('/nowhere', { recipe: recipe('image'), extensions: ['jpg'] })).toEqual({});
    await expect(ask('/nowhere', { recipe: recipe('audio'), extensions: ['mp3'] })).rejects.toThrow('/nowhere');
  });
  it('what steps and formats need is named, when it is missing', async () => {
    const poor = at('poor-ffmpeg');
    writeFileSync(poor, `#!/bin/sh\n'${bundled.path}' "$@" | grep -v -e ' rotate ' -e ' libx264 '\n`);
    chmodSync(poor, 0o755);
    const turning = { recipe: recipe('video', 'video.rotate'), extensions: ['mkv'] };
    await expect(ask(poor, turning)).rejects.toThrow(/lacks the filter rotate, the encoder libx264\./);
    const mirroring = { recipe: recipe('video', 'video.flip'), extensions: ['webm'] };
    expect(await ask(poor, mirroring)).toEqual({ ffmpeg: bundled.version });
  });
});

describe('formats', () => {
  const coded = (sound: Sound, codec: string, extension: string) =>
    encodeAll([{ sound, extension, format: { kind: 'coded', codec, bitrate: 96, bits: 16 } }], free);

  it.each([
    ['flac', 'flac', 0],
    ['mp3', 'mp3', 0],
    ['vorbis', 'ogg', 0],
    ['opus', 'opus', 1200],
    ['aac', 'm4a', 2048],
  ] as const)('%s in .%s keeps the beginning, and the length to %i + a frame', async (codec, extension, slack) => {
    const source = codec === 'opus' ? voice(48000, 0.7, 140, 2) : clip;
    const [bytes] = await coded(source, codec, extension);
    writeFileSync(at(`a.${extension}`), bytes!);
    const { sound, format } = await decodeSound(at(`a.${extension}`), free);
    expect(format).toMatchObject({ kind: 'coded', codec });
    expect([sound.rate, sound.channels.length]).toEqual([source.rate, 2]);
    expect(samplesOf(sound) - samplesOf(source)).toBeGreaterThanOrEqual(0);
    expect(samplesOf(sound) - samplesOf(source)).toBeLessThanOrEqual(slack);
    expect(Math.abs(lag(source.channels[0]!, sound.channels[0]!, 60))).toBeLessThanOrEqual(1);
    const [again] = await coded(source, codec, extension);
    expect(Buffer.compare(bytes!, again!)).toBe(0);
  });

  it('Vorbis of any length comes back to the sample, with its end', async () => {
    const sounds = [14720, 14264, 9001, 700].map((samples) => tone(16000, samples, 500));
    const items = sounds.map((sound) => ({
      ...{ sound, extension: 'ogg' },
      format: { kind: 'coded', codec: 'vorbis', bitrate: 64 } as const,
    }));
    const paths = (await encodeAll(items, free)).map((bytes, n) => {
      writeFileSync(at(`end-${n}.ogg`), bytes);
      return at(`end-${n}.ogg`);
    });
    const together = await decodeTogether(paths, free);
    for (const [n, path] of paths.entries()) {
      const { sound } = await decodeSound(path, free);
      expect([samplesOf(sound), together.get(path)!.sound]).toEqual([samplesOf(sounds[n]!), sound]);
      const end = (one: Sound) => power({ rate: 1, channels: [one.channels[0]!.subarray(-100)] });
      expect(end(sound) / end(sounds[n]!)).toBeGreaterThan(0.5);
    }
  });

  it('says what is wrong with a file that is cut off, or no sound at all', async () => {
    for (const [codec, extension] of [
      ['flac', 'flac'],
      ['mp3', 'mp3'],
    ] as const) {
      const [bytes] = await coded(clip, codec, extension);
      writeFileSync(at(`cut.${extension}`), bytes!);
      truncateSync(at(`cut.${extension}`), Math.floor(bytes!.length * 0.6));
      await expect(decodeSound(at(`cut.${extension}`), free)).rejects.toThrow(
        /cut off or damaged: 0\.\d+ of 1\.\d+ seconds/,
      );
    }
    const [whole] = await coded(clip, 'aac', 'm4a');
    writeFileSync(at('cut.m4a'), whole!.subarray(0, whole!.length * 0.6));
    await expect(decodeSound(at('cut.m4a'), free)).rejects.toThrow('cut off');
    for (const name of ['text.wav', 'text.mp3']) {
      writeFileSync(at(name), 'text\n');
      vi.stubEnv(ffmpegVariable, bundled.path); // the oldest has other words for it
      await expect(decodeSound(at(name), free)).rejects.toThrow('is damaged, or not of this kind');
      vi.unstubAllEnvs();
      await expect(decodeSound(at(name), free)).rejects.toThrow('is damaged, or not of this kind');
    }
    writeFileSync(at('empty.mp3'), '');
    await expect(decodeSound(at('empty.mp3'), free)).rejects.toThrow('is empty');
  });

  it('reads no other files that a clip names', async () => {
    writeFileSync(at('other.wav'), wavBytes(tone(8000, 800, 100)));
    writeFileSync(at('list.m4a'), `ffconcat version 1.0\nfile ${at('other.wav')}\n`);
    await expect(decodeSound(at('list.m4a'), free)).rejects.toThrow();
  });

  it('asks no network, whatever a file names', async () => {
    let asked = 0;
    const server = createServer((_, answer) => answer.end(String(++asked)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const list = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:${port}/a.ts\n#EXT-X-ENDLIST\n`;
    for (const name of ['list.m3u8', 'list.mp3']) writeFileSync(at(name), list);
    const job = { inputs: [{ path: at('list.m3u8') }], outputs: [{ path: at('made.wav') }] };
    await expect(runFfmpeg((await findFfmpeg()).path, job, free)).rejects.toThrow();
    await expect(decodeSound(at('list.mp3'), free)).rejects.toThrow();
    server.close();
    expect(asked).toBe(0);
  });

  it('goes by the content, whatever the name', async () => {
    writeFileSync(at('really.mp3'), wavBytes(clip));
    expect((await decodeSound(at('really.mp3'), free)).format.kind).toBe('wav');
  });
});

describe('codecs', () => {
  it('give a sound back without moving it', async () => {
    for (const codec of ['mp3', 'opus', 'aac'] as const) {
      const [back] = await recodeAll([{ sound: clip, operation: { kind: 'recode', codec, bitrate: 64 } }], free);
      expect([back!.rate, back!.channels.length, samplesOf(back!)]).toEqual([22050, 2, samplesOf(clip)]);
      expect(Math.abs(lag(clip.channels[0]!, back!.channels[0]!, 2000))).toBeLessThanOrEqual(10); // half a millisecond
    }
  });
  it('take the bit rate that is nearest where the one asked for is refused', async () => {
    const coded = (codec: string, rate: number, bitrate?: number) => ({
      ...{ sound: voice(rate, 0.4), extension: codec === 'opus' ? 'opus' : 'ogg' },
      format: { kind: 'coded', codec, bitrate } as const,
    });
    const asked = [coded('vorbis', 8000), coded('vorbis', 44100, 8), coded('vorbis', 96000), coded('opus', 48000, 400)];
    const files = await encodeAll(asked, free);
    for (const [n, bytes] of files.entries()) {
      const path = at(`nearest-${n}.${asked[n]!.extension}`);
      writeFileSync(path, bytes);
      const { sound } = await decodeSound(path, free);
      expect(samplesOf(sound) / sound.rate).toBeCloseTo(0.4, 1);
    }
  });
  it('send six channels through a codec, each as it was', async () => {
    const tones = [300, 500, 700, 900, 1100, 1300];
    const sound = { rate: 44100, channels: tones.map((hertz) => tone(44100, 22050, hertz).channels[0]!) };
    const operation = { kind: 'recode', codec: 'mp3', bitrate: 96 } as const;
    const [back, plain] = await recodeAll(
      [
        { sound, operation },
        { sound: clip, operation },
      ],
      free,
    );
    expect([back!.channels.length, samplesOf(back!), plain!.channels.length]).toEqual([6, 22050, 2]);
    for (const [n, channel] of back!.channels.entries()) {
      expect(Math.abs(cents(frequency({ rate: 44100, channels: [channel] }), tones[n]!))).toBeLessThan(5);
    }
  });
});

describe('a process', () => {
  const endless = {
    inputs: [{ path: '/dev/zero', options: ['-f', 's16le', '-ar', '8000', '-re'] }],
    outputs: [{ path: '/dev/null', options: ['-f', 'null'] }],
  };
  it('is ended when the task is cancelled', async () => {
    const control = { ...free, check: () => { throw new DOMException('cancelled', 'AbortError'); } }; // biome-ignore format: short
    await expect(runFfmpeg(bundled.path, endless, control)).rejects.toMatchObject({ name: 'AbortError' });
  });
  it('is ended at its time limit', async () => {
    await expect(runFfmpeg(bundled.path, { ...endless, timeLimit: 150 }, free)).rejects.toThrow('took longer than');
  });
});

it('reads what ffmpeg says of a file', () => {
  const said = `Input #0, matroska,webm, from 'a.mkv':
  Duration: 00:01:02.50, start: 0.033000, bitrate: 578 kb/s
    Stream #0:0: Video: h264 (High), yuvj420p(pc, progressive), 640x480 [SAR 1:1 DAR 4:3], 500 kb/s, 29.97 fps, 30 tbr, 1k tbn, 60 tbc (default)
    Metadata:
      rotate          : 90
    Side data:
      displaymatrix: rotation of -90.00 degrees
    Stream #0:1(eng): Audio: aac (LC), 44100 Hz, stereo, fltp, 125 kb/s
Output #0, null`;
  expect(mediaInfo(said)).toEqual({
    duration: 62.5,
    start: 0.033,
    audio: { codec: 'aac', rate: 44100, samples: 'fltp', bitrate: 125 },
    video: {
      codec: 'h264',
      pixels: 'yuvj420p(pc, progressive)',
      width: 640,
      height: 480,
      fps: 29.97,
      base: 30,
      rotation: 90,
      aspect: '1/1',
      bitrate: 500,
    },
  });
  expect(mediaInfo('nothing')).toEqual({ start: 0 });
});
