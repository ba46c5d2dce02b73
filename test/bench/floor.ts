import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/**
 * The floor: `tsx floor.ts <folder> <out> <variants> <quality> <processes> <this one>` decodes each JPEG of the folder
 * once, encodes it `variants` times with the settings of a run, and writes the files. No run can be faster with this codec.
 */
async function main([folder, out, variants, quality, processes, own]: readonly string[]): Promise<void> {
  sharp.concurrency(1);
  sharp.cache(false);
  const files = (await readdir(folder!, { recursive: true })).filter((f) => f.endsWith('.jpg')).sort();
  for (const [i, file] of files.entries()) {
    if (i % Number(processes) !== Number(own)) continue;
    const { data, info } = await sharp(await readFile(join(folder!, file)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    for (let k = 1; k <= Number(variants); k++) {
      const bytes = await sharp(data, { raw })
        .jpeg({ quality: Number(quality), optimiseCoding: false })
        .toBuffer();
      await writeFile(join(out!, `${i}-${k}.jpg`), bytes);
    }
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
