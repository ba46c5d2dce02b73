import { isAbort } from '../calls';
import { encoded } from '../table/block-rows';
import type { StreamItem } from '../tar/stream-order';
import type { SampleStream, StreamedSample } from '../tar/stream-samples';
import { sampleFiles } from '../tar/web-dataset';
import { makeDocument } from './documents';

/** The wanted variants of a document as samples of a tar. */
export async function streamDocument(
  { dataset, recipe, order: { epoch }, pool, signal }: SampleStream,
  { sample, outputs }: StreamItem,
): Promise<readonly StreamedSample[]> {
  const failed = (variant: number, error: string): StreamedSample => ({
    line: { source: sample.path, variant, error },
  });
  try {
    const most = Math.max(...outputs.map(({ variant }) => variant));
    const { reading, rows } = await makeDocument(pool, dataset, sample, most, recipe, epoch, { signal });
    return outputs.map(({ variant, output }): StreamedSample => {
      const made =
        rows.find(({ line }) => line.variant === variant) ?? rows.find(({ line }) => line.variant === undefined);
      if (!made) return failed(variant, 'was not made');
      if (!('raw' in made)) return { line: made.line };
      const line = { output, ...made.line };
      const targets = new Map(line.labels.map((name) => [name, 1]));
      return { line, files: sampleFiles(line, encoded(made.raw, reading), epoch, targets, dataset.index.classes) };
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    return outputs.map(({ variant }) => failed(variant, error instanceof Error ? error.message : String(error)));
  }
}
