import { extensionOf } from '../../core/names';
import type { Tree, TreeFile } from '../tree';
import { decodeMask, type Mask } from './png';

/** What a mask shows where its picture was not, and why. */
export interface Uncovered {
  readonly value: number | readonly [number, number, number];
  readonly why: string;
}

/** So many masks are looked into, spread over all. */
const looks = 48;
const ignore = 255;

/**
 * The value that the dataset declares to be ignored; else 255 for class numbers of 8 bit among which there is no 255; else
 * the background. `seen` are the masks that were looked into, and `broken` those of them that can't be read.
 */
export async function uncoveredOf(
  tree: Tree,
  masks: readonly TreeFile[],
): Promise<Uncovered & { readonly seen: readonly Mask[]; readonly broken: readonly string[] }> {
  const declared = await declaredIgnore(tree);
  const step = Math.max(1, Math.floor(masks.length / looks));
  const seen: Mask[] = [];
  const broken: string[] = [];
  for (const file of masks.filter((f, i) => i % step === 0 && extensionOf(f.path).toLowerCase() === 'png')) {
    const bytes = await tree.bytes(file);
    const mask = bytes && read(bytes);
    if (mask) seen.push(mask);
    else broken.push(file.path);
  }
  return { ...valueFor(seen, declared), seen, broken };
}

function valueFor(seen: readonly Mask[], declared: number | undefined): Uncovered {
  if (seen.some(({ raster }) => raster.channels > 2)) return { value: [0, 0, 0], why: 'black, the background' };
  if (declared !== undefined) return { value: declared, why: 'the value that the dataset declares to be ignored' };
  const fits = ({ raster, depth, palette }: Mask) =>
    raster.data instanceof Uint8Array && depth === 8 && (palette === undefined || palette.length > ignore);
  if (seen.length === 0 || !seen.every(fits)) return { value: 0, why: 'the background' };
  if (seen.some(({ raster }) => raster.data.includes(ignore))) {
    return { value: 0, why: `the background, since ${ignore} has a meaning here` };
  }
  return { value: ignore, why: 'which losses ignore by convention, and no class of this dataset has' };
}

function read(bytes: Uint8Array): Mask | undefined {
  try {
    return decodeMask(bytes);
  } catch {
    return undefined; // reported when its turn comes
  }
}

/** `ignore_index: 255` and its kin, in a configuration of the dataset. */
async function declaredIgnore(tree: Tree): Promise<number | undefined> {
  const configs = tree.rest.filter((f) => /^(ya?ml|json|toml|cfg)$/i.test(extensionOf(f.path)) && f.bytes < 1 << 20);
  for (const file of configs.slice(0, 20)) {
    const found = /\b(?:ignore|void)_?(?:index|label|value|id)?["']?\s*[:=]\s*(\d{1,5})\b/i.exec(await tree.head(file));
    if (found) return Number(found[1]);
  }
  return undefined;
}
