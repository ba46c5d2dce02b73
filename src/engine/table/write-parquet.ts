import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { appendParquet, bodyEnd, magic } from '../../formats/table/parquet/append';
import type { OutFile } from './out-file';
import { pageCodecs, parquetOn } from './parquet';

/** The table, its row groups to the byte as they are (unless `keep` is false), and after them the rows of the parts. */
export async function writeParquet(disk: string, parts: readonly string[], keep: boolean, out: OutFile): Promise<void> {
  const file = await parquetOn(disk);
  const end = bodyEnd(file);
  const footer = new Uint8Array(await file.buffer.slice(end, end + file.metadata.metadata_length));
  if (keep) await out.copy(disk, 0, end);
  else await out.write(magic);
  const more = appendParquet(file, footer, keep, pageCodecs);
  for (const part of parts) {
    for await (const line of createInterface({ input: createReadStream(part), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line === '') continue; // each row stands after a line end
      const group = more.add(line);
      if (group) await out.write(group);
    }
  }
  await out.write(more.end());
}
