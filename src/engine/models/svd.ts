import { randomFor } from '../../core/random';

/** A sparse matrix by rows: the entries of row i stand from `starts[i]` to `starts[i + 1]`. */
export interface Sparse {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly column: Uint32Array;
  readonly value: Float32Array;
}

/** A dense matrix, row by row. */
export interface Dense {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

export interface Svd {
  /** rows × rank. */
  readonly left: Dense;
  readonly values: Float64Array;
  /** columns × rank. */
  readonly right: Dense;
}

/** More directions than are asked for make the first ones exact. */
const spare = 10;

/**
 * The largest singular values of a sparse matrix with their vectors (Halko, Martinsson and Tropp 2011: random projection
 * and two power iterations, orthogonal by Cholesky QR). The same on every machine. `alive` is called between the passes.
 */
export function randomSvd(matrix: Sparse, rank: number, alive: () => void = () => {}): Svd {
  const width = Math.min(rank + spare, matrix.rows, matrix.columns);
  const random = randomFor('svd', matrix.rows, matrix.columns);
  const start = dense(matrix.columns, width);
  for (let i = 0; i < start.data.length; i++) start.data[i] = random.normal();
  let basis = orthogonal(times(matrix, start));
  for (let pass = 0; pass < 2; pass++) {
    alive();
    basis = orthogonal(times(matrix, orthogonal(timesTransposed(matrix, basis))));
  }
  alive();
  const across = timesTransposed(matrix, basis); // columns × width: the transpose of basisᵀ · matrix
  const { values, vectors } = eigen(gram(across));
  const kept = Math.min(rank, values.filter((v) => v > 1e-12 * values[0]!).length);
  const singular = values.slice(0, kept).map(Math.sqrt);
  const right = product(across, vectors, kept);
  for (let i = 0; i < right.data.length; i++) right.data[i]! /= singular[i % kept]!;
  return { left: product(basis, vectors, kept), values: singular, right };
}

const dense = (rows: number, columns: number): Dense => ({ rows, columns, data: new Float64Array(rows * columns) });

/** matrix · by */
function times({ rows, starts, column, value }: Sparse, { columns: width, data }: Dense): Dense {
  const out = dense(rows, width);
  for (let i = 0; i < rows; i++) {
    const to = i * width;
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const from = column[at]! * width;
      const v = value[at]!;
      for (let d = 0; d < width; d++) out.data[to + d]! += v * data[from + d]!;
    }
  }
  return out;
}

/** matrixᵀ · by */
function timesTransposed({ rows, columns, starts, column, value }: Sparse, { columns: width, data }: Dense): Dense {
  const out = dense(columns, width);
  for (let i = 0; i < rows; i++) {
    const from = i * width;
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const to = column[at]! * width;
      const v = value[at]!;
      for (let d = 0; d < width; d++) out.data[to + d]! += v * data[from + d]!;
    }
  }
  return out;
}

/** byᵀ · by, columns × columns. */
function gram({ rows, columns, data }: Dense): Dense {
  const out = dense(columns, columns);
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    for (let a = 0; a < columns; a++) {
      const v = data[row + a]!;
      for (let b = a; b < columns; b++) out.data[a * columns + b]! += v * data[row + b]!;
    }
  }
  for (let a = 0; a < columns; a++) for (let b = 0; b < a; b++) out.data[a * columns + b] = out.data[b * columns + a]!;
  return out;
}

/** The first `kept` columns of one · other. */
function product(one: Dense, other: Dense, kept: number): Dense {
  const out = dense(one.rows, kept);
  for (let i = 0; i < one.rows; i++) {
    for (let k = 0; k < one.columns; k++) {
      const v = one.data[i * one.columns + k]!;
      for (let d = 0; d < kept; d++) out.data[i * kept + d]! += v * other.data[k * other.columns + d]!;
    }
  }
  return out;
}

/** An orthogonal basis of the columns, twice by Cholesky QR: the second time mends what rounding left of the first. */
const orthogonal = (matrix: Dense): Dense => choleskyQr(choleskyQr(matrix));

function choleskyQr(matrix: Dense): Dense {
  const { rows, columns, data } = matrix;
  const r = gram(matrix).data; // its lower triangle becomes the factor
  let trace = 0;
  for (let a = 0; a < columns; a++) trace += r[a * columns + a]!;
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = r[a * columns + b]!;
      for (let k = 0; k < b; k++) sum -= r[a * columns + k]! * r[b * columns + k]!;
      // a direction that is not there gets a length that leaves it near nothing
      r[a * columns + b] = a === b ? Math.sqrt(Math.max(sum, 1e-14 * trace)) : sum / r[b * columns + b]!;
    }
  }
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    for (let a = 0; a < columns; a++) {
      let v = data[row + a]!;
      for (let k = 0; k < a; k++) v -= data[row + k]! * r[a * columns + k]!;
      data[row + a] = v / r[a * columns + a]!;
    }
  }
  return matrix;
}

/** Eigenvalues of a symmetric matrix, the largest first, with their vectors as columns (Jacobi's rotations). */
function eigen({ rows: n, data }: Dense): { readonly values: Float64Array; readonly vectors: Dense } {
  const a = Float64Array.from(data);
  const v = dense(n, n).data;
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  const total = a.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q]! ** 2;
    if (off <= 1e-24 * total) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((x, y) => a[y * n + y]! - a[x * n + x]!);
  const vectors = dense(n, n);
  for (const [to, from] of order.entries()) {
    for (let i = 0; i < n; i++) vectors.data[i * n + to] = v[i * n + from]!;
  }
  return { values: Float64Array.from(order, (i) => a[i * n + i]!), vectors };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const [kp, kq] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const [pk, qk] = [a[p * n + k]!, a[q * n + k]!];
    a[p * n + k] = c * pk - s * qk;
    a[q * n + k] = s * pk + c * qk;
    const [vp, vq] = [v[k * n + p]!, v[k * n + q]!];
    v[k * n + p] = c * vp - s * vq;
    v[k * n + q] = s * vp + c * vq;
  }
}
