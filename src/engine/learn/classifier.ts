import { exp } from '../../core/exact';
import { permutation } from '../../core/permutation';
import type { Sparse } from '../models/svd';

const passes = 12;
const rate = 1;
const decay = 1e-5;

/** Says the class of rows, as positions among the classes. */
export type Classifier = (rows: Sparse) => readonly number[];

/** Logistic regression over the classes, by stochastic gradient descent in an order of the seed. The same everywhere. */
export function trainClassifier(rows: Sparse, classOf: readonly number[], classes: number, seed: number): Classifier {
  const weights = new Float64Array((rows.columns + 1) * classes); // the last row is the bias
  const bias = rows.columns * classes;
  const scores = (of: Sparse, row: number): Float64Array => {
    const sums = weights.slice(bias, bias + classes);
    for (let at = of.starts[row]!; at < of.starts[row + 1]!; at++) {
      const from = of.column[at]! * classes;
      for (let c = 0; c < classes; c++) sums[c]! += of.value[at]! * weights[from + c]!;
    }
    return sums;
  };
  for (let pass = 0; pass < passes; pass++) {
    const order = permutation(rows.rows, seed, 'classifier', pass);
    const step = rate / (1 + pass);
    for (let n = 0; n < rows.rows; n++) {
      const row = order(n);
      const sums = scores(rows, row);
      const top = Math.max(...sums);
      const shares = sums.map((sum) => exp(sum - top));
      const total = shares.reduce((sum, share) => sum + share, 0);
      for (let c = 0; c < classes; c++) {
        const miss = shares[c]! / total - (classOf[row] === c ? 1 : 0);
        weights[bias + c]! -= step * miss;
        for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) {
          const w = rows.column[at]! * classes + c;
          weights[w]! -= step * (miss * rows.value[at]! + decay * weights[w]!);
        }
      }
    }
  }
  return (of) =>
    Array.from({ length: of.rows }, (_, row) => {
      const sums = scores(of, row);
      return sums.indexOf(Math.max(...sums));
    });
}
