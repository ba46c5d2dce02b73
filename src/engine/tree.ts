import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Split } from '../core/dataset';
import type { Tree, TreeFile } from '../formats/tree';
import { pageCodecs } from './table/parquet';

/** As much of a file as the formats look at to tell what it is. */
const headBytes = 64 * 1024;

/** What the formats see of a dataset on disk. */
export function treeOf(
  root: string,
  media: readonly TreeFile[],
  rest: readonly TreeFile[],
  rootSplit: Split | undefined,
  signal: AbortSignal | undefined,
): Tree {
  const at = (file: TreeFile) => join(root, file.diskPath ?? file.path);
  const bytes = async (file: TreeFile) => {
    signal?.throwIfAborted();
    return readFile(at(file)).catch(() => undefined); // what can't be read is told by what needs it
  };
  const text = async (file: TreeFile) => (await bytes(file))?.toString('utf8');
  return { media, rest, rootSplit, head: (file) => headOf(at(file)), text, bytes, codecs: pageCodecs };
}

async function headOf(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (!file) return '';
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return ''; // a file that can't be read says nothing about the layout
  } finally {
    await file.close();
  }
}
