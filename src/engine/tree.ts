import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Split } from '../core/dataset';
import type { StoredSize, Tree, TreeFile } from '../formats/tree';
import { firstBytes } from './first-bytes';
import { jpegHeader } from './image/jpeg-header';
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
  const size = (file: TreeFile) => sizeOf(at(file));
  return { media, rest, rootSplit, head: (file) => headOf(at(file)), text, bytes, size, codecs: pageCodecs };
}

async function sizeOf(path: string): Promise<StoredSize | undefined> {
  const bytes = await firstBytes(path, headBytes).catch(() => undefined); // told by what needs it
  if (bytes === undefined || bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20), turned: false };
  const header = jpegHeader(bytes);
  return header && { width: header.width, height: header.height, turned: !header.plain };
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
