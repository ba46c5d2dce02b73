import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const open = new Set<string>();

// The parent is gone, as in door.ts.
process.prependListener('disconnect', () => {
  for (const folder of open) rmSync(folder, { recursive: true, force: true });
});

/** Works in a folder of its own for what goes to and from ffmpeg, which is removed in the end. */
export async function inScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'dataset-augment-'));
  open.add(folder);
  try {
    return await work(folder);
  } finally {
    open.delete(folder);
    await rm(folder, { recursive: true, force: true });
  }
}
