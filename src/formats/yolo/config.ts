import { parse } from 'yaml';
import type { DatasetProblem } from '../../core/dataset';
import { extensionOf, folderOf } from '../../core/names';
import type { Tree, TreeFile } from '../tree';

/** What `data.yaml` says. */
export interface YoloConfig {
  readonly path: string;
  /** By class number; numbers may have gaps. */
  readonly names: Readonly<Record<number, string>>;
  /** Keypoints of each object, and 2 or 3 numbers for each. */
  readonly keypoints?: { readonly count: number; readonly dims: 2 | 3; readonly flip?: readonly number[] };
  /** Folders or lists by their key, as they are written. */
  readonly splits: Readonly<Record<string, readonly string[]>>;
}

const isConfig = ({ path }: TreeFile): boolean => /^ya?ml$/i.test(extensionOf(path)) && path.split('/').length <= 2;
const classLists = /(^|\/)(classes\.txt|obj\.names|predefined_classes\.txt)$/i;

/**
 * The first configuration of a dataset that names classes; without one, the names of a list of classes. Those that look
 * like one and can't be read are told to `report`.
 */
export async function yoloConfig(
  tree: Tree,
  report: (problem: DatasetProblem) => void,
): Promise<YoloConfig | undefined> {
  for (const file of tree.rest.filter(isConfig)) {
    const text = (await tree.text(file)) ?? '';
    try {
      const config = readConfig(file.path, text);
      if (config) return config;
    } catch (error) {
      if (!/^names\s*:/m.test(text)) continue; // some other program's file
      report({ path: file.path, problem: `can’t be read: ${(error as Error).message.split('\n')[0]}` });
    }
  }
  const list = tree.rest.find(({ path }) => classLists.test(path));
  const names = (list && (await tree.text(list)))?.split(/\r?\n/).filter((line) => line !== '');
  return list && names ? { path: list.path, names: { ...names }, splits: {} } : undefined;
}

const mostBytes = 1 << 20;
const deepest = 50;

function readConfig(path: string, text: string): YoloConfig | undefined {
  if (text.length > mostBytes) throw new Error('it is larger than a megabyte');
  const brackets = text.match(/[[{\]}]/g) ?? [];
  let depth = 0;
  for (const bracket of brackets) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > deepest) throw new Error(`it is nested more than ${deepest} levels deep`);
  }
  const data: unknown = parse(text); // which refuses more than 100 uses of aliases
  if (typeof data !== 'object' || data === null) return undefined;
  const { names, kpt_shape, flip_idx, ...rest } = data as Readonly<Record<string, unknown>>;
  if (typeof names !== 'object' || names === null || !['train', 'val', 'nc'].some((key) => key in rest)) {
    return undefined;
  }
  const shape = Array.isArray(kpt_shape) ? kpt_shape.map(Number) : undefined;
  const lists = Object.entries(rest).filter(([key]) => ['train', 'val', 'test'].includes(key));
  return {
    path,
    names: Object.fromEntries(Object.entries(names).map(([id, name]) => [Number(id), String(name)])),
    ...(shape && {
      keypoints: {
        count: shape[0]!,
        dims: shape[1] === 2 ? 2 : 3,
        ...(Array.isArray(flip_idx) && flip_idx.length === shape[0] && { flip: flip_idx.map(Number) }),
      },
    }),
    splits: Object.fromEntries(lists.map(([key, value]) => [key, placesIn(value, path, rest.path)])),
  };
}

/** Paths relative to the root; those that lead out of it are Roboflow's `../train/images`, which mean `train/images`. */
function placesIn(value: unknown, config: string, base: unknown): readonly string[] {
  const given = (Array.isArray(value) ? value : [value]).filter((v) => typeof v === 'string');
  const from = typeof base === 'string' && !/^([/\\]|\w:)/.test(base) ? base : '';
  return given.map((place) => normalized([folderOf(config), from, place].join('/')));
}

/** Without `.`, and without what would lead out of the dataset. */
export function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
