import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../../core/dataset';
import type { ManifestLine } from '../../core/manifest';
import { isAbort } from '../calls';
import { isWriteError, writeWhole } from '../files';
import type { MadeFile, Part } from '../source-parts';
import type { Work } from '../sources';
import { encoded } from '../table/block-rows';
import { makeDocument } from './documents';

/** All variants of a document, under temporary names: they are drawn together, so that no two are alike. */
export async function makeDocumentPart(
  { run, pool, signal }: Work,
  sample: Sample,
  outputs: readonly string[],
): Promise<Part> {
  const { recipe, record } = run;
  const files: MadeFile[] = [];
  try {
    const { reading, rows } = await makeDocument(pool, run, sample, outputs.length, recipe, record.epoch, { signal });
    const lines = rows.map((outcome): ManifestLine => {
      if (!('raw' in outcome)) return outcome.line;
      const output = outputs[outcome.line.variant - 1]!;
      const final = join(run.out, output);
      const file = { temp: run.temp(final), final };
      files.push(file);
      writeWhole(file.temp, encoded(outcome.raw, reading));
      return { output, ...outcome.line };
    });
    return { lines, files };
  } catch (error) {
    for (const { temp } of files) await rm(temp, { force: true });
    if (isAbort(error) || isWriteError(error)) throw error;
    return {
      lines: [{ source: sample.path, error: error instanceof Error ? error.message : String(error) }],
      files: [],
    };
  }
}
