import { resolve } from 'node:path';
import { UseError } from '../core/errors';
import { undoRun } from '../engine/undo';
import type { Command } from './command';
import { printJson, say } from './output';

export const undo: Command = {
  usage: '<out> [--dry-run] [--json]',
  summary: 'take a run back: delete what it wrote and nobody changed since',
  options: {
    'dry-run': { help: 'only count' },
    json: { help: 'print the result as JSON, as the last line' },
  },
  async run(call) {
    const [out, ...more] = call.words;
    if (out === undefined || more.length > 0) throw new UseError('undo takes one path: the folder that a run wrote.');
    const dryRun = call.flag('dry-run');
    const result = await undoRun(resolve(out), { dryRun });
    say(`${result.deleted} files ${dryRun ? 'would be deleted' : 'deleted'}, ${result.kept.length} kept`);
    for (const path of result.kept) say(`  kept, because it changed since: ${path}`);
    if (call.flag('json')) printJson(result);
    return result.kept.length > 0 ? 1 : 0;
  },
};
