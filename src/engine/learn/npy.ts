/** A `.npy` file (version 1.0) of float32, in C order: rows × columns. */
export function npyOf(data: Float32Array, rows: number, columns: number): Uint8Array {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const length = Math.ceil((10 + head.length + 1) / 64) * 64 - 10; // the data begins at a multiple of 64
  const bytes = Buffer.alloc(10 + length + data.length * 4);
  bytes.write('\x93NUMPY\x01\0', 'latin1');
  bytes.writeUInt16LE(length, 8);
  bytes.write(`${head.padEnd(length - 1)}\n`, 10, 'latin1');
  for (const [i, v] of data.entries()) bytes.writeFloatLE(v, 10 + length + i * 4);
  return bytes;
}
