import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../core/dataset';
import type { ManifestLine, VariantLine } from '../core/manifest';
import type { RunFailure } from '../core/run';
import { finish, startTextFile } from './files';
import {
  isError,
  isFile,
  isHeader,
  isPart,
  isSkipped,
  isVariant,
  type JournalLine,
  type LineFile,
  openLines,
  type Part,
} from './lines';
import type { OpenRun } from './open-run';
import type { RowLines } from './table/row-lines';

/** Where the lines of each planned source and of each copy stand: an offset, `none` when it is not done. */
export interface Ledger {
  readonly sources: Float64Array;
  readonly copies: Float64Array;
}
export const none = -1;

/**
 * A place in the files of lines that a run has: its own journal is the first; then come the manifest of a run that was
 * cancelled and taken up again, or the manifests of the parts that are merged.
 */
export const placeIn = ({ lineFiles }: Pick<OpenRun, 'lineFiles'>, file: number, offset: number): number =>
  offset * lineFiles.length + file;

export const emptyLedger = (sources: number, copies: number): Ledger => ({
  sources: new Float64Array(sources).fill(none),
  copies: new Float64Array(copies).fill(none),
});

/** What the lines of a run say together. */
export interface Tally {
  variants: number;
  skipped: number;
  failed: RunFailure[];
}

export interface ManifestAsk {
  readonly run: OpenRun;
  /** The lines of rows, in batches, which come first. */
  readonly rows?: AsyncIterable<RowLines>;
  /** The blocks of rows that a part of a run made. */
  readonly parts?: Iterable<Part>;
  /** Sees each variant, in order, on its way into the manifest. */
  onVariant?(line: VariantLine, sample: Sample): Promise<void>;
  /** Lines that come last, asked for when all variants were seen. */
  last?(): Promise<readonly ManifestLine[]>;
}

/**
 * Sorts what a run did into the manifest: sources in the order of the index, then the other files. Reads the lines where
 * they stand, so that a run of any length takes no memory here.
 */
export async function writeManifest({ run, rows, parts, onVariant, last }: ManifestAsk): Promise<Tally> {
  const final = join(run.out, run.names.manifest);
  const temp = run.temp(final);
  const tally = emptyTally();
  const manifest = await startTextFile(temp);
  const put = (line: ManifestLine) => {
    count(tally, line);
    return manifest.write(`${JSON.stringify(line)}\n`);
  };
  try {
    for (const part of parts ?? []) await manifest.write(`${JSON.stringify({ part })}\n`);
    for await (const batch of rows ?? []) {
      countRows(tally, batch);
      await manifest.writeBytes(batch.bytes);
    }
    for await (const { line, sample } of doneLines(run)) {
      if (sample && isVariant(line)) await onVariant?.(line, sample);
      await put(line);
    }
    for (const line of (await last?.()) ?? []) await put(line);
    await manifest.end();
    await finish(temp, final);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
  return tally;
}

interface DoneLine {
  readonly line: ManifestLine;
  /** The source that it speaks of. */
  readonly sample?: Sample;
}

/** What the ledger counts as done, in the order of the manifest. */
export async function* doneLines({ plan, ledger, lineFiles }: OpenRun): AsyncGenerator<DoneLine> {
  const files = await openAll(lineFiles);
  try {
    let i = 0;
    for (const { sample } of plan.work()) {
      for await (const line of linesAt(files, ledger.sources[i++]!)) yield { line, sample };
    }
    for (const place of ledger.copies) for await (const line of linesAt(files, place)) yield { line };
  } finally {
    for (const file of files) await file?.close();
  }
}

/** Those that are not there stay undefined. */
const openAll = (paths: readonly string[]): Promise<readonly (LineFile | undefined)[]> =>
  Promise.all(
    paths.map((path) =>
      openLines(path, paths.length).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    ),
  );

/** The line at a place, and those after it that speak of the same source. */
async function* linesAt(files: readonly (LineFile | undefined)[], place: number): AsyncGenerator<ManifestLine> {
  if (place === none) return;
  const file = files[place % files.length];
  let source: string | undefined;
  for (let at = Math.floor(place / files.length); ; ) {
    const read = await file?.lineAt(at);
    if (!read?.line || isHeader(read.line) || isPart(read.line)) return;
    const next = subject(read.line);
    if (source !== undefined && next !== source) return;
    yield read.line;
    if (isFile(read.line) || wholeSource(read.line)) return;
    source = next;
    at = read.next;
  }
}

/** The source that a line speaks of; undefined for other files. */
export const subject = (line: JournalLine): string | undefined => ('source' in line ? line.source : undefined);
/** True for the one line that stands for a source as a whole. */
export const wholeSource = (line: JournalLine): boolean => isError(line) && line.variant === undefined;

export const emptyTally = (): Tally => ({ variants: 0, skipped: 0, failed: [] });

export function count(tally: Tally, line: ManifestLine): void {
  if (isVariant(line)) tally.variants++;
  else if (isSkipped(line)) tally.skipped++;
  else if (isError(line) && tally.failed.at(-1)?.source !== line.source) {
    tally.failed.push({ source: line.source, error: line.error });
  }
}

/** Counts the lines of rows; those of variants, which are nearly all, need not be read for it. */
export function countRows(tally: Tally, { made, others }: RowLines): void {
  tally.variants += made;
  for (const line of others) count(tally, JSON.parse(line) as ManifestLine);
}
