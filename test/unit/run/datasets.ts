import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import sharp from 'sharp';
import type { Recipe } from '../../../src/core/recipe';

/** A folder that is there for one test. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'augment-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A small dataset of class folders with splits: PNG pictures of noise, each another, and a file beside them. */
export async function writeDataset(root: string, perClass = 3): Promise<void> {
  let n = 0;
  for (const split of ['train', 'test']) {
    for (const name of ['cat', 'dog']) {
      for (let i = 0; i < (split === 'train' ? perClass : 1); i++) {
        const data = Buffer.alloc(24 * 18 * 3, Math.imul(++n, 37) & 255);
        for (let p = 0; p < data.length; p++) data[p] = (data[p]! + Math.imul(p, n * 7)) & 255;
        await writeImage(join(root, split, name, `${name}.${i}.png`), data);
      }
    }
  }
  writeFileSync(join(root, 'README.md'), 'two classes\n');
}

async function writeImage(path: string, data: Buffer): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await sharp(data, { raw: { width: 24, height: 18, channels: 3 } })
    .png()
    .toFile(path);
}

export const smallRecipe: Recipe = {
  version: 1,
  modality: 'image',
  seed: 7,
  variants: 3,
  steps: [
    { transform: 'image.flip', probability: 0.5, axis: 'horizontal' },
    { transform: 'image.rotate', degrees: [-8, 8] },
    { transform: 'image.noise', sigma: [2, 6] },
  ],
};

export const mixingRecipe: Recipe = {
  ...smallRecipe,
  steps: [...smallRecipe.steps, { transform: 'image.mixup', weight: [0.2, 0.9] }],
};

/** Every file below a folder, relative, sorted, hidden ones included. */
export function filesBelow(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** One hash of all names and bytes below a folder, hidden ones included. */
export function treeHash(root: string): string {
  const hash = createHash('sha256');
  for (const path of filesBelow(root)) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}
