import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { makeFolder } from '../dataset/make';

export const width = 64;
export const height = 48;

/** A picture of noise, another for each number. */
export function png(n: number): Uint8Array {
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, p) => (Math.imul(p + 1, 2654435761 + n * 97) >>> 13) & 255,
  );
  return encode({ width, height, data, channels: 3, depth: 8 });
}

/** A dataset on disk: contents by path; a number stands for a picture. Gone after the tests. */
export function dataset(files: Readonly<Record<string, string | number | Uint8Array>>): string {
  const root = makeFolder('set', []);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'number' ? png(content) : content);
  }
  return root;
}
