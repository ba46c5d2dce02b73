import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtInPresets } from '../../src/core/presets';
import type { Report } from './bench';
import { multiply } from './photos';
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
