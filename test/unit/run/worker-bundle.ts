import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { outside } from '../../../src/build/bundles';
import { packedWordNet } from '../../../src/build/wordnet';
import { gaussiansFile, madeGaussians } from '../../../src/engine/image/gaussians';

/** Inside the project, so that native modules are found; one for each run of vitest, whose main process `pid` is. */
const folderOf = (pid: number): string => resolve('test-results', 'bundles', `${pid}`);

/** Of vitest's `globalSetup`: bundles are made anew in each run, by the first test that wants one. */
export function setup(): () => void {
  const clear = () => rmSync(folderOf(process.pid), { recursive: true, force: true });
  clear();
  return clear;
}

/** Bundles an entry point as the product's build does, and gives the path of the bundle. */
export function bundled(name: string, entry: string): string {
  const folder = folderOf(process.ppid);
  const outfile = join(folder, `${name}.js`);
  if (existsSync(outfile)) return outfile;
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, `${process.pid}`); // another file of tests may be at it too
  copyFileSync(packedWordNet(), unfinished);
  renameSync(unfinished, join(folder, 'wordnet.bin'));
  writeFileSync(unfinished, new Uint8Array(madeGaussians().buffer));
  renameSync(unfinished, join(folder, gaussiansFile));
  buildSync({
    entryPoints: [entry],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: [...outside],
    mainFields: ['module', 'main'],
  });
  renameSync(unfinished, outfile);
  return outfile;
}
