import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../core/dataset';
import { type ManifestLine, recordNames, type VariantLine } from '../core/manifest';
import type { PlannedSource } from '../core/plan';
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
} from './lines';

/** Where the lines of each planned source and of each copy stand: an offset, `none` when it is not done. */
export interface Ledger {
  readonly sources: Float64Array;
  readonly copies: Float64Array;
}
export const none = -1;

/** A run that was cancelled and taken up again has two files of lines; the place says which. */
export const placeIn = (file: 'journal' | 'manifest', offset: number): number =>
  offset * 2 + (file === 'manifest' ? 1 : 0);

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
  readonly out: string;
  readonly work: Iterable<PlannedSource>;
  readonly ledger: Ledger;
  readonly temp: (path: string) => string;
  /** Lines that come first: those of rows. */
  readonly first?: AsyncIterable<ManifestLine>;
  /** Sees each variant, in order, on its way into the manifest. */
  onVariant(line: VariantLine, sample: Sample): Promise<void>;
  /** Lines that come last, asked for when all variants were seen. */
  last(): Promise<readonly ManifestLine[]>;
}

/**
 * Sorts what a run did into the manifest: sources in the order of the index, then the other files. Reads the lines where
 * they stand, so that a run of any length takes no memory here.
 */
export async function writeManifest(ask: ManifestAsk): Promise<Tally> {
  const { out, work, ledger } = ask;
  const final = join(out, recordNames.manifest);
  const temp = ask.temp(final);
  const files = await openBoth(out);
  const tally: Tally = { variants: 0, skipped: 0, failed: [] };
  const manifest = await startTextFile(temp);
  const put = (line: ManifestLine) => {
    count(tally, line);
    return manifest.write(`${JSON.stringify(line)}\n`);
  };
  try {
    for await (const line of ask.first ?? []) await put(line);
    let i = 0;
    for (const { sample } of work) {
      for await (const line of linesAt(files, ledger.sources[i++]!)) {
        if (isVariant(line)) await ask.onVariant(line, sample);
        await put(line);
      }
    }
    for (const place of ledger.copies) for await (const line of linesAt(files, place)) await put(line);
    for (const line of await ask.last()) await put(line);
    await manifest.end();
    await finish(temp, final);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  } finally {
    for (const file of files) await file?.close();
  }
  return tally;
}

const openBoth = (out: string): Promise<readonly (LineFile | undefined)[]> =>
  Promise.all(
    [recordNames.journal, recordNames.manifest].map((name) =>
      openLines(join(out, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      }),
    ),
  );

/** The line at a place, and those after it that speak of the same source. */
async function* linesAt(files: readonly (LineFile | undefined)[], place: number): AsyncGenerator<ManifestLine> {
  if (place === none) return;
  const file = files[place % 2];
  let source: string | undefined;
  for (let at = Math.floor(place / 2); ; ) {
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

function count(tally: Tally, line: ManifestLine): void {
  if (isVariant(line)) tally.variants++;
  else if (isSkipped(line)) tally.skipped++;
  else if (isError(line) && tally.failed.at(-1)?.source !== line.source) {
    tally.failed.push({ source: line.source, error: line.error });
  }
}
