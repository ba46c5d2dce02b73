import { type Dirent, stat, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { joined } from '../core/names';
import { compareBytes } from '../core/order';

/** Folders that no dataset keeps its samples in; hidden ones are passed over too. */
const passedOver: ReadonlySet<string> = new Set(['node_modules', '__pycache__', '__MACOSX', '$RECYCLE.BIN']);
const systemFiles: ReadonlySet<string> = new Set(['Thumbs.db', 'desktop.ini', 'ehthumbs.db']);

/** A name that is neither hidden nor left behind by an operating system. */
export const isVisible = (name: string): boolean => !name.startsWith('.') && !systemFiles.has(name);

/** A file or folder on the way through a dataset. */
export interface Visit {
  /** NFC and `/`. */
  readonly path: string;
  readonly diskPath: string;
  /** Real paths of this folder and of all above it, down from the root: a link to one of them is a loop. */
  readonly chain: readonly string[];
}

/** What a folder holds, by kind and in the order of names: the order in which links are followed decides which count. */
export function entriesByKind(entries: readonly Dirent[], { path, diskPath, chain }: Visit) {
  const kinds = { plain: [], links: [], folders: [], rest: [], twice: [] } as Record<
    'plain' | 'links' | 'folders' | 'rest' | 'twice',
    Visit[]
  >;
  const taken = new Set<string>();
  for (const entry of [...entries].sort((a, b) => compareBytes(a.name, b.name))) {
    const { name } = entry;
    if (!isVisible(name) || passedOver.has(name)) continue;
    const inner = { path: joined(path, name.normalize('NFC')), diskPath: joined(diskPath, name), chain };
    if (taken.has(inner.path)) kinds.twice.push(inner);
    else if (entry.isFile()) kinds.plain.push(inner);
    else if (entry.isSymbolicLink()) kinds.links.push(inner);
    else if (entry.isDirectory()) kinds.folders.push({ ...inner, chain: [...chain, join(chain.at(-1)!, name)] });
    else kinds.rest.push(inner);
    taken.add(inner.path);
  }
  return kinds;
}

/** A disk that answers fewer files in a turn is asked by threads. */
const fewest = 100;

/**
 * Sizes of files, in order; the error where one can't be read. Asked at once where the disk is quick, for a thread costs
 * twenty times more. `turn`: milliseconds until the event loop may go on.
 */
export async function sizesOf(paths: readonly string[], turn = 8): Promise<readonly (number | Error)[]> {
  const sizes: (number | Error)[] = [];
  while (sizes.length < paths.length) {
    const [began, first] = [performance.now(), sizes.length];
    while (sizes.length < paths.length && performance.now() - began < turn) sizes.push(sizeNow(paths[sizes.length]!));
    if (sizes.length === paths.length) break;
    if (sizes.length - first < fewest) return [...sizes, ...(await sizesByThreads(paths.slice(sizes.length)))];
    await setImmediate();
  }
  return sizes;
}

function sizeNow(path: string): number | Error {
  try {
    return statSync(path).size;
  } catch (error) {
    return error as Error;
  }
}

/** One promise for all costs a fraction of one for each. */
function sizesByThreads(paths: readonly string[]): Promise<readonly (number | Error)[]> {
  return new Promise((resolve) => {
    const sizes: (number | Error)[] = [];
    let left = paths.length;
    for (const [i, path] of paths.entries()) {
      stat(path, (error, stats) => {
        sizes[i] = error ?? stats.size;
        if (--left === 0) resolve(sizes);
      });
    }
  });
}
