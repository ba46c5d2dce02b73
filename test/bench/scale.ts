import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { builtInPresets } from '../../src/core/presets';
import type { Report } from './bench';
import { measure } from './watch';

const MB = 1e6;

/**
 * How cost grows: runs over 1,000, 10,000 and 100,000 small files, and the plan of a million, by the bundled `plan`.
 * `wants` says which: `scale-1000` and so on, `scale-plan`.
 */
export async function scale(
  report: Report,
  scratch: string,
  plan: string,
  wants: (part: string) => boolean,
): Promise<void> {
  const recipe = join(scratch, 'scale.augment.json');
  await writeFile(recipe, JSON.stringify({ ...builtInPresets[0]!.recipe, variants: 1 }));
  for (const count of [1000, 10_000, 100_000].filter((n) => wants(`scale-${n}`))) {
    const folder = join(scratch, `scale-${count}`);
    await tinyPictures(folder, count);
    const out = `${folder}-out`;
    const args = ['run', folder, '--recipe', recipe, '--out', out, '--only-variants', '--json'];
    const cost = await measure(process.execPath, ['dist/cli.js', ...args]);
    await rm(out, { recursive: true });
    await rm(folder, { recursive: true });
    const rate = (count / cost.seconds).toFixed(0);
    const ms = ((1000 * cost.cpuSeconds) / count).toFixed(2);
    report(`${count} files: ${rate} images/s, ${ms} CPU ms each, peak ${(cost.peakBytes / MB).toFixed(0)} MB`);
  }
  for (const count of wants('scale-plan') ? [10_000, 1_000_000] : []) {
    const { stdout, cpuSeconds } = await measure(process.execPath, ['--expose-gc', plan, `${count}`]);
    const { variants, indexMB, planMB, peakMB } = JSON.parse(stdout) as Readonly<Record<string, number>>;
    const took = `${cpuSeconds.toFixed(1)} CPU s; index ${indexMB} MB, plan ${planMB} MB, peak ${peakMB} MB`;
    report(`plan of ${count} files, ${variants} variants: ${took}`);
  }
}

/** `count` JPEG files of 64 × 48 in class folders, no two the same; a thousand in a folder. */
async function tinyPictures(root: string, count: number): Promise<void> {
  const side = { width: 64, height: 48, channels: 3 } as const;
  const data = Buffer.alloc(side.width * side.height * 3);
  for (let i = 0; i < data.length; i++) data[i] = (i * 7 + ((i * i) >> 6)) & 255;
  const picture = await sharp(data, { raw: side }).jpeg({ quality: 90 }).toBuffer();
  for (let i = 0; i < count; i++) {
    const folder = join(root, 'train', i % 2 ? 'dress' : 'hat', `part-${Math.floor(i / 2000)}`);
    if (i % 2000 < 2) await mkdir(folder, { recursive: true });
    const comment = Buffer.from([0xff, 0xfe, 0, 10, ...Buffer.from(String(i).padStart(8, '0'))]); // another file each
    await writeFile(join(folder, `${i}.jpg`), Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2)]));
  }
}
