import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import turbo from '@julusian/jpeg-turbo';
import type { Raster } from '../../src/core/image';
import { addNoise } from '../../src/engine/image/noise';

/** CPU milliseconds that no run can do without, by the fastest codec at hand. */
export interface Floor {
  /** To decode one photo. */
  readonly decode: number;
  /** To encode it as it is, and with the noise of a recipe, which costs more. */
  readonly encode: number;
  readonly encodeNoisy: number;
}

/** `node floor.cjs <folder> <quality> <sigma>`: the means over the JPEG files of a folder, as JSON. Without files and processes. */
async function main([folder, quality, sigma]: readonly string[]): Promise<void> {
  const files = (await readdir(folder!, { recursive: true })).filter((f) => f.endsWith('.jpg')).sort();
  const spent = { decode: 0, encode: 0, encodeNoisy: 0 };
  const timed = <T>(what: keyof Floor, work: () => T): T => {
    const before = process.cpuUsage();
    const result = work();
    const { user, system } = process.cpuUsage(before);
    spent[what] += (user + system) / 1000;
    return result;
  };
  const pixels = Buffer.alloc(48 << 20); // used again for each photo: fresh memory has its own cost
  const room = Buffer.alloc(48 << 20);
  for (const file of files) {
    const bytes = await readFile(join(folder!, file));
    const picture = timed('decode', () => turbo.decompressSync(bytes, pixels, { format: turbo.FORMAT_RGB }));
    const { width, height, data } = picture;
    const settings = { format: turbo.FORMAT_RGB, subsampling: turbo.SAMP_420, width, height, quality: Number(quality) };
    timed('encode', () => turbo.compressSync(data, room, settings));
    const noisy: Raster = { width, height, channels: 3, data: Uint8Array.from(data) };
    addNoise(noisy, Number(sigma), 1);
    timed('encodeNoisy', () => turbo.compressSync(noisy.data as Buffer, room, settings));
  }
  const mean = (sum: number) => sum / files.length;
  const floor: Floor = {
    decode: mean(spent.decode),
    encode: mean(spent.encode),
    encodeNoisy: mean(spent.encodeNoisy),
  };
  console.log(JSON.stringify(floor));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
