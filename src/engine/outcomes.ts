import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbort } from './calls';
import { isWriteError, sha256Of, writeWhole } from './files';
import { readable } from './readable';
import type { MadeLabels, SourceAsk, SourceOutcome, VariantAsk, VariantOutcome, VariantsAsk } from './variant-asks';

/** Every file that a task writes, under its temporary name. */
export const filesOf = ({ variants }: VariantsAsk): readonly string[] =>
  variants.flatMap(({ to, sidecars = [] }) => [to, ...sidecars].flatMap((path) => path ?? []));

/** When the work fails as a whole, none of its files is left. */
export async function orNothing<T>(ask: VariantsAsk, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (const path of filesOf(ask)) rmSync(path, { force: true });
    throw error;
  }
}

/** What became of one source of several: only what the others would meet as well ends them all. */
export async function sourceOutcome<T = Exclude<SourceOutcome, { error: string }>>(
  make: () => Promise<T>,
): Promise<T | { readonly error: string }> {
  try {
    return await make();
  } catch (error) {
    if (isWriteError(error) || isAbort(error)) throw error;
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** A source, which must be as it was when the dataset was read. */
export async function readSource<T>(ask: SourceAsk, decode: (path: string) => Promise<T>): Promise<T> {
  try {
    checkUnchanged(ask, (await stat(ask.source)).size);
    return await decode(ask.source);
  } catch (error) {
    throw readable(error);
  }
}

/** The same for a small file, read at once into the room that it is given: to wait for a thread costs more than reading. */
export async function readSourceBytes<T>(
  ask: SourceAsk,
  roomFor: (bytes: number) => Buffer,
  decode: (bytes: Uint8Array) => Promise<T>,
): Promise<T> {
  try {
    return await decode(readInto(ask, roomFor));
  } catch (error) {
    throw readable(error);
  }
}

function readInto(ask: SourceAsk, roomFor: (bytes: number) => Buffer): Uint8Array {
  const file = openSync(ask.source, 'r');
  try {
    const { size } = fstatSync(file);
    checkUnchanged(ask, size);
    const bytes = roomFor(size).subarray(0, size);
    for (let at = 0, read = 1; at < size && read > 0; at += read) {
      read = readSync(file, bytes, at, size - at, at);
      if (read === 0) checkUnchanged({ bytes: size }, at); // cut off meanwhile
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

function checkUnchanged({ bytes }: Pick<SourceAsk, 'bytes'>, size: number): void {
  if (bytes === undefined || size === bytes) return;
  throw new Error(`changed since the dataset was read (${bytes} bytes then, ${size} now)`);
}

/** Writes a variant, and its label files, where they are wanted; what fails for itself is an outcome too. */
export async function outcomeOf(
  { variant, to, sidecars = [] }: VariantAsk,
  make: () => Promise<{ readonly bytes: Uint8Array; readonly notes: readonly string[]; readonly labels?: MadeLabels }>,
): Promise<VariantOutcome> {
  try {
    const { bytes, notes, labels } = await make();
    const sha256 = sha256Of(bytes);
    if (!to) return { variant, sha256, notes, bytes, labels };
    writeWhole(to, bytes);
    const files = labels?.files.map((file, i) => {
      const path = sidecars[i];
      if (!file || path === undefined) return undefined;
      writeWhole(path, file.bytes!);
      return { sha256: file.sha256 };
    });
    return { variant, sha256, notes, ...(labels && { labels: { ...labels, files: files! } }) };
  } catch (error) {
    for (const path of [to, ...sidecars]) if (path) rmSync(path, { force: true });
    if (isWriteError(error) || isAbort(error)) throw error;
    return { variant, error: readable(error).message };
  }
}
