import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { bytesWords } from '../core/bytes';
import { UseError } from '../core/errors';
import { downloadModel } from '../engine/models/download';
import { isMissing, type MissingModel } from '../engine/ready';
import { modelStorage } from '../engine/storage';
import type { Options } from './arguments';
import type { Call } from './command';
import { say } from './output';

export const downloadOption = {
  'allow-downloads': { help: 'download models of the Hugging Face hub that are named' },
} as const satisfies Options;

/** Options of the commands that work with sentence embeddings. */
export const sentenceOptions = {
  model: {
    value: 'FOLDER | ID',
    help: 'a sentence-embedding model (ONNX): a folder, or one of the hub; default: TF-IDF',
  },
  ...downloadOption,
} as const satisfies Options;

/** The model of a command line: a folder as an absolute path, else a name of the hub, fetched where that is allowed. */
export async function givenModel(call: Call): Promise<string | undefined> {
  const given = call.text('model');
  if (given === undefined || existsSync(given)) return given && resolve(given);
  const missing = { model: given, kind: 'sentences' } as const;
  if (call.flag('allow-downloads') && isMissing(missing, process.cwd())) await download(call, missing);
  return given;
}

/** Fetches a model and says how far it is. Throws a `UseError` with the address and the reason. */
export async function download({ signal }: Call, missing: MissingModel): Promise<void> {
  let told = 0;
  await downloadModel(missing, modelStorage(), {
    signal,
    onProgress(done, total) {
      if (done < total && done - told < 20e6) return;
      told = done;
      say(`${missing.model}: ${bytesWords(done)} of ${bytesWords(total)}`);
    },
  }).catch((error: Error) => {
    signal.throwIfAborted();
    throw new UseError(error.message);
  });
}
