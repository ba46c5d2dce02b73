import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { PageCodecs, ParquetFile } from './file';

/** The magic word that begins and ends a file. */
export const magic = new TextEncoder().encode('PAR1');

/** How much of a file are its row groups with all that belongs to them; the footer comes after it. */
export const bodyEnd = ({ buffer, metadata }: ParquetFile): number => buffer.byteLength - 8 - metadata.metadata_length;

/** Row groups that are written from a place in a file on. */
export interface Writing {
  readonly parquet: ParquetWriter;
  /** The bytes written since the last call. */
  take(): Uint8Array;
  /** What stands after the last group, and the footer of these groups alone. */
  finish(): { readonly body: Uint8Array; readonly footer: Uint8Array };
}

/** Begins to write row groups at a place, in bytes from the file's beginning. */
export function writeFrom(place: number, schema: SchemaElement[], compressors: PageCodecs['pack'] = {}): Writing {
  const writer = new ByteWriter();
  writer.offset = place - magic.length;
  const parquet = new ParquetWriter({ writer, schema, compressors });
  writer.index = 0; // the magic word stands at the file's beginning already
  const take = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  return {
    parquet,
    take,
    finish() {
      parquet.finish();
      const bytes = take();
      const end = bytes.length - 8;
      const begin = end - new DataView(bytes.buffer, end).getUint32(0, true);
      return { body: bytes.subarray(0, begin), footer: bytes.subarray(begin, end) };
    },
  };
}
