import type { Sparse } from '../models/svd';
import { tfIdf } from './tf-idf';

/** What a classifier gets to see of a sample: a text, or numbers. */
export type Content = string | Float64Array;

/** Makes rows of features, in a way that was fitted to the training samples. */
export function fitFeatures(training: readonly Content[]): (of: readonly Content[]) => Sparse {
  if (typeof training[0] !== 'string') return standardised(training as readonly Float64Array[]);
  const { rows } = tfIdf(training as readonly string[]);
  return (of) => rows(of as readonly string[]);
}

/** Numbers in standard deviations from the mean, divided by √columns: rows are then about 1 long, as those of texts are. */
function standardised(training: readonly Float64Array[]): (of: readonly Content[]) => Sparse {
  const columns = training[0]?.length ?? 0;
  const at = (d: number) => training.map((row) => row[d]!);
  const facts = Array.from({ length: columns }, (_, d) => {
    const values = at(d);
    const middle = values.reduce((sum, v) => sum + v, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / values.length);
    return { middle, scale: spread > 0 ? 1 / spread / Math.sqrt(columns) : 0 };
  });
  return (of) => ({
    rows: of.length,
    columns,
    starts: Uint32Array.from({ length: of.length + 1 }, (_, i) => i * columns),
    column: Uint32Array.from({ length: of.length * columns }, (_, i) => i % columns),
    value: Float32Array.from({ length: of.length * columns }, (_, i) => {
      const { middle, scale } = facts[i % columns]!;
      return ((of[Math.floor(i / columns)] as Float64Array)[i % columns]! - middle) * scale;
    }),
  });
}
