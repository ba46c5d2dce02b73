import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { nearestWords } from '../../src/engine/models/nearest';
import { vectorsOfFile } from '../../src/engine/models/vector-store';
import type { Report } from './bench';

const [count, size, asked] = [400_000, 300, 10_000];

/** Packing a GloVe file of 400,000 × 300, then the exact neighbours of 10,000 words in it: seconds, and peak memory. */
export async function neighbors(report: Report, scratch: string): Promise<void> {
  const path = join(scratch, 'glove.txt');
  await writeGlove(path);
  const storage = join(scratch, 'storage');
  const packing = performance.now();
  const store = await vectorsOfFile(path, storage, () => {});
  report(`neighbours: ${count} × ${size} packed in ${seconds(packing)} s`);
  const words = Array.from({ length: asked }, (_, i) => `w${(i * 37) % count}`);
  for (const metric of ['cosine', 'euclidean'] as const) {
    const searching = performance.now();
    const cpu = process.cpuUsage();
    await nearestWords(store, words, metric, 100);
    const { user, system } = process.cpuUsage(cpu);
    const used = `${((user + system) / 1e6).toFixed(0)} s of CPU`;
    report(`neighbours of ${asked} words, ${metric}: ${seconds(searching)} s (${used}), peak ${peak()} MB of memory`);
  }
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(0);
const peak = (): string => (process.resourceUsage().maxRSS / 1e3).toFixed(0);

async function writeGlove(path: string): Promise<void> {
  const file = createWriteStream(path);
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return ((state >>> 8) / 8388608 - 1).toFixed(5);
  };
  for (let i = 0; i < count; i++) {
    const line = `w${i} ${Array.from({ length: size }, next).join(' ')}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}
