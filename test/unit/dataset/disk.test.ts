import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sizesOf } from '../../../src/engine/entries';
import { sha256Of } from '../../../src/engine/files';
import { copyOne } from '../../../src/engine/make-copies';

const folder = mkdtempSync(join(tmpdir(), 'disk-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('sizes of files', () => {
  const paths = [3, 0, 70].map((bytes) => {
    const path = join(folder, `${bytes} bytes`);
    writeFileSync(path, Buffer.alloc(bytes));
    return path;
  });
  paths.splice(1, 0, join(folder, 'none'));
  it.each([
    ['a quick disk', undefined],
    ['a slow one', 0],
  ])('of %s', async (_, turn) => {
    const sizes = await sizesOf(paths, turn);
    expect(sizes.map((size) => (size instanceof Error ? (size as NodeJS.ErrnoException).code : size))).toEqual([
      3,
      'ENOENT',
      0,
      70,
    ]);
  });
});

describe('a copy', () => {
  it.each([10, 1024 * 1024 + 1])('of %i bytes, in a folder that is not there yet', async (length) => {
    const [from, to] = [join(folder, 'from'), join(folder, String(length), 'in', 'to')];
    const bytes = Buffer.from(Array.from({ length }, (_, i) => i % 251));
    writeFileSync(from, bytes);
    expect(await copyOne({ from, to })).toEqual({ sha256: sha256Of(bytes) });
    expect(readFileSync(to).equals(bytes)).toBe(true);
  });
  it('of what is not there, or no file, is an outcome', async () => {
    mkdirSync(join(folder, 'a folder'));
    const to = join(folder, 'to');
    expect(await copyOne({ from: join(folder, 'none'), to })).toEqual({ error: expect.stringMatching(/not there/) });
    expect(await copyOne({ from: join(folder, 'a folder'), to })).toEqual({ error: expect.any(String) });
  });
  it('that can’t be written ends the work', async () => {
    writeFileSync(join(folder, 'from'), 'x');
    const to = join(folder, '3 bytes', 'to'); // below a file
    await expect(copyOne({ from: join(folder, 'from'), to })).rejects.toThrow(/cannot write/);
  });
});
