import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { outside } from '../../../src/build/bundles';
import { packedWordNet } from '../../../src/build/wordnet';

/** Inside the project, so that native modules are found. */
const folder = resolve('test-results', 'bundles', `${process.pid}`);

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Bundles an entry point as the product's build does, and gives the path of the bundle. */
export function bundled(name: string, entry: string): string {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name}.js`);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: [...outside],
    mainFields: ['module', 'main'],
  });
  copyFileSync(packedWordNet(), join(folder, 'wordnet.bin'));
  return outfile;
}
