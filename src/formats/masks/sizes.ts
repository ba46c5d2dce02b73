import type { DatasetProblem } from '../../core/dataset';
import type { StoredSize, Tree, TreeFile } from '../tree';

export interface MaskPair {
  readonly mask: TreeFile;
  /** The path of its picture. */
  readonly sample: string;
}

const atOnce = 64;

/** Masks that are not of the size of their pictures, as headers say it; a variant of such a picture can't be made. */
export async function otherSizes(tree: Tree, pairs: readonly MaskPair[]): Promise<readonly DatasetProblem[]> {
  const problems: DatasetProblem[] = [];
  const pictures = new Map(tree.media.map((file) => [file.path, file]));
  for (let next = 0; next < pairs.length; next += atOnce) {
    const found = await Promise.all(
      pairs.slice(next, next + atOnce).map(async ({ mask, sample }) => {
        const [own, picture] = await Promise.all([tree.size(mask), tree.size(pictures.get(sample)!)]);
        if (!own || !picture || fits(own, picture)) return [];
        const problem = `has ${own.width} × ${own.height} pixels, and its picture ${sample} ${picture.width} × ${picture.height}`;
        return [{ path: mask.path, problem }];
      }),
    );
    problems.push(...found.flat());
  }
  return problems;
}

/** A mask may be of the picture as it is stored, or as it is shown. */
const fits = (mask: StoredSize, { width, height, turned }: StoredSize): boolean =>
  (mask.width === width && mask.height === height) || (turned && mask.width === height && mask.height === width);
