import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { inProcess } from '../labels/in-process';
import { smallRecipe, temporaryFolder } from './datasets';
import { mutated } from './mutations';

const copies = Number(process.env.FUZZ ?? 50); // `npm run test:fuzz` takes 2,000 of each format
const first = Number(process.env.FUZZ_FROM ?? 1); // the copy to go on from
const fewer = process.env.FUZZ ? copies : 12; // of what ffmpeg reads, each in a process of its own
const memoryLimit = 1.5e9; // bytes that all of it may take, here in one process
const timeLimit = 20_000_000; // µs of CPU for one file, or a few

/** A kind of file that comes damaged. */
export interface Kind {
  /** Read by ffmpeg: some at a time. */
  readonly byFfmpeg?: true;
  whole(): Uint8Array;
  /** Reads a damaged copy, 0 being a whole one: what it throws must say what is wrong. */
  read(bytes: Uint8Array, n: number): Promise<unknown> | unknown;
}

const folder = temporaryFolder();
export const at = (...names: readonly string[]) => join(folder.path, ...names);
/** Writes a file of this test, and gives its path. */
export function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A damaged `file` of the dataset `name`: it is scanned, and every tenth time run, where it may be. */
export const among = (
  name: string,
  file: string,
  others: () => Readonly<Record<string, string | Uint8Array>>,
  recipe = smallRecipe,
) => {
  return async (bytes: Uint8Array, n: number) => {
    const root = at(name, 'set'); // alone in its folder: class folders would lie beside each other
    if (n === 0) for (const [path, content] of Object.entries(others())) put(join(root, path), content);
    put(join(root, file), bytes);
    const dataset = await openDataset([root]);
    const { modality, classes, labelSets } = dataset.index;
    if (n === 0) expect([modality, classes.length + labelSets.length > 0]).toEqual([recipe.modality, true]);
    const choice = { out: at(`${name}-out`, `${n}`), onlyVariants: true, allowEvaluationData: true };
    if (n % 10 > 0) return; // a run takes its time
    const { failed } = await runRecipe(dataset, { ...recipe, variants: 1 }, choice, { pool: inProcess });
    for (const { error } of failed) expect(error.trim()).not.toBe('');
  };
};

/** Damages each kind of file, again and again: it is read, or what is wrong with it is said. */
export function eachDamaged(kinds: Readonly<Record<string, Kind>>): void {
  vi.setConfig({ testTimeout: 10_800_000, hookTimeout: 120_000 });
  afterAll(() => folder.remove());

  describe.each(Object.entries(kinds))('damaged files: %s', (name, { whole, read, byFfmpeg }) => {
    const [count, together] = byFfmpeg ? [fewer, 4] : [copies, 1];

    it(`each of ${count} is read, or what is wrong with it is said`, async () => {
      const bytes = whole();
      await read(bytes, 0); // as it is
      let said = 0;
      const one = async (n: number) => {
        try {
          await read(mutated(bytes, name, n), n);
        } catch (error) {
          const { stack, message } = error as Error;
          // a mistake of ours would be one of these; what is said of a file is an Error, or a reason not to run
          expect(error instanceof TypeError || error instanceof ReferenceError, `${n}: ${stack}`).toBe(false);
          expect(message.trim()).not.toBe('');
          said++;
        }
      };
      for (let n = first; n < count; n += together) {
        const before = process.cpuUsage();
        const some = Array.from({ length: Math.min(together, count - n) }, (_, i) => one(n + i));
        await Promise.all(some);
        const { user, system } = process.cpuUsage(before);
        expect(user + system, `from ${n}`).toBeLessThan(timeLimit);
      }
      expect(said).toBeLessThan(count - 1);
      expect(process.resourceUsage().maxRSS * 1000).toBeLessThan(memoryLimit);
    });
  });
}
