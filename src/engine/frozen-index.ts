import { createReadStream } from 'node:fs';
import { link, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DatasetIndex } from '../core/dataset';
import { UseError } from '../core/errors';
import { type RunRecord, recordNames } from '../core/manifest';
import { canonical } from '../core/recipe';
import { isUnfinished, startTextFile, writeError } from './files';

/** What the parts of a run share: the first line of their index. The files of the dataset follow, a line each. */
export interface Frozen {
  readonly shards: number;
  readonly record: RunRecord;
}

const indexOf = (out: string): string => join(out, recordNames.index);

/** What the parts in a folder share; undefined where there are none. Throws a `UseError` when it can't be understood. */
export async function readFrozen(out: string): Promise<Frozen | undefined> {
  for await (const line of linesOf(out)) {
    const { shards, record } = line as Partial<Frozen>;
    if (Number.isInteger(shards) && record?.recipe?.version === 1) return line as Frozen;
    throw new UseError(`${indexOf(out)} is not the index of a run in shards`);
  }
  return undefined;
}

/**
 * Writes down what all parts of a run share, unless a part that came earlier has done so: then checks that this one is of
 * the same run. Gives what stands there. Throws a `UseError` when it is of another, or when the folder holds something
 * else.
 */
export async function freezeIndex(
  out: string,
  mine: Frozen,
  index: DatasetIndex,
  temp: (path: string) => string,
): Promise<Frozen> {
  const names = await readdir(out);
  if (!names.includes(recordNames.index)) {
    if (!names.every((name) => isUnfinished(name))) throw otherwiseFull(out, names);
    const path = temp(indexOf(out));
    try {
      await writeIndex(path, mine, index);
      await link(path, indexOf(out)); // whole at once, and never over another
      return mine;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw writeError(indexOf(out), error);
    } finally {
      await rm(path, { force: true });
    }
  }
  const theirs = await readFrozen(out);
  if (!theirs) throw new UseError(`${out} was taken back meanwhile. Start again.`);
  await refuseOther(out, theirs, mine, index);
  return theirs;
}

const otherwiseFull = (out: string, names: readonly string[]): UseError =>
  new UseError(
    names.includes(recordNames.manifest)
      ? `${out} holds a whole run already. Choose another folder, or undo that run first.`
      : `${out} exists and holds something else than shards of this run. Choose another folder, or resume or undo the run in it.`,
  );

async function writeIndex(path: string, frozen: Frozen, index: DatasetIndex): Promise<void> {
  const file = await startTextFile(path);
  try {
    await file.write(`${JSON.stringify(frozen)}\n`);
    for (const { path, bytes } of filesOf(index)) await file.write(`${JSON.stringify({ path, bytes })}\n`);
  } finally {
    await file.end();
  }
}

function* filesOf({ samples, others }: Pick<DatasetIndex, 'samples' | 'others'>) {
  yield* samples;
  yield* others;
}

/** Throws a `UseError` that says in what this part differs from those that came before. */
export async function refuseOther(out: string, theirs: Frozen, mine: Frozen, index: DatasetIndex): Promise<void> {
  const refuse = (what: string) =>
    new UseError(`The shards in ${out} are of another run: ${what} Choose another folder, or undo them first.`);
  const [a, b] = [theirs.record, mine.record];
  if (theirs.shards !== mine.shards)
    throw refuse(`they are ${theirs.shards} in all, and this is one of ${mine.shards}.`);
  if (canonical(a.recipe) !== canonical(b.recipe)) throw refuse('their recipe differs from this one.');
  if (a.source !== b.source) throw refuse(`their dataset is ${a.source} from there, and this one ${b.source}.`);
  const choiceOf = ({ selection, onlyVariants, allowEvaluationData, tar, epoch }: RunRecord) =>
    canonical({ selection, onlyVariants, allowEvaluationData, tar, epoch });
  if (choiceOf(a) !== choiceOf(b)) {
    throw refuse('they chose other folders, --only-variants, --tar or --allow-evaluation-data differently.');
  }
  if (a.index !== b.index) {
    throw new UseError(
      `The dataset has changed since the first shard came: ${await firstChange(out, index)}. All shards must see the same files: bring the dataset back to what it was, or undo the shards in ${out} and start again.`,
    );
  }
}

/** The first file that came, went or changed since the index was frozen. */
async function firstChange(out: string, index: DatasetIndex): Promise<string> {
  const now = new Map<string, number>();
  for (const { path, bytes } of filesOf(index)) now.set(path, bytes);
  let first = true;
  for await (const line of linesOf(out)) {
    if (first) {
      first = false;
      continue;
    }
    const { path, bytes } = line as { readonly path: string; readonly bytes: number };
    const found = now.get(path);
    if (found === undefined) return `${path} is gone`;
    if (found !== bytes) return `${path} has ${found} bytes instead of ${bytes}`;
    now.delete(path);
  }
  const [added] = now.keys();
  return added === undefined ? 'its files are read in another order' : `${added} is new`;
}

async function* linesOf(out: string): AsyncGenerator<unknown> {
  try {
    for await (const text of createInterface({
      input: createReadStream(indexOf(out)),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      yield JSON.parse(text) as unknown;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
