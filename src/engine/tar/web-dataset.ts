import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { Pack } from 'tar-stream';
import type { LabelSet } from '../../core/dataset';
import type { VariantLine } from '../../core/manifest';
import { extensionOf, folderOf, joined, stemOf } from '../../core/names';
import { heaviestClass } from '../../core/targets';
import { writeError } from '../files';
import type { MadeLabels } from '../variant-asks';

/** One file of a tar. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/**
 * The name that the files of one sample share. Readers take it to end at the first dot of the file's name, so dots of
 * the stem are written `%2E`, and `%` as `%25`.
 */
export const keyOf = (output: string): string =>
  joined(folderOf(output), stemOf(output).replaceAll('%', '%25').replaceAll('.', '%2E'));

/** The label files of a variant as fields of its sample. */
export interface LabelFields {
  /** True where labels say where objects are: the sample as a whole is then of no class. */
  readonly placed: boolean;
  readonly fields: readonly { readonly field: string; readonly bytes: Uint8Array }[];
}

/**
 * What sets of labels give each sample, the same fields to all: `txt`, `xml`, `mask.png`. A text that a sample does not
 * have is empty. What tables say stands in the `json`, under `rows`.
 */
export function labelFields(sets: readonly LabelSet[], made: MadeLabels | undefined): LabelFields {
  const taken = new Map<string, number>();
  const fields = sets.flatMap(({ places, nature }, i) => {
    if (!places?.[0]) return [];
    const plain = nature === 'mask' ? 'mask.png' : places[0].extension.toLowerCase();
    const again = taken.get(plain) ?? 0;
    taken.set(plain, again + 1);
    const field = again === 0 ? plain : `${again + 1}.${plain}`;
    const bytes = made?.files[i]?.bytes ?? (nature === 'mask' ? undefined : new Uint8Array());
    return bytes ? [{ field, bytes }] : [];
  });
  return { placed: sets.some((set) => set.nature === 'objects'), fields };
}

/** A variant in the fields of a WebDataset: the picture, the number of its class, its labels, and all that was drawn. */
export function sampleFiles(
  line: VariantLine,
  bytes: Uint8Array,
  epoch: number,
  targets: ReadonlyMap<string, number>,
  classes: readonly string[],
  labels?: LabelFields,
): readonly TarFile[] {
  const key = keyOf(line.output);
  const { output, sha256, sidecars, ...rest } = line;
  const about = { ...rest, epoch, targets: Object.fromEntries(targets) };
  const heaviest = heaviestClass(targets);
  return [
    { name: `${key}.${extensionOf(output).toLowerCase()}`, bytes },
    ...(heaviest === undefined || labels?.placed
      ? []
      : [{ name: `${key}.cls`, bytes: String(classes.indexOf(heaviest)) }]),
    ...(labels?.fields ?? []).map(({ field, bytes: own }) => ({ name: `${key}.${field}`, bytes: own })),
    { name: `${key}.json`, bytes: JSON.stringify(about) },
  ];
}

/** Adds a file; resolves when the reader has taken what came before. */
export function addFile(tar: Pack, { name, bytes }: TarFile): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry({ name, mtime: new Date(0) }, Buffer.from(bytes), (error) => (error ? reject(error) : resolve()));
  });
}

/** The same of a file on disk, which must not be there yet; `end` closes it and gives its SHA-256. */
export async function tarFile(path: string): Promise<{ readonly out: Writable; end(): Promise<string> }> {
  const file = await open(path, 'wx').catch((error: unknown) => Promise.reject(writeError(path, error)));
  const hash = createHash('sha256');
  let last: Promise<void> = Promise.resolve();
  const write = async (chunk: Uint8Array) => {
    hash.update(chunk);
    await file.writeFile(chunk).catch((error: unknown) => Promise.reject(writeError(path, error)));
  };
  const out = new Writable({
    write(chunk: Uint8Array, _, done) {
      last = write(chunk);
      last.then(() => done(), done);
    },
  });
  return {
    out,
    async end() {
      out.destroy(); // of one that was cancelled, chunks may wait
      await last.catch(() => {}); // told to whoever wrote
      await file.close();
      return hash.digest('hex');
    },
  };
}

/** Resolves when there is room again, or nobody reads any more, and leaves nothing behind that listens. */
async function drained(out: Writable): Promise<void> {
  const listening = new AbortController();
  const { signal } = listening;
  try {
    await Promise.race([once(out, 'drain', { signal }), once(out, 'close', { signal })]);
  } finally {
    listening.abort();
  }
}

/**
 * Sends a tar to its reader, as fast as the reader takes it. Resolves to false when the reader went away, which calls
 * `onGone`; throws what else went wrong.
 */
export async function sendTar(tar: Pack, out: Writable, onGone: () => void): Promise<boolean> {
  let failure: NodeJS.ErrnoException | undefined;
  const onError = (error: NodeJS.ErrnoException) => {
    failure = error;
    onGone();
  };
  out.on('error', onError);
  try {
    for await (const chunk of tar) {
      if (!failure && !out.write(chunk)) await drained(out).catch(onError);
      if (failure) break;
    }
    if (!failure) await new Promise((resolve) => out.write('', resolve)); // all before it has left
  } catch (error) {
    if (!failure) throw error; // else the tar was given up because of it
  } finally {
    out.off('error', onError);
  }
  if (!failure) return true;
  if (failure.code === 'EPIPE' || failure.code === 'ERR_STREAM_DESTROYED') return false;
  throw failure;
}
