import { extensionOf, folderOf, stemOf } from './names';

/** Path without its extension. */
const bare = (path: string): string => (folderOf(path) ? `${folderOf(path)}/` : '') + stemOf(path);

/** How a table names files: the end of their paths, with or without the extension. */
interface Form {
  /** The folder that the names begin in, relative to the root; `''` is the root. */
  readonly base: string;
  /** Characters before the path: `./`, `/`. */
  readonly lead: string;
  readonly extension: boolean;
}

/** How `reference` names the file at `path`; undefined when it does not. */
function formOf(reference: string, path: string): Form | undefined {
  const lead = /^(\.?\/)*/.exec(reference.replaceAll('\\', '/'))![0];
  const name = reference.slice(lead.length).replaceAll('\\', '/');
  const extension = name === path || path.endsWith(`/${name}`);
  const whole = extension ? path : bare(path);
  if (whole !== name && !whole.endsWith(`/${name}`)) return undefined;
  return { base: whole.slice(0, Math.max(0, whole.length - name.length - 1)), lead, extension };
}

const written = (path: string, reference: string, extension: boolean): string => {
  const named = extension ? path : bare(path);
  return reference.includes('\\') ? named.replaceAll('/', '\\') : named;
};

/** The name of a variant in a table that calls its source `reference`. */
export function variantReference(reference: string, source: string, output: string): string {
  const form = formOf(reference, source);
  if (!form) return output;
  const below = form.base === '' ? output : output.slice(form.base.length + 1);
  return form.lead + written(below, reference, form.extension);
}

/** The name of an original that stays where it is: `source` leads from the output folder to the dataset. */
export function sourceReference(reference: string, path: string, source: string): string {
  const form = formOf(reference, path);
  if (!form) return reference;
  const up = form.base === '' ? '' : '../'.repeat(form.base.split('/').length);
  return written(`${up}${source}/${path}`, reference, form.extension);
}

/** Why a table at `table` names no file of the dataset, for a sentence. */
export function notThere(reference: string, table: string): string {
  const parts = folderOf(table).split('/').filter(Boolean);
  let out = /^([/\\]|\w:)/.test(reference);
  for (const part of reference.split(/[\\/]/)) {
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) out = true;
  }
  return out ? 'which lies outside of the dataset: nothing there is read' : 'which is not there';
}

/** Finds the file that a table names: by its path from the root or from the table, else by the end of its path. */
export function resolver(paths: readonly string[]): (reference: string, table: string) => string | undefined {
  let byEnd: Map<string, string[]> | undefined;
  let all: Set<string> | undefined;
  const add = (key: string, path: string) => {
    const list = byEnd!.get(key);
    if (list) list.push(path);
    else byEnd!.set(key, [path]);
  };
  return (reference, table) => {
    if (!byEnd || !all) {
      byEnd = new Map();
      all = new Set(paths);
      for (const path of paths) {
        add(path.slice(path.lastIndexOf('/') + 1), path);
        if (extensionOf(path)) add(stemOf(path), path);
      }
    }
    const name = reference
      .normalize('NFC')
      .replaceAll('\\', '/')
      .replace(/^(\.?\/)+/, '');
    const folder = folderOf(table);
    const beside = folder === '' ? name : `${folder}/${name}`;
    for (const path of [beside, name]) if (all.has(path)) return path;
    const found = (byEnd.get(name.slice(name.lastIndexOf('/') + 1)) ?? []).filter((p) => formOf(name, p));
    if (found.length < 2) return found[0];
    const near = (path: string) => {
      let n = 0;
      while (n < folder.length && path[n] === folder[n]) n++;
      return n;
    };
    return found.reduce((best, path) => (near(path) > near(best) ? path : best));
  };
}
