import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { installed } from './notices';

/** VS Code's name of a platform → sharp's. */
export const targets = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'alpine-x64': 'linuxmusl-x64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-x64',
} as const;
export type Target = keyof typeof targets;

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The platform that this runs on. Throws where there is no VSIX for it. */
export function thisTarget(): Target {
  const musl = process.platform === 'linux' && !Object(process.report.getReport()).header?.glibcVersionRuntime;
  const name = `${musl ? 'alpine' : process.platform}-${process.arch}`;
  if (name in targets) return name as Target;
  throw new Error(`There is no package for ${name}. Name one of ${Object.keys(targets).join(', ')}`);
}

/** The folder of libjpeg-turbo's build for a platform, below `prebuilds` in its package. */
export const turboBuild = (target: Target): string =>
  `jpeg-turbo-${target === 'alpine-x64' ? 'linux-x64-musl' : target}`;

/** The folder of onnxruntime's build for a platform in its package; it has none for Alpine and for Macs with Intel. */
export function onnxBuild(target: Target): string | undefined {
  const [system, chip] = target.split('-') as [string, string];
  return target === 'alpine-x64' || target === 'darwin-x64' ? undefined : `bin/napi-v6/${system}/${chip}`;
}

/** The package with the ffmpeg of a platform. The one for Linux is linked statically, and runs on Alpine as well. */
export const ffmpegPackage = (target: Target): string => `@ffmpeg-installer/${target.replace(/^alpine/, 'linux')}`;

/** The packages that are needed at run time on a platform and not bundled, as package-lock.json has them. */
export async function runtimePackages(target: Target): Promise<ReadonlyMap<string, Locked>> {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const found = new Map<string, Locked>();
  const addAlone = (name: string) => {
    const locked = lock.packages[`node_modules/${name}`];
    if (!locked) throw new Error(`package-lock.json does not name ${name}`);
    found.set(name, locked);
    return locked;
  };
  const add = (name: string) => {
    for (const dependency of Object.keys(addAlone(name).dependencies ?? {})) add(dependency);
  };
  addAlone('@ffmpeg-installer/ffmpeg'); // its dependencies are the programs of all platforms
  addAlone(ffmpegPackage(target));
  addAlone('@julusian/jpeg-turbo'); // its other dependencies compile it where there is no build
  addAlone('pkg-prebuilds');
  add('sharp');
  if (onnxBuild(target)) {
    addAlone('onnxruntime-node'); // its other dependencies download what is inside already
    add('onnxruntime-common');
    addAlone('@huggingface/transformers'); // without the runtime of browsers
    add('@huggingface/jinja');
    add('@huggingface/tokenizers');
  }
  add(`@img/sharp-${targets[target]}`);
  const libvips = `@img/sharp-libvips-${targets[target]}`;
  if (lock.packages[`node_modules/${libvips}`]) add(libvips); // Windows has it inside
  return found;
}

/** Puts a package into a node_modules folder: from this project's own, else from the registry, checked by its hash. */
export async function placePackage(name: string, locked: Locked, modules: string): Promise<void> {
  const to = join(modules, name);
  await mkdir(dirname(to), { recursive: true });
  const from = installed(name);
  if (from) {
    await cp(from, to, { recursive: true, filter: (path) => !path.slice(from.length).includes('node_modules') });
    return;
  }
  const folder = join(modules, '.fetched');
  await mkdir(folder, { recursive: true });
  const shell = process.platform === 'win32'; // npm is a script there
  const ask = ['pack', `${name}@${locked.version}`, '--json', '--silent', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)('npm', ask, { shell });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const bytes = await readFile(join(folder, filename));
  const hash = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (hash !== locked.integrity) throw new Error(`${name}@${locked.version} is not what package-lock.json names`);
  await unpack(bytes, to);
  await rm(folder, { recursive: true });
}

/** Unpacks an npm tarball, whose files lie in one folder. */
async function unpack(bytes: Uint8Array, to: string): Promise<void> {
  const entries = Readable.from([bytes]).pipe(createGunzip()).pipe(extract());
  for await (const entry of entries) {
    const { name, type, mode } = entry.header;
    const path = name.split('/').slice(1);
    if (type !== 'file' || path.includes('..')) {
      entry.resume();
      continue;
    }
    await mkdir(join(to, ...path.slice(0, -1)), { recursive: true });
    await writeFile(join(to, ...path), await buffer(entry), { mode });
  }
}
