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
  onVariant?(line: VariantLine, sample: Sample): Promise<void> | undefined;
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
  const put = (line: ManifestLine, text: string) => {
    count(tally, line);
    return manifest.write(`${text}\n`);
  };
  try {
    for (const part of parts ?? []) await manifest.write(`${JSON.stringify({ part })}\n`);
    for await (const batch of rows ?? []) {
      countRows(tally, batch);
      await manifest.writeBytes(batch.bytes);
    }
    for (const { line, text, sample } of doneLines(run)) {
      const seen = sample && isVariant(line) ? onVariant?.(line, sample) : undefined;
      if (seen) await seen;
      const written = put(line, text);
      if (written) await written;
    }
    for (const line of (await last?.()) ?? []) await put(line, JSON.stringify(line));
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
  /** The line as it stands in the journal, and will in the manifest. */
  readonly text: string;
  /** The source that it speaks of. */
  readonly sample?: Sample;
}

/** What the ledger counts as done, in the order of the manifest. */
export function* doneLines({ plan, ledger, lineFiles }: OpenRun): Generator<DoneLine> {
  const files = lineFiles.map((path) => openIfThere(path, lineFiles.length));
  try {
    for (const [i, sample] of plan.samples.entries()) {
      for (const read of linesAt(files, ledger.sources[i]!)) yield { ...read, sample };
    }
    for (const place of ledger.copies) yield* linesAt(files, place);
  } finally {
    for (const file of files) file?.close();
  }
}

function openIfThere(path: string, files: number): LineFile | undefined {
  try {
    return openLines(path, files);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The line at a place, and those after it that speak of the same source. */
function* linesAt(files: readonly (LineFile | undefined)[], place: number): Generator<DoneLine> {
  if (place === none) return;
  const file = files[place % files.length];
  let source: string | undefined;
  for (let at = Math.floor(place / files.length); ; ) {
    const read = file?.lineAt(at);
    if (!read?.line || isHeader(read.line) || isPart(read.line)) return;
    const { line, text, next } = read;
    const of = subject(line);
    if (source !== undefined && of !== source) return;
    yield { line, text };
    if (isFile(line) || wholeSource(line)) return;
    source = of;
    at = next;
  }
}

/** The source that a line speaks of; undefined for other files. */
export const subject = (line: JournalLine): string | undefined => ('source' in line ? line.source : undefined);
/** True for the one line that stands for a source as a whole. */
const wholeSource = (line: JournalLine): boolean => isError(line) && line.variant === undefined;

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
