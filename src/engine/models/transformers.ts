import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Transformers = typeof import('@huggingface/transformers');

/** What runs models and searches vectors. Throws where it is not built for this computer. */
export const onnx = (): Promise<typeof import('onnxruntime-node')> =>
  import('onnxruntime-node').catch((error: Error) => {
    const [why] = error.message.split('\n');
    throw new Error(`models can't run on this ${process.platform} ${process.arch}: onnxruntime does not load (${why})`);
  });

let loading: Promise<Transformers> | undefined;

/** The library, which loads nothing from the network here: models are folders. Its own defaults would. */
export function transformers(): Promise<Transformers> {
  loading ??= onnx()
    .then(() => import('@huggingface/transformers'))
    .then((library) => {
      library.env.allowRemoteModels = false;
      library.env.useFSCache = false;
      return library;
    });
  return loading;
}

/** Where a model that was downloaded lies in the storage. */
export const downloadedModels = (storage: string): string => join(storage, 'models');

/** The folder of a model: one on disk, relative to the dataset or absolute, else one downloaded by its hub id. Throws. */
export function modelFolder(model: string, root: string, storage: string): string {
  const folder = findModel(model, root, storage);
  if (folder) return folder;
  throw new Error(
    `the model ${model} is not on this computer: name its folder, or allow its download (--allow-downloads; VS Code asks when you generate)`,
  );
}

export const hasModel = (model: string, root: string, storage: string): boolean =>
  findModel(model, root, storage) !== undefined;

function findModel(model: string, root: string, storage: string): string | undefined {
  const places = [resolve(root, model), join(downloadedModels(storage), model)];
  return model === '' ? undefined : places.find((path) => existsSync(join(path, 'config.json')));
}

/** How a folder's weights are stored: quantised ones are taken where both are there. */
export function weightsOf(folder: string, file: string): { readonly dtype: 'q8' | 'fp32' } {
  return { dtype: existsSync(join(folder, 'onnx', `${file}_quantized.onnx`)) ? 'q8' : 'fp32' };
}

/** For `from_pretrained`: quiet, and with all cores. */
export const sessionOptions = { session_options: { logSeverityLevel: 3 } } as const;

/** Loads a thing once by name; the last few stay. One that could not be loaded is tried again. */
export function keptLast<T>(most: number, load: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (name) => {
    const thing = kept.get(name) ?? load(name);
    kept.delete(name);
    kept.set(name, thing);
    thing.catch(() => kept.delete(name));
    if (kept.size > most) kept.delete([...kept.keys()][0]!);
    return thing;
  };
}
