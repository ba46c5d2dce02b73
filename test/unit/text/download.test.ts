import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import { downloadModel } from '../../../src/engine/models/download';
import { modelFolder } from '../../../src/engine/models/transformers';
import { missingModels } from '../../../src/engine/ready';
import { keepModelsIn } from '../../../src/engine/storage';

const storage = mkdtempSync(join(tmpdir(), 'storage-'));
const fixtures = 'test/fixtures/models';
/** A hub that has the models of the fixtures under `tiny/`. */
const hub = createServer((request, response) => {
  const path = request.url!.replace(/^\/tiny\/([^/]+)\/resolve\/main\//, `${fixtures}/$1/`);
  if (!existsSync(path)) return void response.writeHead(404).end();
  const bytes = readFileSync(path);
  response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
});
afterAll(() => {
  hub.close();
  rmSync(storage, { recursive: true });
  delete process.env.HF_ENDPOINT;
});

it('a model of the hub is fetched whole, once, and found from then on', async () => {
  await new Promise<void>((listening) => hub.listen(0, '127.0.0.1', listening));
  process.env.HF_ENDPOINT = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
  keepModelsIn(storage);
  const steps = [
    { transform: 'text.maskedModel', model: 'tiny/tiny-bert-mlm' },
    { transform: 'text.maskedModel', model: 'tiny/off', disabled: true },
    { transform: 'text.maskedModel', model: '/no/folder' },
    { transform: 'text.backTranslate', model: 'tiny/tiny-mt-{from}-{to}' },
    { transform: 'text.backTranslate', engine: 'apertium' },
  ];
  const recipe: Recipe = { version: 1, modality: 'text', seed: 7, variants: 1, steps };
  const dataset = { root: fixtures, index: {} as never };
  const missing = missingModels(dataset, recipe);
  expect(missing).toEqual([
    { model: 'tiny/tiny-bert-mlm', kind: 'masked' },
    { model: 'tiny/tiny-mt-en-es', kind: 'translation' },
    { model: 'tiny/tiny-mt-es-en', kind: 'translation' },
  ]);
  for (const one of missing) {
    let last = [0, 0];
    await downloadModel(one, storage, { onProgress: (...both) => (last = both) });
    expect(last[0]).toBe(last[1]);
  }
  expect(missingModels(dataset, recipe)).toEqual([]);
  const folder = modelFolder('tiny/tiny-mt-en-es', fixtures, storage);
  expect(readdirSync(join(folder, 'onnx')).length).toBe(2);
  const weights = 'onnx/encoder_model_quantized.onnx';
  expect(readFileSync(join(folder, weights)).equals(readFileSync(join(fixtures, 'tiny-mt-en-es', weights)))).toBe(true);
});

it('a model that is not there leaves nothing behind', async () => {
  await expect(downloadModel({ model: 'tiny/none', kind: 'masked' }, storage)).rejects.toThrow(
    /tiny\/none could not be downloaded: .*config.json: status 404/,
  );
  await expect(
    downloadModel({ model: 'tiny/tiny-bert-mlm', kind: 'translation' }, join(storage, 'other')),
  ).rejects.toThrow('encoder_model_quantized');
  expect(readdirSync(join(storage, 'models', 'tiny')).sort()).toEqual([
    'tiny-bert-mlm',
    'tiny-mt-en-es',
    'tiny-mt-es-en',
  ]);
});
