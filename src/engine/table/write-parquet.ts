import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { appendParquet } from '../../formats/table/parquet/append';
import { withColumns } from '../../formats/table/parquet/footer';
import { ownProvenance, provenanceFeatures, withProvenanceColumns } from '../../formats/table/parquet/provenance';
import { bodyEnd, magic } from '../../formats/table/parquet/writing';
import type { OutFile } from './out-file';
import { pageCodecs, parquetOn } from './parquet';

/** How a table is put together. */
export interface TableChoice {
  /** Its own rows stay, to the byte as they are. */
  readonly keep: boolean;
  /** Rows get the columns `source_row` and `variant`. */
  readonly provenance: boolean;
}

/** The table, its row groups to the byte as they are (unless `keep` is false), and after them the rows of the parts. */
export async function writeParquet(
  disk: string,
  parts: readonly string[],
  { keep, provenance }: TableChoice,
  out: OutFile,
): Promise<void> {
  const file = await parquetOn(disk);
  const end = bodyEnd(file);
  const footer = new Uint8Array(await file.buffer.slice(end, end + file.metadata.metadata_length));
  if (keep) await out.copy(disk, 0, end);
  else await out.write(magic);
  const own = provenance ? ownProvenance(file, keep) : undefined;
  if (own && keep) await out.write(own.body);
  const more = appendParquet(
    own ? withProvenanceColumns(file) : file,
    own ? withColumns(footer, own.footer, provenanceFeatures) : footer,
    { keep, from: keep ? end + (own?.body.length ?? 0) : magic.length },
    pageCodecs,
  );
  for (const part of parts) {
    for await (const line of createInterface({ input: createReadStream(part), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line === '') continue; // each row stands after a line end
      const group = more.add(line);
      if (group) await out.write(group);
    }
  }
  await out.write(more.end());
}
