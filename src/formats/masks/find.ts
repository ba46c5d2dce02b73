import type { LabelSet } from '../../core/dataset';
import { baseOf, extensionOf, folderOf, joined, stemOf } from '../../core/names';
import type { SidecarPlace } from '../../core/sidecars';
import type { FoundLabels } from '../label-format';
import { containerNames, stemPath, type Tree, type TreeFile } from '../tree';
import { numbersObjects } from './numbering';
import { type MaskPair, otherSizes } from './sizes';
import { uncoveredOf } from './uncovered';

/** Masks of one dataset. */
export interface MaskSet extends LabelSet {
  readonly format: 'masks';
  readonly nature: 'mask';
  /** What a mask shows where its picture was not: its value, or red, green and blue. */
  readonly uncovered: number | readonly [number, number, number];
  /** True where values number the objects of a picture; else they are classes. */
  readonly objects?: true;
}

const maskFolders =
  /^(masks?|labels?|annotations?|segmentations?|segmentationclass|segmentationobject|ground_?truth|gt)$/i;
const maskSuffix = /[_-](masks?|seg|segmentation|labelids|labeltrainids|instanceids|color|gt)$/i;
const losslessExtensions = ['png', 'tif', 'tiff', 'bmp', 'gif'];

/** Masks: a picture of the same stem in `masks/` and its kin, or `<stem>_mask` beside the picture. */
export async function findMasks(tree: Tree): Promise<readonly FoundLabels<MaskSet>[]> {
  const candidates = tree.media.filter(
    ({ path }) => losslessExtensions.includes(extensionOf(path).toLowerCase()) && mayBeMask(path),
  );
  if (candidates.length === 0) return [];
  const byStem = new Map(tree.media.map((f) => [stemPath(f.path), f.path]));
  const pairs = candidates.flatMap((mask) => {
    const sample = sampleOf(mask.path, byStem);
    return sample === undefined || sample === mask.path ? [] : [{ mask, sample }];
  });
  if (pairs.length === 0) return [];
  const kinds = new Map<string, MaskPair[]>();
  for (const pair of pairs) {
    const key = kindOf(pair.mask.path, pair.sample);
    kinds.set(key, [...(kinds.get(key) ?? []), pair]);
  }
  const found = await Promise.all([...kinds.values()].map((kind) => foundSet(tree, kind)));
  return withStrays(found, candidates);
}

/** Masks of no picture, in a folder of masks, are no samples. */
function withStrays(
  [first, ...more]: readonly FoundLabels<MaskSet>[],
  candidates: readonly TreeFile[],
): readonly FoundLabels<MaskSet>[] {
  const all = [first!, ...more];
  const taken = new Set(all.flatMap((found) => found.taken));
  const folders = new Set(
    all.flatMap(({ set }) => set.places!.filter((p) => p.labels !== p.samples)).map((p) => p.labels),
  );
  const strays = candidates.flatMap(({ path }) => (folders.has(folderOf(path)) && !taken.has(path) ? [path] : []));
  const problems = strays.map((path) => ({ path, problem: 'is a mask without an image' }));
  return [{ ...first!, taken: [...first!.taken, ...strays], problems: [...first!.problems, ...problems] }, ...more];
}

const mayBeMask = (path: string): boolean =>
  maskSuffix.test(stemOf(path)) ||
  folderOf(path)
    .split('/')
    .some((part) => maskFolders.test(part) || /.annot$/i.test(part));

/** Class and instance masks of one picture are two kinds: they differ in the name of a folder or in the suffix. */
function kindOf(mask: string, sample: string): string {
  const folder = folderOf(mask)
    .split('/')
    .find((part) => maskFolders.test(part));
  return `${folder ?? ''} ${stemOf(mask).slice(stemOf(sample).length)}`;
}

async function foundSet(tree: Tree, pairs: readonly MaskPair[]): Promise<FoundLabels<MaskSet>> {
  const places = new Map<string, SidecarPlace>();
  for (const { mask, sample } of pairs) {
    const place = {
      samples: folderOf(sample),
      labels: folderOf(mask.path),
      suffix: stemOf(mask.path).slice(stemOf(sample).length),
      extension: extensionOf(mask.path),
    };
    places.set(JSON.stringify(place), place);
  }
  const { value, why, seen, broken } = await uncoveredOf(
    tree,
    pairs.map((p) => p.mask),
  );
  const [first] = places.values();
  const objects = numbersObjects(`${first!.labels} ${first!.suffix}`, seen);
  const set: MaskSet = {
    format: 'masks',
    name: 'masks',
    nature: 'mask',
    shapes: true,
    samples: pairs.length,
    places: [...places.values()],
    uncovered: value,
    ...(objects && { objects }),
    note: `${objects ? 'The values of masks are taken as numbers of objects: each picture counts its own. ' : ''}Where a moved picture does not reach, its mask is ${typeof value === 'number' ? value : value.join(', ')} (${why}).`,
  };
  const covered = new Set(pairs.map((p) => p.sample));
  const folders = new Set([...places.values()].map((p) => p.samples));
  const masks = new Set(pairs.map((p) => p.mask.path));
  const bare = tree.media.filter((f) => folders.has(folderOf(f.path)) && !covered.has(f.path) && !masks.has(f.path));
  return {
    set,
    labels: new Map(),
    problems: [
      ...broken.map((path) => ({ path, problem: 'is a mask that can’t be read' })),
      ...(await otherSizes(tree, pairs)),
      ...bare.slice(0, 1).map(({ path }) => ({
        path,
        problem:
          bare.length === 1 ? 'is an image without a mask' : `and ${bare.length - 1} more are images without a mask`,
      })),
    ],
    taken: [...masks],
  };
}

/** The picture that a mask belongs to. */
function sampleOf(path: string, byStem: ReadonlyMap<string, string>): string | undefined {
  const bare = stemOf(path).replace(maskSuffix, '');
  const at = (folder: string, base: string) => byStem.get(stemPath(joined(folder, base)));
  if (bare !== stemOf(path)) {
    const beside = at(folderOf(path), `${bare}.x`);
    if (beside !== undefined) return beside;
  }
  const parts = folderOf(path).split('/');
  for (const [i, part] of parts.entries()) {
    const swapped = (name: string) =>
      [...parts.slice(0, i), name, ...parts.slice(i + 1)].filter((p) => p !== '').join('/');
    const names = maskFolders.test(part)
      ? [...containerNames, '']
      : /.annot$/i.test(part)
        ? [part.slice(0, -'annot'.length)] // CamVid: train, trainannot
        : [];
    for (const name of names) {
      const folder = swapped(name);
      const found = at(folder, baseOf(path)) ?? at(folder, `${bare}.x`);
      if (found !== undefined && found !== path) return found;
    }
  }
  return undefined;
}
