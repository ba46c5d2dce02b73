import { UseError } from '../core/errors';
import { type Dataset, openDataset } from '../engine/scan';
import type { Call } from './command';

/** Opens what the command line names. Throws a `UseError` when it names nothing. */
export function givenDataset(call: Call): Promise<Dataset> {
  if (call.words.length === 0) throw new UseError('Say which folder or files: their path is missing.');
  return openDataset(call.words, { signal: call.signal });
}
