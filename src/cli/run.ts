import { resolve } from 'node:path';
import { bytesWords } from '../core/bytes';
import { UseError } from '../core/errors';
import { sampleWords } from '../core/modality';
import { canonical, type Recipe } from '../core/recipe';
import type { Estimate, RunChoice, RunResult } from '../core/run';
import { sampleCount } from '../core/table-counts';
import { estimateRun } from '../engine/estimate';
import { unfinishedRuns } from '../engine/resume';
import { runRecipe } from '../engine/run';
import type { Dataset } from '../engine/scan';
import { RunStopped } from '../engine/stopped';
import { readShard } from './arguments';
import { collectFirst } from './collect';
import type { Command, ExitCode } from './command';
import { givenDataset, missingPath } from './dataset';
import { counted, print, printJson, say, showProgress } from './output';
import { givenRecipe, recipeOptions } from './recipe';
import { withPool, workerOptions } from './workers';

/** Samples from which on memory counts more than the milliseconds that a collection takes. */
const many = 1000;

export const run: Command = {
  usage: '<path…> --recipe <file.json | preset> [options]',
  summary: 'write the variants of a dataset to a new folder',
  options: {
    ...recipeOptions,
    out: { value: 'DIR', help: 'the folder to write, new or empty; default: <dataset>-augmented beside the dataset' },
    'only-variants': { help: 'leave the originals and the other splits out' },
    tar: { help: 'only the variants, as one WebDataset tar; with --shard one a shard' },
    'allow-evaluation-data': { help: 'also augment validation and test data' },
    ...workerOptions,
    shard: { value: 'I/N', help: 'only part I (from 0) of N, into the --out that all share; merge puts them together' },
    resume: { help: 'go on with the run in --out, or with the newest unfinished one of this recipe' },
    'dry-run': { help: 'say what would be written, and write nothing' },
    json: { help: 'print the result as JSON, as the last line' },
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const recipe = await givenRecipe(call, call.words[0]!);
    const dataset = await givenDataset(call, recipe);
    const out = call.text('out');
    const choice: RunChoice = {
      ...(out !== undefined && { out: resolve(out) }),
      onlyVariants: call.flag('only-variants') || call.flag('tar'),
      ...(call.flag('tar') && { tar: true }),
      allowEvaluationData: call.flag('allow-evaluation-data'),
    };
    const shard = readShard(call.text('shard'));
    const estimate = () => estimateRun(dataset, recipe, choice, shard);
    if (call.flag('dry-run')) return dryRun(await estimate(), dataset, call.flag('json'));
    const resume = call.flag('resume') && !shard ? (choice.out ?? (await newestOf(dataset, recipe))) : undefined;
    const progress = showProgress();
    if (resume === undefined) for (const warning of (await estimate()).warnings) say(warning);
    const result = await withPool(call, (pool) =>
      runRecipe(dataset, recipe, choice, {
        pool,
        resume,
        shard,
        signal: call.signal,
        onProgress: sampleCount(dataset.index) > many ? collectFirst(progress.tell) : progress.tell,
        onLog: progress.say,
      }),
    )
      .catch(tellStopped)
      .finally(progress.end);
    tell(result, dataset);
    if (call.flag('json')) {
      const { cancelled, ...rest } = result;
      printJson(rest);
    }
    return result.cancelled ? 130 : result.failed.length > 0 ? 1 : 0;
  },
};

function tellStopped(error: unknown): never {
  if (error instanceof RunStopped)
    error.message += ' Resume: the same command with --resume. Undo: dataset-augment undo.';
  throw error;
}

async function newestOf(dataset: Dataset, recipe: Recipe): Promise<string> {
  const runs = await unfinishedRuns(dataset, ['running', 'cancelled']);
  const found = runs.find(({ record }) => canonical(record.recipe) === canonical(recipe));
  if (found) return found.out;
  throw new UseError('There is no unfinished run of this recipe beside the dataset. Name its folder with --out.');
}

function tell({ out, sources, variants, failed, skipped, seconds, cancelled }: RunResult, { index }: Dataset): void {
  const words = sampleWords[index.modality];
  const end = cancelled ? 'Cancelled: ' : '';
  say(`${end}${variants} variants of ${counted(sources, words)} in ${seconds.toFixed(1)} s, in ${out}`);
  if (cancelled) say(`Go on: the same command with --resume. Take it back: dataset-augment undo ${out}`);
  if (skipped > 0) say(`${skipped} variants were left out, each with its reason in the manifest.`);
  if (failed.length > 0) say(`${failed.length} could not be used; they are named above and in the manifest.`);
}

function dryRun(estimate: Estimate, dataset: Dataset, json: boolean): ExitCode {
  if (estimate.refusal) throw new UseError(estimate.refusal.reason);
  if (json) printJson(estimate);
  else tellEstimate(estimate, dataset);
  return 0;
}

function tellEstimate({ sources, variants, originals, bytes, freeBytes, out, warnings }: Estimate, { index }: Dataset) {
  const words = sampleWords[index.modality];
  const also = originals > 0 ? ` and ${originals} originals` : '';
  const space = `about ${bytesWords(bytes)} of ${bytesWords(freeBytes)} free`;
  print(`${counted(sources, words)} → ${variants} variants${also}, ${space}`);
  print(`into ${out}`);
  for (const warning of warnings) print(warning);
}
