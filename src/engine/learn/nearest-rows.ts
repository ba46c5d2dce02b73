import { rounded } from '../../core/random';
import { topGraph } from '../models/top-graph';
import { onnx } from '../models/transformers';
import type { Embeddings } from './embed';
import type { NearDocument } from './tf-idf';

/** Numbers that are worked on at a time: scores of the asked rows against a stretch of the others. */
const together = 64;
const stretch = 65_536;

/**
 * The `k` nearest of some rows for each that is asked, by cosine to 4 decimals, so that the order of equals does not depend
 * on a processor's rounding. Rows have length 1. Exact: every row is compared.
 */
export async function nearestRows(
  of: Embeddings,
  asked: Embeddings,
  k: number,
  alive: () => void = () => {},
): Promise<readonly (readonly NearDocument[])[]> {
  const ort = await onnx();
  const session = await ort.InferenceSession.create(topGraph(false));
  const best: NearDocument[][] = Array.from({ length: asked.rows }, () => []);
  const part = ({ data, columns }: Embeddings, from: number, rows: number) =>
    new ort.Tensor('float32', data.subarray(from * columns, (from + rows) * columns), [rows, columns]);
  for (let first = 0; first < of.rows; first += stretch) {
    const rows = Math.min(stretch, of.rows - first);
    const vectors = part(of, first, rows);
    const count = new ort.Tensor('int64', [BigInt(Math.min(k, rows))], [1]);
    for (let from = 0; from < asked.rows; from += together) {
      const queries = part(asked, from, Math.min(together, asked.rows - from));
      const out = await session.run({ queries, vectors, k: count });
      const [values, found] = [out.values!.data as Float32Array, out.rows!.data as BigInt64Array];
      const each = Math.min(k, rows);
      for (const [at, value] of values.entries()) {
        best[from + Math.floor(at / each)]!.push({ document: first + Number(found[at]), cosine: rounded(value, 4) });
      }
      alive();
    }
  }
  for (const near of best) near.sort((a, b) => b.cosine - a.cosine || a.document - b.document).splice(k);
  return best;
}
