import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/engine/journal';
import { type JournalLine, openLines, readLines } from '../../../src/engine/lines';
import { temporaryFolder } from './datasets';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = (n: number, length = 0): JournalLine => ({ file: `${n}${'é'.repeat(length)}`, sha256: 'x' });
const all = async (path: string): Promise<readonly JournalLine[]> => {
  const lines: JournalLine[] = [];
  for await (const { line } of readLines(path)) lines.push(line);
  return lines;
};

describe('lines', () => {
  it('are read back where they stand, long ones too', async () => {
    const path = join(folder.path, 'lines');
    const written = Array.from({ length: 300 }, (_, n) => file(n, n % 50 === 0 ? 300_000 : n));
    writeFileSync(path, written.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const placed: { offset: number; line: JournalLine }[] = [];
    for await (const one of readLines(path)) placed.push(one);
    expect(placed.map((p) => p.line)).toEqual(written);
    const lines = openLines(path);
    for (const n of [299, 0, 150, 151, 3, 50]) {
      expect(lines.lineAt(placed[n]!.offset)).toEqual({
        text: JSON.stringify(written[n]),
        line: written[n],
        next: placed[n + 1]?.offset ?? expect.any(Number),
      });
    }
    lines.close();
  });

  it('leave out what a crash cut off, and go on after it', async () => {
    const path = join(folder.path, '.augment-journal.jsonl');
    const first = await openJournal(folder.path, 'start', 'a');
    first.append([file(1)]);
    first.close();
    appendFileSync(path, '{"file":"cut');
    const second = await openJournal(folder.path, 'resume', 'b');
    const [offset] = second.append([file(2)]);
    expect((await all(path)).filter((line) => 'file' in line)).toEqual([file(1), file(2)]);
    const lines = openLines(path);
    expect(lines.lineAt(offset!)?.line).toEqual(file(2));
    lines.close();
    second.close();
  });

  it('of a file that is not there are none', async () => {
    expect(await all(join(folder.path, 'nothing'))).toEqual([]);
  });
});

describe('journal', () => {
  it('is held by one run at a time', async () => {
    const journal = await openJournal(folder.path, 'start', 'a');
    await expect(openJournal(folder.path, 'start', 'b')).rejects.toThrow(/is writing into/);
    await expect(openJournal(folder.path, 'resume', 'b')).rejects.toThrow(/is writing into/);
    journal.close();
    await expect(openJournal(folder.path, 'start', 'b')).rejects.toThrow(/cut off/);
    (await openJournal(folder.path, 'resume', 'c')).close();
  });
});
