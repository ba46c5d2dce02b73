import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import type { ErrorLine, FileLine, ManifestLine, SkippedLine, VariantLine, WrittenFile } from '../core/manifest';
import { parseRowName } from '../core/table';

/** Who has a journal open: every run and every resumed run begins its part of a journal with it. */
export interface HeaderLine {
  readonly run: {
    readonly pid: number;
    readonly host: string;
    readonly token: string;
    /** That run gave the journal up without coming to its end. */
    readonly left?: true;
  };
}
/** A block of a table whose variants lie finished in two hidden files, until the table is put together. */
export interface PartLine {
  readonly part: Part;
}
export interface Part {
  readonly table: string;
  /** The number of the block in the table. */
  readonly block: number;
  readonly made: number;
  readonly skipped: number;
  readonly failed: number;
}
export type JournalLine = ManifestLine | HeaderLine | PartLine;

export const isVariant = (line: JournalLine): line is VariantLine => 'output' in line;
export const isFile = (line: JournalLine): line is FileLine => 'file' in line;
export const isError = (line: JournalLine): line is ErrorLine => 'error' in line;
export const isSkipped = (line: JournalLine): line is SkippedLine => 'skipped' in line;
export const isPart = (line: JournalLine): line is PartLine => 'part' in line;
export const isHeader = (line: JournalLine): line is HeaderLine => 'run' in line;

/** The files that a line says were written. */
export function writtenBy(line: JournalLine): readonly WrittenFile[] {
  if (isFile(line)) return [{ path: line.file, sha256: line.sha256 }];
  if (!isVariant(line) || line.tar !== undefined || parseRowName(line.output)) return []; // a row is no file
  return [{ path: line.output, sha256: line.sha256 }, ...(line.sidecars ?? [])];
}

export interface PlacedLine {
  /** Of its first byte. */
  readonly offset: number;
  readonly line: JournalLine;
}

const newline = 10;

/** The lines of a manifest or journal, in order; a line that a crash cut off is left out. No file: no lines. */
export async function* readLines(path: string): AsyncGenerator<PlacedLine> {
  let offset = 0;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
      let from = 0;
      for (let to = bytes.indexOf(newline); to >= 0; to = bytes.indexOf(newline, from)) {
        const line = parse(bytes.toString('utf8', from, to));
        if (line) yield { offset: offset + from, line };
        from = to + 1;
      }
      offset += from;
      rest = bytes.subarray(from);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function parse(text: string): JournalLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as JournalLine) : undefined;
  } catch {
    return undefined; // cut off by a crash
  }
}

/** Lines of a file at known places, read through a window: places that are close together cost one read. */
export interface LineFile {
  /** The line that begins at this offset; undefined at the end of the file. */
  lineAt(offset: number): LineAt | undefined;
  close(): void;
}

export interface LineAt {
  /** As it stands in the file, without its end. */
  readonly text: string;
  /** Undefined where the text is no line of ours. */
  readonly line: JournalLine | undefined;
  /** The offset of the next line. */
  readonly next: number;
}

const window = 256 * 1024; // bytes

/**
 * Opens a manifest or journal for reading at known places; `files`: how many are open together, and share the memory. It
 * is read at once: a generator that waits for every line takes five times as long.
 */
export function openLines(path: string, files = 1): LineFile {
  const windowSize = Math.max(16 * 1024, Math.floor(window / files));
  const file = openSync(path, 'r');
  let start = 0;
  let view: Buffer = Buffer.alloc(0);
  const load = (offset: number, size: number) => {
    const buffer = view.buffer.byteLength === size ? Buffer.from(view.buffer) : Buffer.allocUnsafeSlow(size);
    start = offset;
    view = buffer.subarray(0, readSync(file, buffer, 0, size, offset));
  };
  return {
    lineAt(offset) {
      for (let size = windowSize; ; size *= 2) {
        const inside = offset >= start && offset < start + view.length;
        const end = inside ? view.indexOf(newline, offset - start) : -1;
        if (end >= 0) {
          const text = view.toString('utf8', offset - start, end);
          return { text, line: parse(text), next: start + end + 1 };
        }
        if (inside && offset === start && view.length < size / 2) return undefined; // the file ends without a newline
        load(offset, size);
        if (view.length === 0) return undefined;
      }
    },
    close: () => closeSync(file),
  };
}
