import type { Reading } from '../../core/table';
import { vectorCodecOf } from '../../formats/table/codec';
import { npyRow } from '../../formats/vectors/npy';
import { encoded } from '../table/block-rows';

/** A row by itself as `.npy`: in the type that the file stores; numbers that were written as text are float64. */
export function rowAsNpy(reading: Reading, raw: string): Uint8Array {
  if (reading.kind === 'matrix') return npyRow(reading, encoded(raw, reading));
  const { values } = vectorCodecOf(reading).read(raw);
  const single = 'roles' in reading && 'styles' in reading.roles && reading.roles.styles[0]?.form === 'float';
  const bytes = single ? 4 : 8;
  const data = Buffer.alloc(values.length * bytes);
  for (const [i, value] of values.entries()) {
    if (single) data.writeFloatLE(value, i * bytes);
    else data.writeDoubleLE(value, i * bytes);
  }
  return npyRow({ cell: { type: 'f', bytes, little: true }, columns: values.length }, data);
}
