import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UseError } from '../../core/errors';
import type { ManifestLine } from '../../core/manifest';
import type { RunProgress } from '../../core/run';
import { isTurn, type Shard, tarNameOf } from '../../core/shards';
import { finish, finishNew, hashFile, startTextFile } from '../files';
import { isFile, isHeader, isPart, isVariant, readLines } from '../lines';
import { count, emptyTally, type Tally } from '../manifest';
import type { OpenRun, RunAsk } from '../open-run';
import { countProgress } from '../progress';
import { shareOf } from '../share';
import { packSamples } from './pack-samples';
import { type StreamedSample, streamSamples } from './stream-samples';
import { tarFile } from './web-dataset';

export interface TarOptions {
  readonly signal?: AbortSignal;
  onProgress?(progress: RunProgress): void;
  onLog?(line: string): void;
}

/** What this part came to when it was run before; undefined when its tar is not there. */
export async function earlierTar({ out, names }: OpenRun, shard: Shard): Promise<Tally | undefined> {
  const tar = tarNameOf(shard);
  if (!existsSync(join(out, names.manifest)) || !existsSync(join(out, tar))) return undefined;
  const tally = emptyTally();
  for await (const { line } of readLines(join(out, names.manifest))) {
    if (isHeader(line) || isPart(line)) continue;
    count(tally, line);
    if (isFile(line) && line.file === tar) await refuseChanged(out, tar, new Set([line.sha256]));
  }
  return tally;
}

async function refuseChanged(out: string, tar: string, known: ReadonlySet<string>): Promise<void> {
  const found = await hashFile(join(out, tar));
  if (found === undefined || known.has(found)) return;
  throw new UseError(`${tar} in ${out} is not as the run wrote it. Move it away, then run its shard again.`);
}

/** Makes the tar of a part, and the manifest that says it is done. Undefined when it was cancelled: nothing is there then. */
export async function writeTar(
  ask: RunAsk,
  run: OpenRun,
  shard: Shard,
  options: TarOptions,
): Promise<Tally | undefined> {
  const { onLog = () => {} } = options;
  const [tar, lines] = [join(run.out, tarNameOf(shard)), join(run.out, run.names.manifest)];
  const temps = [run.temp(tar), run.temp(lines)] as const;
  const left = await namedBefore(run, shard);
  if (existsSync(tar)) await refuseChanged(run.out, tarNameOf(shard), left);
  const progress = countProgress(variantsOf(run, shard), 0, options.onProgress);
  const tally = emptyTally();
  try {
    const [file, manifest] = [await tarFile(temps[0]), await startTextFile(temps[1])];
    const put = (line: ManifestLine) => manifest.write(`${JSON.stringify(line)}\n`);
    let end: Awaited<ReturnType<typeof packSamples>>;
    try {
      end = await packSamples({
        out: file.out,
        signal: options.signal,
        samples: (signal) => streamSamples({ ...ask, ...run, order: orderOf(ask, shard), signal }),
        async see(line) {
          const before = tally.failed.length;
          count(tally, line);
          if (tally.failed.length > before) onLog(`${line.source}: ${tally.failed.at(-1)!.error}`);
          progress.add(1);
          await put(isVariant(line) ? inTar(line, tarNameOf(shard)) : line);
        },
      });
    } catch (error) {
      await file.end();
      await manifest.end().catch(() => {}); // a full disk, which is told already
      throw error;
    }
    progress.end();
    const written = { file: tarNameOf(shard), sha256: await file.end() };
    if (end === 'whole') await put(written);
    await manifest.end();
    if (end !== 'whole') return undefined;
    run.journal.append([written]);
    await (left.size > 0 ? finish : finishNew)(temps[0], tar);
    await finish(temps[1], lines);
    return tally;
  } finally {
    for (const temp of temps) await rm(temp, { force: true });
  }
}

const orderOf = ({ recipe, epoch }: RunAsk, shard: Shard) => ({
  seed: recipe.seed,
  epoch,
  shard,
  shuffle: false,
  padToEqual: false,
});

/** Labels lie in the tar too: they are no files of their own. */
function inTar(
  { output, sha256, sidecars, ...rest }: Extract<StreamedSample, { files: unknown }>['line'],
  tar: string,
) {
  return { output, sha256, tar, ...rest };
}

/** The tars that earlier tries of this part, cut off at their very end, wrote down before they named them. */
async function namedBefore({ lineFiles }: OpenRun, shard: Shard): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>();
  for (const path of lineFiles) {
    for await (const { line } of readLines(path)) {
      if (isFile(line) && line.file === tarNameOf(shard)) hashes.add(line.sha256);
    }
  }
  return hashes;
}

/** How many variants a part has: every `count`-th source, or row, is its own. */
function variantsOf(run: OpenRun, shard: Shard): number {
  if (!run.plan.tables) return shareOf({ plan: run.plan, shard }).variants;
  let [source, variants] = [0, 0];
  for (const { counts } of run.plan.tables) {
    for (const count of counts) if (count > 0 && isTurn(shard, source++)) variants += count;
  }
  return variants;
}
