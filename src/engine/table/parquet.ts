import { open, stat } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import type { AsyncBuffer, SchemaTree } from 'hyparquet';
import type { Block, DataOptions, ParquetReading } from '../../core/table';
import {
  openParquet,
  type PageCodecs,
  type ParquetFile,
  parquetRows,
  readableColumns,
} from '../../formats/table/parquet/file';
import { checkWritable } from '../../formats/table/parquet/schema';
import { sniffParquet } from '../../formats/table/sniff-json';
import { featureRoles } from '../../formats/vectors/roles';

const { zstdDecompressSync, zstdCompressSync } = zlib as unknown as Readonly<
  Record<string, ((bytes: Uint8Array) => Uint8Array) | undefined>
>;
/** What Node packs and unpacks; ZSTD is among it from Node 22.15 on. */
export const pageCodecs: PageCodecs = {
  unpack: {
    GZIP: (bytes) => zlib.gunzipSync(bytes),
    BROTLI: (bytes) => zlib.brotliDecompressSync(bytes),
    ...(zstdDecompressSync && { ZSTD: zstdDecompressSync }),
  },
  pack: {
    GZIP: (bytes) => zlib.gzipSync(bytes),
    BROTLI: (bytes) => zlib.brotliCompressSync(bytes),
    ...(zstdCompressSync && { ZSTD: zstdCompressSync }),
  },
};

/** The file read last stays open in mind: its blocks come one after the other, and each needs the footer. */
let last: { readonly key: string; readonly file: Promise<ParquetFile> } | undefined;

/** A Parquet file on disk. Throws what is wrong with it, in words. */
export async function parquetOn(disk: string): Promise<ParquetFile> {
  const { size, mtimeMs } = await stat(disk);
  const key = `${size} ${mtimeMs} ${disk}`;
  if (last?.key !== key) last = { key, file: openParquet(bufferOn(disk, size), pageCodecs.unpack) };
  return last.file;
}

const bufferOn = (disk: string, byteLength: number): AsyncBuffer => ({
  byteLength,
  slice: async (start, end = byteLength) => {
    const file = await open(disk);
    try {
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      if (bytesRead < bytes.length) throw new Error('is cut short');
      return bytes.buffer;
    } finally {
      await file.close();
    }
  },
});

const rowsSeen = 200;

/** How a Parquet file is read as a table of texts; undefined when it is none. Throws what is wrong with it. */
export async function parquetReading(disk: string, data: DataOptions): Promise<ParquetReading | undefined> {
  const file = await parquetOn(disk);
  const lines = await parquetRows(file, 0, Math.min(file.rows, rowsSeen), readableColumns(file));
  const reading = sniffParquet(lines, data);
  if (reading) checkWritable(file.columns);
  return reading;
}

/** How a Parquet file is read as embeddings: columns of floating point numbers, or one of lists of them. */
export async function parquetVectors(disk: string, data: DataOptions): Promise<ParquetReading | undefined> {
  const file = await parquetOn(disk);
  const lines = await parquetRows(file, 0, Math.min(file.rows, rowsSeen), readableColumns(file));
  const reading = sniffParquet(lines, data, featureRoles);
  if (!reading || !('features' in reading.roles)) return undefined;
  const types = new Map(file.columns.map((column) => [column.element.name, leafType(column)]));
  const features = reading.roles.features.filter((name) => /^(FLOAT|DOUBLE)$/.test(types.get(name) ?? ''));
  if (features.length < (reading.roles.list ? 1 : 2)) return undefined;
  checkWritable(file.columns);
  const styles = features.map((name) => ({ form: types.get(name) === 'FLOAT' ? 'float' : 'double' }) as const);
  return {
    ...reading,
    roles: { ...reading.roles, features, width: reading.roles.list ? reading.roles.width : features.length, styles },
  };
}

const leafType = ({ element, children }: SchemaTree): string | undefined =>
  children.length > 0 ? leafType(children[0]!) : element.type;

const [fewRows, mostBytes, partsOfGroup] = [500, 8 * 1024 * 1024, 8];

/** Rows that are made in one go: parts of a row group, since other cuts would unpack pages twice. */
export function parquetBlocks({ metadata }: ParquetFile): readonly Block[] {
  const blocks: Block[] = [];
  let [first, start] = [0, 0];
  for (const group of metadata.row_groups) {
    const [rows, bytes] = [Number(group.num_rows), Number(group.total_byte_size)];
    const parts = Math.min(Math.ceil(rows / fewRows), Math.max(partsOfGroup, Math.ceil(bytes / mostBytes)));
    for (let part = 0; part < parts; part++) {
      const [from, to] = [part, part + 1].map((p) => Math.floor((rows * p) / parts)) as [number, number];
      const [begin, end] = [from, to].map((row) => start + Math.floor((bytes * row) / rows)) as [number, number];
      blocks.push({ start: begin, end, first: first + from, rows: to - from, list: 0 });
    }
    first += rows;
    start += bytes;
  }
  return blocks;
}
