import { UseError } from '../core/errors';
import { streamRecipe } from '../engine/tar/stream';
import { readShard } from './arguments';
import type { Command } from './command';
import { givenDataset, missingPath } from './dataset';
import { say } from './output';
import { givenRecipe, recipeOptions } from './recipe';
import { withPool, workerOptions } from './workers';

export const stream: Command = {
  usage: '<path> --recipe <file.json | preset> [options]',
  summary: 'write variants to stdout as a WebDataset tar, for a training loop',
  options: {
    ...recipeOptions,
    epoch: { value: 'E', help: 'each epoch draws anew; default: 0, which is what run writes' },
    shard: { value: 'I/N', help: 'part I (from 0) of N; the parts are disjoint and together complete' },
    shuffle: { help: 'in an order that depends on seed and epoch alone' },
    'pad-to-equal': { help: 'every part gets the same number of samples: a few come twice' },
    'allow-evaluation-data': { help: 'also augment validation and test data' },
    ...workerOptions,
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const recipe = await givenRecipe(call, call.words[0]!);
    const dataset = await givenDataset(call, recipe);
    if (process.stdout.isTTY) throw new UseError('A tar is no text: send stdout to a file or a program.');
    const result = await withPool(call, (pool) =>
      streamRecipe(dataset, recipe, {
        pool,
        out: process.stdout,
        epoch: call.whole('epoch', 0, 4294967295),
        shard: readShard(call.text('shard')),
        shuffle: call.flag('shuffle'),
        padToEqual: call.flag('pad-to-equal'),
        allowEvaluationData: call.flag('allow-evaluation-data'),
        signal: call.signal,
        onFailure: ({ source, error }) => say(`${source}: ${error}`),
      }),
    );
    if (result.end === 'reader gone') return 141;
    const end = result.end === 'cancelled' ? 'Cancelled: the stream is incomplete. ' : '';
    say(`${end}${result.samples} samples sent${result.failed > 0 ? `, ${result.failed} could not be made` : ''}`);
    return result.end === 'cancelled' ? 130 : result.failed > 0 ? 1 : 0;
  },
};
