import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtInPresets } from '../../src/core/presets';
import type { Report } from './bench';
import { type Cost, measure } from './watch';

const MB = 1e6;

/** Peak memory of a run, all processes together, over 200 and over 20,000 files: it must not grow with the files. */
export async function memory(report: Report, photos: string, scratch: string): Promise<void> {
  const recipe = join(scratch, 'one.augment.json');
  await writeFile(recipe, JSON.stringify({ ...builtInPresets[0]!.recipe, variants: 1 }));
  for (const count of [200, 20_000]) {
    const folder = join(scratch, `files-${count}`);
    await multiply(photos, folder, count);
    const out = `${folder}-out`;
    const args = ['dist/cli.js', 'run', folder, '--recipe', recipe, '--out', out, '--only-variants', '--json'];
    const cost: Cost = await measure(process.execPath, args);
    await rm(out, { recursive: true });
    await rm(folder, { recursive: true });
    report(`memory, ${count} files: peak ${(cost.peakBytes / MB).toFixed(0)} MB in ${cost.seconds.toFixed(0)} s`);
  }
}

/** `count` names for the photos of a folder, by hard links. */
async function multiply(photos: string, folder: string, count: number): Promise<void> {
  const files = (await readdir(photos, { recursive: true })).filter((f) => f.endsWith('.jpg')).sort();
  for (const name of ['dress', 'hat']) await mkdir(join(folder, 'train', name), { recursive: true });
  for (let i = 0; i < count; i++) {
    const file = files[i % files.length]!;
    await link(join(photos, file), join(folder, file.replace('.jpg', `-${i}.jpg`)));
  }
}
