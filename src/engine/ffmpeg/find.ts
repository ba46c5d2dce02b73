import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { UseError } from '../../core/errors';
import { isAbort } from '../calls';

/** Names a binary: the setting `datasetAugmentation.ffmpegPath` reaches workers this way, and the CLI reads it. */
export const ffmpegVariable = 'DATASET_AUGMENT_FFMPEG';

/** The ffmpeg that is used, and what it can do. */
export interface Ffmpeg {
  readonly path: string;
  readonly origin: 'setting' | 'PATH' | 'bundled';
  /** "5.1.9-0+deb12u1" */
  readonly version: string;
  /** Encoders are asked for when they are needed first: each question takes a process. */
  readonly abilities: () => Promise<Abilities>;
  /** `-fps_mode` (5.1 and later) or `-vsync` (until 7): how frames get their times. */
  readonly frameTimes: '-fps_mode' | '-vsync';
}

interface Abilities {
  readonly filters: ReadonlySet<string>;
  readonly encoders: ReadonlySet<string>;
}

const found = new Map<string, Promise<Ffmpeg>>();

/** The ffmpeg of the setting, else of PATH, else the one that comes along; looked at once. Throws a `UseError`. */
export function findFfmpeg(env: NodeJS.ProcessEnv = process.env): Promise<Ffmpeg> {
  const key = `${env[ffmpegVariable] ?? ''}\n${env.PATH ?? ''}`;
  const known = found.get(key);
  if (known) return known;
  const finding = find(env);
  found.set(key, finding);
  finding.catch(() => found.delete(key)); // another try may find it
  return finding;
}

async function find(env: NodeJS.ProcessEnv): Promise<Ffmpeg> {
  const named = env[ffmpegVariable];
  if (named) {
    return look(named, 'setting').catch((error: Error) => {
      throw new UseError(
        `${named}, which is set as ffmpeg, can't be run: ${error.message}. Correct datasetAugmentation.ffmpegPath (on the command line ${ffmpegVariable}), or leave it empty.`,
      );
    });
  }
  const onPath = await firstOnPath(env.PATH ?? '');
  const usable = onPath && (await look(onPath, 'PATH').catch(() => undefined));
  if (usable) return usable;
  const bundled = await bundledFfmpeg();
  if (bundled) return look(bundled, 'bundled');
  throw new UseError(
    `There is no ffmpeg, and none comes along for ${process.platform}-${process.arch}. Install one, or name it in datasetAugmentation.ffmpegPath (on the command line ${ffmpegVariable}).`,
  );
}

async function firstOnPath(path: string): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  for (const folder of path.split(delimiter).filter((f) => f !== '')) {
    const file = join(folder, name);
    if (await access(file, constants.X_OK).then(() => true, () => false)) return file; // biome-ignore format: one line
  }
  return undefined;
}

/** The binary that comes along; its package throws where there is none for the platform. */
async function bundledFfmpeg(): Promise<string | undefined> {
  const path = await import('@ffmpeg-installer/ffmpeg').then((it) => it.default.path).catch(() => undefined);
  if (path !== undefined) await access(path, constants.X_OK).catch(() => chmod(path, 0o755)); // unpacking may lose it
  return path;
}

async function look(path: string, origin: Ffmpeg['origin']): Promise<Ffmpeg> {
  const ask = (...args: readonly string[]) => promisify(execFile)(path, args, { maxBuffer: 1 << 24, timeout: 30_000 });
  const { stdout: filters, stderr: banner } = await ask('-filters'); // one process says both
  const version = /^ffmpeg version (\S+)/m.exec(banner)?.[1];
  if (!version) throw new Error('it does not say that it is ffmpeg');
  let asked: Promise<Abilities> | undefined;
  const askAbilities = async (): Promise<Abilities> => {
    const { stdout: encoders } = await ask('-encoders');
    return {
      filters: new Set([...filters.matchAll(/^ [A-Z.]{2,3} (\S+) +\S+->\S+/gm)].map(([, name]) => name!)),
      encoders: new Set([...encoders.matchAll(/^ [VAS][A-Z.]{5} (\S+)/gm)].map(([, name]) => name!)),
    };
  };
  const abilities = () => {
    asked ??= askAbilities();
    return asked;
  };
  const numbers = /^n?(\d+)\.(\d+)/.exec(version); // builds of a day have none
  const modern = numbers
    ? Number(numbers[1]) + Number(numbers[2]) / 100 >= 5.01
    : /^-fps_mode\b/m.test((await ask('-h', 'long')).stdout);
  return { path, origin, version, abilities, frameTimes: modern ? '-fps_mode' : '-vsync' };
}

/** Throws a `UseError` that names the filters and encoders that this ffmpeg does not have. */
export async function checkAbilities(
  ffmpeg: Ffmpeg,
  filters: readonly string[],
  encoders: readonly string[],
): Promise<void> {
  const has = await ffmpeg.abilities();
  const missing = [
    ...filters.filter((name) => !has.filters.has(name)).map((name) => `the filter ${name}`),
    ...encoders.filter((name) => !has.encoders.has(name)).map((name) => `the encoder ${name}`),
  ];
  if (missing.length === 0) return;
  throw new UseError(
    `The ffmpeg at ${ffmpeg.path} (${ffmpeg.version}) lacks ${missing.join(', ')}. Name another one in datasetAugmentation.ffmpegPath (on the command line ${ffmpegVariable}).`,
  );
}

/** Does what needs filters and encoders. When it fails where one of them is missing, that is the error. */
export async function needing<T>(
  ffmpeg: Ffmpeg,
  filters: readonly string[],
  encoders: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAbort(error)) await checkAbilities(ffmpeg, filters, encoders);
    throw error;
  }
}
