import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { outside } from '../../../src/build/bundles';

/** Inside the project, so that native modules are found; one for each run of vitest, whose main process `pid` is. */
const folderOf = (pid: number): string => resolve('test-results', 'bundles', `${pid}`);

/** Of vitest's `globalSetup`: bundles are made anew in each run, by the first test that wants one. */
export function setup(): () => void {
  const clear = () => rmSync(folderOf(process.pid), { recursive: true, force: true });
  clear();
  return clear;
}

/** The product's own bundles: all in one, each start of a process would take three times as long. Gives their folder. */
function product(): string {
  const folder = join(folderOf(process.ppid), 'product');
  if (existsSync(folder)) return folder;
  const unfinished = join(folderOf(process.ppid), `${process.pid}`); // another file of tests may be at it too
  execFileSync(process.execPath, ['--import', 'tsx', 'src/build/build.ts', unfinished]);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}

/** The path of one of the product's bundles. */
export const bundled = (name: 'worker' | 'cli'): string => join(product(), `${name}.js`);

/** Bundles a file of these tests beside the product's bundles, and gives the path of the bundle. */
export function bundledTest(name: string, entry: string): string {
  const outfile = join(product(), `${name}.js`);
  if (existsSync(outfile)) return outfile;
  const unfinished = join(product(), `${process.pid}.js`);
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
