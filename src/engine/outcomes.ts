import { rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbort } from './calls';
import { isWriteError, sha256Of, writeWhole } from './files';
import { readable } from './readable';
import type { MadeLabels, SourceAsk, VariantAsk, VariantOutcome, VariantsAsk } from './tasks';

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

/** A source, which must be as it was when the dataset was read. */
export async function readSource<T>({ source, bytes }: SourceAsk, decode: (path: string) => Promise<T>): Promise<T> {
  try {
    const { size } = await stat(source);
    if (bytes !== undefined && size !== bytes) {
      throw new Error(`changed since the dataset was read (${bytes} bytes then, ${size} now)`);
    }
    return await decode(source);
  } catch (error) {
    throw readable(error);
  }
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
