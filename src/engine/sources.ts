import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../core/dataset';
import type { ManifestLine } from '../core/manifest';
import type { PlannedSource } from '../core/plan';
import { isAbort } from './calls';
import { finishNew, isWriteError } from './files';
import { eachLimited } from './limit';
import { isError } from './lines';
import { none, placeIn } from './manifest';
import type { OpenRun } from './open-run';
import type { Pool } from './pool';
import type { ProgressCount } from './progress';
import { sourceTurns } from './share';
import { makeDocumentPart } from './text/document-part';
import type { DrawnVariant } from './variants';

/** What the parts of a run work with. */
export interface Work {
  readonly run: OpenRun;
  readonly pool: Pool;
  readonly signal: AbortSignal | undefined;
  readonly progress: ProgressCount;
  onLog(line: string): void;
}

/** A file under its temporary name. */
export interface MadeFile {
  readonly temp: string;
  readonly final: string;
}

/** Makes the variants of all sources that are not done. */
export async function makeSources(work: Work): Promise<void> {
  const { ledger } = work.run;
  const todo = function* () {
    for (const turn of sourceTurns(work.run)) if (ledger.sources[turn.i] === none) yield turn;
  };
  await eachLimited(todo(), work.pool.workers * 2, async ({ i, source }) => {
    work.signal?.throwIfAborted();
    await makeSource(work, i, source);
    work.progress.add(source.outputs.length);
  });
}

/** All variants of one source: made under temporary names, written down, then named. */
async function makeSource(work: Work, i: number, { sample, outputs }: PlannedSource): Promise<void> {
  const { run, onLog } = work;
  const parts = await Promise.allSettled(
    run.index.modality === 'text'
      ? [makeDocumentPart(work, sample, outputs)]
      : taskRanges(outputs.length).map((range) => makePart(work, sample, outputs, range)),
  );
  const made = parts.flatMap((part) => (part.status === 'fulfilled' ? part.value.files : []));
  try {
    const broken = parts.find((part) => part.status === 'rejected');
    if (broken) throw broken.reason;
    const lines = shortened(parts.flatMap((part) => (part.status === 'fulfilled' ? part.value.lines : [])));
    for (const line of lines) if (isError(line)) onLog(`${told(line)}: ${line.error}`);
    if (lines.length > 0) run.ledger.sources[i] = placeIn(run, 0, run.journal.append(lines)[0]!);
    while (made.length > 0) finishNew(made[0]!.temp, made.shift()!.final);
  } finally {
    for (const { temp } of made) await rm(temp, { force: true });
  }
}

/** So many variants of a source are one task: enough to make decoding cheap, few enough to use all workers. */
const perTask = 16;

/** Variants `from` to `to`, the latter not included, from 0. */
export function taskRanges(count: number): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  for (let from = 0; from < count; from += perTask) ranges.push([from, Math.min(count, from + perTask)]);
  return ranges;
}

export interface Part {
  readonly lines: readonly ManifestLine[];
  readonly files: readonly MadeFile[];
}

async function makePart(
  { run, pool, signal }: Work,
  sample: Sample,
  outputs: readonly string[],
  [from, to]: readonly [number, number],
): Promise<Part> {
  const temps = new Map<string, string>(); // by the path in the output
  const temp = (output: string) => {
    temps.set(output, run.temp(join(run.out, output)));
    return temps.get(output)!;
  };
  const failed = (variant: number, error: string) => ({ source: sample.path, variant, error });
  try {
    const drawn = outputs.slice(from, to).map((output, k) => run.variants.draw(sample, from + k + 1, output));
    const variants = drawn.map((one) => run.variants.asked(sample, one, temp));
    const outcomes = await pool.run('variants', { ...run.variants.ask(sample, drawn), variants }, { signal });
    const files: MadeFile[] = [];
    const lines = outcomes.map((outcome, k) => {
      if ('error' in outcome) return failed(outcome.variant, outcome.error);
      const one: DrawnVariant = drawn[k]!;
      const line = run.variants.line(sample, one, outcome);
      for (const path of [line.output, ...(line.sidecars ?? []).map((s) => s.path)]) {
        files.push({ temp: temps.get(path)!, final: join(run.out, path) });
      }
      return line;
    });
    return { lines, files };
  } catch (error) {
    for (const temp of temps.values()) await rm(temp, { force: true }); // of a worker that crashed
    if (isAbort(error) || isWriteError(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { lines: outputs.slice(from, to).map((_, k) => failed(from + k + 1, message)), files: [] };
  }
}

/** A source of which nothing could be made, for one reason, takes one line. */
function shortened(lines: readonly ManifestLine[]): readonly ManifestLine[] {
  const reasons = new Set(lines.map((line) => (isError(line) ? line.error : undefined)));
  const [first] = lines;
  return first && isError(first) && reasons.size === 1 ? [{ source: first.source, error: first.error }] : lines;
}

const told = ({ source, variant }: { source: string; variant?: number }): string =>
  variant === undefined ? source : `${source}, variant ${variant}`;
