import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MissingModel } from '../ready';
import { downloadedModels } from './transformers';

/** Files of a model's folder on the hub; those with `may` are not there for all. */
const shared = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;
const may = ['special_tokens_map.json', 'generation_config.json'] as const;
const weights = {
  masked: ['onnx/model_quantized.onnx'],
  sentences: ['onnx/model_quantized.onnx'],
  translation: ['onnx/encoder_model_quantized.onnx', 'onnx/decoder_model_merged_quantized.onnx'],
} as const;

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** Bytes so far, and of all files whose size is known by now. */
  onProgress?(done: number, total: number): void;
}

/**
 * Fetches a model of the Hugging Face hub (or of the server in `HF_ENDPOINT`) into the storage, whole or not at all. Only
 * for models that the user agreed to. Throws with the address and the reason.
 */
export async function downloadModel(
  { model, kind }: MissingModel,
  storage: string,
  { signal, onProgress }: DownloadOptions = {},
): Promise<void> {
  const folder = join(downloadedModels(storage), model);
  const unfinished = `${folder}.${process.pid}`;
  const progress = { done: 0, total: 0 };
  try {
    for (const file of [...shared, ...may, ...weights[kind]]) {
      const url = `${process.env.HF_ENDPOINT ?? 'https://huggingface.co'}/${model}/resolve/main/${file}`;
      const fail = (why: string) => new Error(`${model} could not be downloaded: ${url}: ${why}`);
      const answer = await fetch(url, { signal }).catch((error: Error) => {
        signal?.throwIfAborted();
        throw fail(error.cause instanceof Error ? error.cause.message : error.message);
      });
      if (answer.status === 404 && (may as readonly string[]).includes(file)) continue;
      if (!answer.ok || !answer.body) throw fail(`status ${answer.status}`);
      progress.total += Number(answer.headers.get('content-length') ?? 0);
      const to = join(unfinished, file);
      await mkdir(dirname(to), { recursive: true });
      const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          progress.done += chunk.length;
          onProgress?.(progress.done, Math.max(progress.done, progress.total));
          yield chunk;
        }
      };
      await pipeline(Readable.fromWeb(answer.body as never), counted, createWriteStream(to), { signal });
    }
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
