import { isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import type { LabelSet } from '../../core/dataset';
import { folderOf } from '../../core/names';
import { type Elsewhere, tableFormat } from '../label-format';
import { normalized } from './config';

/** `data.yaml`, which says where the parts lie. */
export interface ConfigSet extends LabelSet {
  readonly format: 'yolo config';
  readonly file: string;
  /** Folders of samples, relative to the root. */
  readonly folders: readonly string[];
}

const keys = ['train', 'val', 'test'] as const;
const isAbsolute = (path: string): boolean => /^([/\\]|\w:)/.test(path);

/**
 * `data.yaml` of the output. Absolute paths would lead back to the dataset: they become relative ones, and `path` goes,
 * since the loader then takes the file's own folder. Where originals stay in the dataset, `val` and `test` lead there.
 */
export const yoloConfigFile = tableFormat<ConfigSet, never>({
  name: 'yolo config',
  kind: 'table',
  find: async () => [], // found with the labels
  open: () => () => undefined,
  read: () => ({ objects: [] }),
  write: (rows) => rows,
  grow: (bytes, set, _codecs, elsewhere) => ({ add: () => [], parts: () => [written(bytes, set, elsewhere)] }),
});

function written(bytes: Uint8Array, set: ConfigSet, elsewhere: Elsewhere | undefined): Uint8Array {
  const text = Buffer.from(bytes).toString();
  const document = parseDocument(text);
  const base = document.get('path');
  const absolute = typeof base === 'string' && isAbsolute(base);
  const from = [folderOf(set.file), typeof base === 'string' && !absolute ? base : ''].join('/');
  let changed = absolute;
  if (absolute) document.delete('path');
  for (const key of keys) {
    const value: unknown = document.get(key, true);
    const items = isSeq(value) ? value.items : [value];
    for (const item of items.filter((i): i is Scalar<string> => isScalar(i) && typeof i.value === 'string')) {
      const place = placeOf(item.value, from, set.folders, key === 'train' ? undefined : elsewhere);
      changed ||= place !== item.value;
      item.value = place;
    }
  }
  return changed ? Buffer.from(document.toString({ lineWidth: 0, flowCollectionPadding: false })) : bytes;
}

function placeOf(value: string, base: string, folders: readonly string[], elsewhere: Elsewhere | undefined): string {
  const known = isAbsolute(value)
    ? folders.find((f) => `${value.replaceAll('\\', '/')}/`.endsWith(`/${f}/`))
    : undefined;
  const from = normalized(base);
  const up = from === '' ? '' : '../'.repeat(from.split('/').length);
  if (!elsewhere) return known === undefined ? value : up + known;
  if (isAbsolute(value) && known === undefined) return value;
  return `${up}${elsewhere.source}/${known ?? normalized(`${base}/${value}`)}`;
}
