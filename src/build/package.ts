// `npm run package [target]`: the VSIX of this platform, or of the one named, in dist/.
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { bundle } from './bundles';
import { installed, noticeOf, thirdPartyNotices } from './notices';
import {
  ffmpegPackage,
  onnxBuild,
  placePackage,
  runtimePackages,
  type Target,
  targets,
  thisTarget,
  turboBuild,
} from './runtime';

/** Of package.json: what VS Code and a reader need, and nothing that belongs to the workshop. */
const left = ['private', 'scripts', 'devDependencies', 'allowScripts'];
/** Of the packages: what is needed to run them. */
const unneeded = /\.(d\.ts|map|md|gyp|cc|h|hpp|c)$|~$|[/\\](install|src|test|docs)$/;

async function main(): Promise<void> {
  const target = chosenTarget(process.argv[2]);
  const stage = await mkdtemp(join(tmpdir(), 'vsix-'));
  try {
    const bundled = await bundle(join(stage, 'dist'), true);
    await withoutSourceMaps(join(stage, 'dist'));
    for (const path of await shippedFiles()) await cp(path, join(stage, path));
    await cp('src/build/licenses', join(stage, 'licenses'), { recursive: true });
    const placed = await placeRuntime(target, join(stage, 'node_modules'));
    const bundledFolders = bundled.flatMap((name) => installed(name) ?? []);
    const notices = await Promise.all([...bundledFolders.map(noticeOf), ...placed]);
    await writeFile(join(stage, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(notices));
    await writeManifest(stage, target);
    await mkdir('dist', { recursive: true });
    const packagePath = resolve('dist', `dataset-augmentation-${target}.vsix`);
    await createVSIX({
      cwd: stage,
      packagePath,
      target,
      rewriteRelativeLinks: false,
      allowMissingRepository: true,
      skipLicense: false,
    });
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** What .vscodeignore names and this project has, without what is made anew for the package; and .vscodeignore itself. */
async function shippedFiles(): Promise<readonly string[]> {
  const named = await listFiles({ cwd: '.', packageManager: PackageManager.None });
  return ['.vscodeignore', ...named.filter((path) => !/^(dist|node_modules)[\\/]/.test(path))];
}

function chosenTarget(name: string | undefined): Target {
  if (name === undefined) return thisTarget();
  if (name in targets) return name as Target;
  throw new Error(`There is no package for ${name}. Name one of ${Object.keys(targets).join(', ')}`);
}

async function withoutSourceMaps(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (name.endsWith('.map')) await rm(file);
    else if (/\.(js|css)$/.test(name)) {
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace(/\n(\/\/|\/\*)# sourceMappingURL=.*\s*$/, '\n'));
    }
  }
}

/** Places the codecs with the libraries of one platform, and returns their notices, read before they are trimmed. */
async function placeRuntime(target: Target, modules: string) {
  const packages = [...(await runtimePackages(target))];
  for (const [name, locked] of packages) await placePackage(name, locked, modules);
  const notices = await Promise.all(packages.map(([name]) => noticeOf(join(modules, name))));
  for (const [name] of packages) await trim(join(modules, name));
  await onlyDependencies(join(modules, '@ffmpeg-installer/ffmpeg'), [ffmpegPackage(target)], 'optionalDependencies');
  await keepOneBuild(target, join(modules, '@julusian/jpeg-turbo'));
  if (onnxBuild(target)) await keepOneRuntime(onnxBuild(target)!, modules);
  return notices;
}

/** Leaves the build of one platform, and no mention of the tools that would compile another. */
async function keepOneBuild(target: Target, folder: string): Promise<void> {
  const builds = join(folder, 'prebuilds');
  for (const name of await readdir(builds)) {
    if (name !== turboBuild(target)) await rm(join(builds, name), { recursive: true });
  }
  await onlyDependencies(folder, ['pkg-prebuilds']);
}

/** Leaves onnxruntime's build of one platform, and of transformers.js what Node imports. */
async function keepOneRuntime(build: string, modules: string): Promise<void> {
  const runtime = join(modules, 'onnxruntime-node');
  await rename(join(runtime, build), join(runtime, 'kept'));
  await rm(join(runtime, 'bin'), { recursive: true });
  await rm(join(runtime, 'script'), { recursive: true, force: true });
  await mkdir(dirname(join(runtime, build)), { recursive: true });
  await rename(join(runtime, 'kept'), join(runtime, build));
  await onlyDependencies(runtime, ['onnxruntime-common']);
  const library = join(modules, '@huggingface/transformers');
  for (const name of await readdir(join(library, 'dist'))) {
    if (name !== 'transformers.node.mjs') await rm(join(library, 'dist', name), { recursive: true });
  }
  await onlyDependencies(library, ['@huggingface/jinja', '@huggingface/tokenizers', 'onnxruntime-node', 'sharp']);
}

/** Leaves no mention of packages that are not shipped. */
async function onlyDependencies(
  folder: string,
  names: readonly string[],
  list: 'dependencies' | 'optionalDependencies' = 'dependencies',
): Promise<void> {
  const path = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<typeof list, Record<string, string>>;
  const kept = Object.fromEntries(names.map((name) => [name, manifest[list][name]]));
  await writeFile(path, JSON.stringify({ ...manifest, [list]: kept }, null, 2));
}

async function trim(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (unneeded.test(path) && !/licen[cs]e/i.test(entry.name)) await rm(path, { recursive: true });
    else if (entry.isDirectory()) await trim(path);
  }
}

async function writeManifest(stage: string, target: Target): Promise<void> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, unknown>;
  for (const key of left) delete manifest[key];
  const all = Object(manifest.dependencies) as Record<string, string>;
  const models = onnxBuild(target) ? ['@huggingface/transformers', 'onnxruntime-node'] : [];
  const shipped = ['@ffmpeg-installer/ffmpeg', '@julusian/jpeg-turbo', 'sharp', ...models];
  const dependencies = Object.fromEntries(shipped.map((name) => [name, all[name]]));
  await writeFile(join(stage, 'package.json'), JSON.stringify({ ...manifest, dependencies }, null, 2));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
