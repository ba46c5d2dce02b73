import { rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { recentImage } from './decoded';
import { isWriteError, sha256Of, writeWhole } from './files';
import { type DecodedImage, decodeImage } from './image/decode';
import { renderImage } from './image/render';
import type { TaskControl } from './serve';
import type { SourceAsk, VariantAsk, VariantOutcome, VariantsAsk } from './tasks';

/**
 * Makes variants of one source, which is decoded once. Rejects when the source can't be read, when it is cancelled, and
 * with a `WriteError`; then none of its files is left. A variant that fails for itself is an outcome.
 */
export async function makeVariants(ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]> {
  try {
    const source = await readSource(ask);
    const outcomes: VariantOutcome[] = [];
    for (const variant of ask.variants) {
      await control.pause();
      outcomes.push(await makeVariant(source, ask, variant));
      control.alive();
    }
    return outcomes;
  } catch (error) {
    for (const { to } of ask.variants) if (to) rmSync(to, { force: true });
    throw error;
  }
}

async function readSource({ source, bytes }: SourceAsk): Promise<DecodedImage> {
  try {
    const { size } = await stat(source);
    if (bytes !== undefined && size !== bytes) {
      throw new Error(`changed since the dataset was read (${bytes} bytes then, ${size} now)`);
    }
    return await decodeImage(source);
  } catch (error) {
    throw readable(error);
  }
}

async function makeVariant(source: DecodedImage, ask: SourceAsk, one: VariantAsk): Promise<VariantOutcome> {
  const { variant, steps, to } = one;
  try {
    const { bytes, notes } = await renderImage(source, steps, ask.output, (path) => partner(ask, path));
    const sha256 = sha256Of(bytes);
    if (!to) return { variant, sha256, notes, bytes };
    writeWhole(to, bytes);
    return { variant, sha256, notes };
  } catch (error) {
    if (isWriteError(error)) throw error;
    return { variant, error: readable(error).message };
  }
}

/** The undrawn original of another sample, for a mixing step. */
export async function partner({ partners }: SourceAsk, path: string): Promise<DecodedImage> {
  try {
    return await recentImage(partners[path]!);
  } catch (error) {
    throw new Error(`its partner ${path} can't be used: ${readable(error).message}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there any more',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'is a folder',
  ELOOP: 'is a link that leads back to itself',
  EIO: 'the disk could not read it',
};

/** What went wrong with reading a file, without paths and in words: it stands in records. */
export function readable(error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return Object.hasOwn(reasons, code)
    ? new Error(reasons[code])
    : error instanceof Error
      ? error
      : new Error(`${error}`);
}
