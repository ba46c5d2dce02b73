import { extensionOf, folderOf, stemOf } from '../../core/names';

const extensions = ['npy', 'csv', 'tsv', 'tab', 'txt'];
const labels = ['labels', 'label', 'y', 'targets', 'target', 'classes', 'class', 'metadata', 'meta'];
const points = /(?<![a-z])(x|embeddings?|embs?|vectors?|features?|tensors?|data)(?![a-z])/gi;

/** Where a file of embeddings stands among its neighbours. */
interface Named {
  readonly path: string;
}

/**
 * Files that may say what the rows of `path` are, the likeliest first: `train_labels.csv`, `y_train.npy` beside
 * `X_train.npy`, a table of the same stem, then `labels.npy` and its like in the same folder. `own` is false for the last.
 */
export function labelFilesOf<F extends Named>(
  path: string,
  files: readonly F[],
): readonly { readonly file: F; readonly own: boolean }[] {
  const stem = stemOf(path).toLowerCase();
  const renamed = labels.map((word) => stem.replace(points, word)).filter((name) => name !== stem);
  const bare = stem.replace(points, '').replace(/^[-_. ]+|[-_. ]+$/g, '');
  const around = [stem, bare].flatMap((name) =>
    name === '' ? [] : labels.flatMap((word) => ['_', '-', '.'].flatMap((s) => [name + s + word, word + s + name])),
  );
  const own = [...renamed, ...around, stem];
  const beside = files.filter(
    (f) =>
      f.path !== path && folderOf(f.path) === folderOf(path) && extensions.includes(extensionOf(f.path).toLowerCase()),
  );
  const ranked = beside.flatMap((file) => {
    const name = stemOf(file.path).toLowerCase();
    const rank = own.includes(name)
      ? own.indexOf(name)
      : labels.includes(name)
        ? own.length + labels.indexOf(name)
        : -1;
    return rank < 0 ? [] : [{ file, rank, own: rank < own.length }];
  });
  return ranked.sort((a, b) => a.rank - b.rank || extensionRank(a.file) - extensionRank(b.file));
}

const extensionRank = ({ path }: Named): number => extensions.indexOf(extensionOf(path).toLowerCase());
