import type { Cell, MatrixReading } from '../../core/table';

/** What the beginning of a `.npy` file says (NumPy's format, versions 1 to 3). */
export interface NpyHead {
  /** Bytes before the data. */
  readonly head: number;
  readonly shape: readonly number[];
  readonly cell: Cell;
  readonly fortran: boolean;
}

const magic = '\x93NUMPY';

/** Reads the head out of a file's first bytes. Throws what is wrong with it; what is pickled is never opened. */
export function npyHead(bytes: Uint8Array): NpyHead {
  const { text, start } = dictionary(bytes);
  const descr = /'descr'\s*:\s*'([<>=|]?)([a-zA-Z])(\d+)?'/.exec(text);
  const shape = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(text);
  if (!descr || !shape) throw new Error('holds records or objects, not numbers: save a plain array');
  const [, order, type, digits] = descr;
  if (type === 'O') throw new Error('holds pickled objects, which are never opened here: save a plain array');
  if (!'fiubUS'.includes(type!))
    throw new Error(`holds numbers of type ${type}${digits ?? ''}, which can't be read here`);
  const width = Number(digits ?? 1);
  return {
    head: start + text.length,
    shape: shape[1]!.split(',').flatMap((n) => (n.trim() === '' ? [] : [Number(n)])),
    cell: { type: type as Cell['type'], bytes: type === 'U' ? width * 4 : width, little: order !== '>' },
    fortran: /'fortran_order'\s*:\s*True/.test(text),
  };
}

/** The Python dictionary of a head with the spaces behind it, and where it begins. */
function dictionary(bytes: Uint8Array): { readonly text: string; readonly start: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 12 || file.toString('latin1', 0, 6) !== magic) throw new Error('is no .npy file');
  const long = file[6]! > 1;
  const start = long ? 12 : 10;
  const length = long ? file.readUInt32LE(8) : file.readUInt16LE(8);
  if (file.length < start + length) throw new Error('is cut short in its head');
  return { text: file.toString('latin1', start, start + length), start };
}

/** The head of the same array with another number of rows: all else stays, also its length where the number fits in. */
export function headWithRows(bytes: Uint8Array, rows: number): Uint8Array {
  const { text, start } = dictionary(bytes);
  const words = text.replace(/('shape'\s*:\s*\(\s*)\d+/, `$1${rows}`).trimEnd();
  const fits = words.length + 1 <= text.length;
  const length = fits ? text.length : Math.ceil((start + words.length + 1) / 64) * 64 - start;
  const head = Buffer.alloc(start + length);
  head.set(bytes.subarray(0, start));
  if (start === 10) head.writeUInt16LE(length, 8);
  else head.writeUInt32LE(length, 8);
  head.write(`${words.padEnd(length - 1)}\n`, start, 'latin1');
  return head;
}

/** A `.npy` file with one list of numbers: the row of a matrix by itself. */
export function npyRow({ cell, columns }: Pick<MatrixReading, 'cell' | 'columns'>, data: Uint8Array): Uint8Array {
  const dictionary = `{'descr': '${cell.little ? '<' : '>'}f${cell.bytes}', 'fortran_order': False, 'shape': (${columns},), }`;
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const head = Buffer.alloc(10 + length);
  head.write(`${magic}\x01\0`, 'latin1');
  head.writeUInt16LE(length, 8);
  head.write(`${dictionary.padEnd(length - 1)}\n`, 10, 'latin1');
  return Buffer.concat([head, data]);
}

/** How an array is read as rows. Throws for other shapes, and where the file does not hold what its head says. */
export function npyReading(bytes: Uint8Array, size: number): MatrixReading {
  const { head, shape, cell, fortran } = npyHead(bytes);
  const [rows, columns = 1] = shape;
  if (rows === undefined || shape.length > 2) {
    throw new Error(`has ${shape.length} dimensions: rows × features are expected`);
  }
  const missing = head + rows * columns * cell.bytes - size;
  if (missing !== 0) {
    throw new Error(`${missing > 0 ? `lacks ${missing}` : `has ${-missing} more`} bytes of what its head says`);
  }
  const one = columns === 1 || shape.length === 1;
  return {
    kind: 'matrix',
    file: 'npy',
    encoding: 'latin1',
    lineEnd: '\n',
    head,
    rows,
    columns,
    cell,
    fortran: fortran && !one,
  };
}
