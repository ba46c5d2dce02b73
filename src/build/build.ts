import { cp, mkdir, rm } from 'node:fs/promises';
import { type BuildOptions, build } from 'esbuild';

/** The four bundles of the product. Native modules stay outside: they are loaded from node_modules. */
const node: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', 'sharp'],
  sourcemap: 'linked',
  logLevel: 'warning',
};

const bundles: readonly BuildOptions[] = [
  { ...node, entryPoints: { extension: 'src/host/extension.ts' } },
  { ...node, entryPoints: { worker: 'src/engine/worker.ts' } },
  { ...node, entryPoints: { cli: 'src/cli/cli.ts' }, banner: { js: '#!/usr/bin/env node' } },
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

async function main(): Promise<void> {
  const minify = process.argv.includes('--minify');
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist', { recursive: true });
  await Promise.all(bundles.map((options) => build({ ...options, outdir: 'dist', minify })));
  await cp('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
