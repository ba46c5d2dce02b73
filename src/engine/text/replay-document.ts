import { readFile } from 'node:fs/promises';
import type { VariantLine } from '../../core/manifest';
import { headOf } from '../../formats/table/sniff';
import { sha256Of } from '../files';
import { decoderOf, encoded } from '../table/block-rows';
import { replayText } from './draw';

/** A document of a run, made again out of its source and the edits that its line records. */
export async function replayDocument(
  source: string,
  line: VariantLine,
): Promise<{ readonly sha256: string; readonly bytes: Uint8Array }> {
  const bytes = await readFile(source);
  const reading = headOf(line.source, bytes, bytes.length);
  const { text } = replayText({ text: decoderOf(reading)(bytes), spans: [] }, line.steps);
  const made = encoded(text, reading);
  return { sha256: sha256Of(made), bytes: made };
}
