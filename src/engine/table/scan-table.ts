import { createReadStream } from 'node:fs';
import type { DatasetProblem, Split } from '../../core/dataset';
import { splitWord } from '../../core/splits';
import { type Block, type Reading, splits, type Table } from '../../core/table';
import { codecOf, type RowFacts } from '../../formats/table/codec';
import { scannerOf } from '../../formats/table/scanner';

/** A block is one task of a worker: long enough to be worth its start, short enough to share a file of some kilobytes. */
const [leastBlock, mostBlock] = [8 * 1024, 256 * 1024];
const mostRows = 2000;
const mostClasses = 65_000;
const problemsNamed = 20;

export interface TableFile {
  readonly path: string;
  /** Absolute. */
  readonly disk: string;
  readonly bytes: number;
  /** What its name says. */
  readonly split: Split;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Called with the rows that were found so far. */
  onCount?(rows: number): void;
}

/** A list of small numbers that grows by doubling. */
function growing<T extends Uint8Array | Uint16Array>(make: (length: number) => T) {
  let list = make(1024);
  let length = 0;
  return {
    push(value: number) {
      if (length === list.length) {
        const longer = make(length * 2);
        longer.set(list);
        list = longer;
      }
      list[length++] = value;
    },
    done: (): T => list.slice(0, length) as T,
  };
}

/**
 * Reads a table once, from its first byte to its last, and keeps of each row its class and its split: three bytes. Rows
 * that can't be read are named in the problems, and count as rows without class. Throws the signal's reason.
 */
export async function scanTable(
  file: TableFile,
  reading: Reading,
  { signal, onCount }: ScanOptions = {},
): Promise<{ readonly table: Table; readonly problems: readonly DatasetProblem[] }> {
  const codec = codecOf(reading);
  const decoder = new TextDecoder(reading.encoding === 'utf8' ? 'utf-8' : 'latin1');
  const blockBytes = Math.min(mostBlock, Math.max(leastBlock, Math.ceil(file.bytes / 16)));
  const blocks: Block[] = [];
  const classOf = growing((n) => new Uint16Array(n));
  const splitOf = growing((n) => new Uint8Array(n));
  const classNumbers = new Map<string, number>();
  const problems: DatasetProblem[] = [];
  let [rows, unread, lists, blockStart, blockEnd, blockFirst] = [0, 0, 0, -1, 0, 0];
  let listSplit: { readonly name: string | undefined; readonly split: Split } = { name: undefined, split: file.split };
  let splitByRow = false;
  let held: Buffer = Buffer.alloc(0); // from the first byte of a row that is not finished
  let heldAt = reading.head;

  const endBlock = () => {
    if (blockStart >= 0)
      blocks.push({ start: blockStart, end: blockEnd, first: blockFirst, rows: rows - blockFirst, list: lists });
    blockStart = -1;
  };
  const factsAt = (start: number, end: number): RowFacts => {
    try {
      return codec.facts(decoder.decode(held.subarray(start - heldAt, end - heldAt)));
    } catch (error) {
      unread++;
      if (unread <= problemsNamed) {
        problems.push({ path: `${file.path}#${rows}`, problem: `${(error as Error).message}: left out` });
      }
      return {};
    }
  };
  const numberOf = (label: string | undefined): number => {
    if (label === undefined) return 0;
    const known = classNumbers.get(label);
    if (known !== undefined) return known;
    if (classNumbers.size >= mostClasses) return 0;
    classNumbers.set(label, classNumbers.size + 1);
    return classNumbers.size;
  };
  const scanner = scannerOf(reading, (start, end, list) => {
    if (list !== listSplit.name) {
      endBlock(); // a block is of one list
      if (rows > 0) lists++;
      const named = list === undefined ? undefined : splitWord(list);
      listSplit = { name: list, split: named ?? file.split };
      splitByRow ||= named !== undefined;
    }
    if (blockStart >= 0 && (end - blockStart > blockBytes || rows - blockFirst >= mostRows)) endBlock();
    if (blockStart < 0) [blockStart, blockFirst] = [start, rows];
    const { label, split } = factsAt(start, end);
    splitByRow ||= split !== undefined;
    classOf.push(numberOf(label));
    splitOf.push(splits.indexOf(split ?? listSplit.split));
    blockEnd = end;
    rows++;
    lastEnd = end;
  });
  let lastEnd = reading.head;

  for await (const chunk of createReadStream(file.disk, { start: reading.head, highWaterMark: 256 * 1024 })) {
    signal?.throwIfAborted();
    const at = heldAt + held.length;
    held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
    scanner.scan(chunk as Buffer, at);
    held = held.subarray(Math.max(0, lastEnd - heldAt));
    heldAt = Math.max(heldAt, lastEnd);
    onCount?.(rows);
  }
  scanner.end(heldAt + held.length);
  endBlock();
  if (unread > problemsNamed) {
    problems.push({ path: file.path, problem: `${unread - problemsNamed} more rows can't be read: left out` });
  }
  const classNames = [...classNumbers.keys()];
  return {
    problems,
    table: {
      path: file.path,
      reading,
      rows,
      blocks,
      classOf: classOf.done(),
      classNames,
      splitOf: splitOf.done(),
      splitByRow,
    },
  };
}
