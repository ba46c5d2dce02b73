import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../core/dataset';
import type { ErrorLine, ManifestLine } from '../core/manifest';
import type { PlannedSource } from '../core/plan';
import { isAbort } from './calls';
import { isWriteError } from './files';
import { isError } from './lines';
import type { Work } from './sources';
import { makeDocumentPart } from './text/document-part';
import type { SourceOutcome, VariantsAsk } from './variant-asks';
import type { DrawnVariant } from './variants';

/** A file under its temporary name. */
export interface MadeFile {
  readonly temp: string;
  readonly final: string;
}

/** What came of a source, or of a part of its variants. */
export interface Part {
  readonly lines: readonly ManifestLine[];
  readonly files: readonly MadeFile[];
}

/** So many variants of a source are one task: enough to make decoding cheap, few enough to use all workers. */
const perTask = 16;

/** Variants `from` to `to`, the latter not included, from 0. */
export function taskRanges(count: number): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  for (let from = 0; from < count; from += perTask) ranges.push([from, Math.min(count, from + perTask)]);
  return ranges;
}

/** All variants of one source. Rejects when the run can't go on, and leaves no file then. */
export async function makeAlone(work: Work, { sample, outputs }: PlannedSource): Promise<Part> {
  const parts = await Promise.allSettled(
    work.run.index.modality === 'text'
      ? [makeDocumentPart(work, sample, outputs)]
      : taskRanges(outputs.length).map((range) => makePart(work, sample, outputs, range)),
  );
  const done = parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
  const files = done.flatMap((part) => part.files);
  const broken = parts.find((part) => part.status === 'rejected');
  if (broken) {
    await removeAll(files.map(({ temp }) => temp));
    throw broken.reason;
  }
  return { lines: shortened(done.flatMap((part) => part.lines)), files };
}

/** All variants of several sources, in one task; undefined where it crashed or hung. Else as `makeAlone`, for each. */
export async function makeTogether(
  work: Work,
  sources: readonly PlannedSource[],
): Promise<readonly Part[] | undefined> {
  const asked = sources.map(({ sample, outputs }) => prepare(work, sample, outputs, [0, outputs.length]));
  try {
    const ask = asked.map((one) => one.ask);
    const outcomes = await work.pool.run('sources', ask, { signal: work.signal });
    return outcomes.map((outcome, n) => {
      const { lines, files } = partOf(work, asked[n]!, outcome);
      return { lines: shortened(lines), files };
    });
  } catch (error) {
    await removeAll(asked.flatMap(tempsOf));
    if (isAbort(error) || isWriteError(error)) throw error;
    return undefined;
  }
}

async function makePart(
  work: Work,
  sample: Sample,
  outputs: readonly string[],
  range: readonly [number, number],
): Promise<Part> {
  const asked = prepare(work, sample, outputs, range);
  try {
    return partOf(work, asked, await work.pool.run('variants', asked.ask, { signal: work.signal }));
  } catch (error) {
    await removeAll(tempsOf(asked)); // of a worker that crashed
    if (isAbort(error) || isWriteError(error)) throw error;
    return partOf(work, asked, { error: error instanceof Error ? error.message : String(error) });
  }
}

/** Variants before they are made. */
interface Asked {
  readonly sample: Sample;
  readonly drawn: readonly DrawnVariant[];
  readonly ask: VariantsAsk;
  /** What is to be written, by the path in the output. */
  readonly files: ReadonlyMap<string, MadeFile>;
}

function prepare(
  { run }: Work,
  sample: Sample,
  outputs: readonly string[],
  [from, to]: readonly [number, number],
): Asked {
  const files = new Map<string, MadeFile>();
  const temp = (output: string) => {
    const final = join(run.out, output);
    const name = run.temp(final);
    files.set(output, { temp: name, final });
    return name;
  };
  const drawn = outputs.slice(from, to).map((output, k) => run.variants.draw(sample, from + k + 1, output));
  const variants = drawn.map((one) => run.variants.asked(sample, one, temp));
  return { sample, drawn, ask: { ...run.variants.ask(sample, drawn), variants }, files };
}

function partOf({ run }: Work, { sample, drawn, files: asked }: Asked, outcome: SourceOutcome): Part {
  const failed = (variant: number, error: string): ErrorLine => ({ source: sample.path, variant, error });
  if ('error' in outcome) return { lines: drawn.map(({ variant }) => failed(variant, outcome.error)), files: [] };
  const files: MadeFile[] = [];
  const lines = outcome.map((made, k) => {
    if ('error' in made) return failed(made.variant, made.error);
    const line = run.variants.line(sample, drawn[k]!, made);
    files.push(asked.get(line.output)!);
    for (const { path } of line.sidecars ?? []) files.push(asked.get(path)!);
    return line;
  });
  return { lines, files };
}

const tempsOf = ({ files }: Asked): readonly string[] => [...files.values()].map(({ temp }) => temp);

async function removeAll(paths: Iterable<string>): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}

/** A source of which nothing could be made, for one reason, takes one line. */
function shortened(lines: readonly ManifestLine[]): readonly ManifestLine[] {
  const reasons = new Set(lines.map((line) => (isError(line) ? line.error : undefined)));
  const [first] = lines;
  return first && isError(first) && reasons.size === 1 ? [{ source: first.source, error: first.error }] : lines;
}
