import { type NpyHead, npyHead } from '../../../src/formats/vectors/npy';

/** A `.npy` file as NumPy writes it; `data` holds the numbers in the order in which they are stored. */
export function npy(descr: string, shape: readonly number[], data: Uint8Array, fortran = false, room = 64): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const words = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + words.length + 1) / room) * room - 10;
  const head = Buffer.alloc(10 + length);
  head.write('\x93NUMPY\x01\0', 'latin1');
  head.writeUInt16LE(length, 8);
  head.write(`${words.padEnd(length - 1)}\n`, 10, 'latin1');
  return Buffer.concat([head, data]);
}

const half = [0x3c00, 0xc000, 0x3800, 0x0001, 0x7bff, 0x2e66]; // 1, -2, 0.5, 2^-24, 65504, about 0.1

/** Six numbers in a type, as 3 × 2, row after row. */
export function sixNumbers(descr: string, values = [1, -2, 0.5, 0.25, 6, 0.125]): Buffer {
  const [order, size] = [descr[0], Number(descr[2])];
  const bytes = Buffer.alloc(6 * size);
  for (let i = 0; i < 6; i++) {
    const [at, little] = [i * size, order === '<'];
    if (size === 2) little ? bytes.writeUInt16LE(half[i]!, at) : bytes.writeUInt16BE(half[i]!, at);
    else if (size === 4) little ? bytes.writeFloatLE(values[i]!, at) : bytes.writeFloatBE(values[i]!, at);
    else if (little) bytes.writeDoubleLE(values[i]!, at);
    else bytes.writeDoubleBE(values[i]!, at);
  }
  return bytes;
}

/** The numbers of a `.npy` file of float32 or float64, little endian, row after row. */
export function readNpy(file: Buffer): { readonly head: NpyHead; readonly rows: readonly (readonly number[])[] } {
  const head = npyHead(file);
  const [count, columns = 1] = head.shape;
  const { bytes } = head.cell;
  const at = (row: number, column: number) => {
    const place = head.head + (head.fortran ? column * count! + row : row * columns + column) * bytes;
    return bytes === 4 ? file.readFloatLE(place) : file.readDoubleLE(place);
  };
  return {
    head,
    rows: Array.from({ length: count! }, (_, row) => Array.from({ length: columns }, (_, column) => at(row, column))),
  };
}
