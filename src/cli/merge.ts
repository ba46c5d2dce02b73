import { resolve } from 'node:path';
import { UseError } from '../core/errors';
import { mergeRun } from '../engine/merge';
import type { Command } from './command';
import { printJson, say, showProgress } from './output';
import { withPool, workerOptions } from './workers';

export const merge: Command = {
  usage: '<out> [--json]',
  summary: 'put the shards of a run together to what one process would have written',
  options: {
    ...workerOptions,
    json: { help: 'print the result as JSON, as the last line' },
  },
  async run(call) {
    const [out, ...more] = call.words;
    if (out === undefined || more.length > 0)
      throw new UseError('merge takes one path: the folder that the shards share.');
    const progress = showProgress();
    const { cancelled, ...result } = await withPool(call, (pool) =>
      mergeRun(resolve(out), { pool, signal: call.signal, onProgress: progress.tell, onLog: progress.say }),
    ).finally(progress.end);
    const { variants, failed, skipped, seconds } = result;
    say(
      `${cancelled ? 'Cancelled: ' : ''}${variants} variants of all shards in ${seconds.toFixed(1)} s, in ${result.out}`,
    );
    if (skipped > 0) say(`${skipped} variants were left out, each with its reason in the manifest.`);
    for (const { source, error } of failed) say(`${source}: ${error}`);
    if (call.flag('json')) printJson(result);
    return cancelled ? 130 : failed.length > 0 ? 1 : 0;
  },
};
