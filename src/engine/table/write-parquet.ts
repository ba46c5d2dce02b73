import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { appendParquet, bodyEnd, magic } from '../../formats/table/parquet/append';
import type { OutFile } from './out-file';
import { pack, parquetOn } from './parquet';

/** A row group is held in memory while it is packed. */
const [mostRows, mostLetters] = [10_000, 16 * 1024 * 1024];

/** The table, its row groups to the byte as they are (unless `keep` is false), and after them the rows of the parts. */
export async function writeParquet(disk: string, parts: readonly string[], keep: boolean, out: OutFile): Promise<void> {
  const file = await parquetOn(disk);
  const end = bodyEnd(file);
  const footer = new Uint8Array(await file.buffer.slice(end, end + file.metadata.metadata_length));
  if (keep) await out.copy(disk, 0, end);
  else await out.write(magic);
  const more = appendParquet(file, footer, keep, pack);
  let lines: string[] = [];
  let letters = 0;
  const flush = async () => {
    if (lines.length > 0) await out.write(more.group(lines));
    lines = [];
    letters = 0;
  };
  for (const part of parts) {
    for await (const line of createInterface({ input: createReadStream(part), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line === '') continue; // each row stands after a line end
      lines.push(line);
      letters += line.length;
      if (lines.length >= mostRows || letters >= mostLetters) await flush();
    }
  }
  await flush();
  await out.write(more.end());
}
