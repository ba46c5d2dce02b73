import { resolve } from 'node:path';
import { UseError } from '../core/errors';
import { replayOutput } from '../engine/replay';
import type { Command } from './command';
import { printJson, say } from './output';
import { withPool } from './workers';

export const replay: Command = {
  usage: '<out> <output path> [--json]',
  summary: 'make one file of a run again from its record, and compare',
  options: { json: { help: 'print the result as JSON, as the last line' } },
  async run(call) {
    const [out, path, ...more] = call.words;
    if (out === undefined || path === undefined || more.length > 0) {
      throw new UseError('replay takes the folder that a run wrote, and the path of one file in it.');
    }
    const result = await withPool(call, (pool) => replayOutput(pool, resolve(out), path));
    const what = result.restored ? 'was missing, and is there again' : 'is what the run wrote';
    say(`${result.output} ${what}, byte for byte (SHA-256 ${result.sha256})`);
    if (call.flag('json')) printJson(result);
    return 0;
  },
};
