import { readFile } from 'node:fs/promises';
import type { LabelSet } from '../../core/dataset';
import type { Size } from '../../core/geometry';
import type { Box, ImageOperation } from '../../core/image';
import { type Motion, motionOf } from '../../core/motions';
import { boxAbout, type MovedObjects, moveObjects } from '../../core/move-objects';
import type { ObjectLabel, PictureObjects } from '../../core/objects';
import { sidecarFormatOf, tableFormatOf } from '../../formats/labels';
import type { MaskSet } from '../../formats/masks/find';
import type { Mask } from '../../formats/masks/png';
import type { DecodedImage } from '../image/decode';
import type { Pass } from '../image/fuse';
import { readable } from '../readable';
import type { LabelsAsk, SetLabels } from './asks';
import { objectOfPiece } from './cut-outs';
import { type MovedMask, moveMask, readMask } from './masks';

/** The labels of one picture out of one set. */
export interface OpenSet {
  readonly set: LabelSet;
  /** What was read, for the format to write from. */
  readonly text?: string;
  readonly objects?: OwnObjects;
  readonly mask?: Mask;
  /** What a table says, for its format to write from. */
  readonly rows?: unknown;
  /** A file of an unknown kind, which goes along as it is. */
  readonly bytes?: Uint8Array;
}

interface OwnObjects extends PictureObjects {
  /** Turns what was labelled in the stored picture upright. */
  readonly turn: readonly Motion[];
}

/** Labels that have followed. */
export interface FollowedSet extends OpenSet {
  readonly moved?: MovedObjects;
  readonly movedMask?: MovedMask;
}

/** Reads what the sets say of a picture. Throws an Error that names the file for one that can't be understood. */
export async function openSets(
  sets: readonly LabelSet[],
  labels: readonly SetLabels[],
  picture: DecodedImage,
): Promise<readonly OpenSet[]> {
  return Promise.all(
    sets.map(async (set, i): Promise<OpenSet> => {
      const { file, rows } = labels[i] ?? {};
      try {
        if (set.format === 'unknown') return { set, ...(file !== undefined && { bytes: await readFile(file) }) };
        return set.nature === 'mask'
          ? { set, ...(file !== undefined && { mask: await readMask(file, picture, set as MaskSet) }) }
          : await openObjects(set, file, rows, picture);
      } catch (error) {
        throw new Error(`its label (${set.name}) can't be used: ${readable(error).message}`);
      }
    }),
  );
}

async function openObjects(
  set: LabelSet,
  file: string | undefined,
  rows: unknown,
  picture: DecodedImage,
): Promise<OpenSet> {
  const { raster, stored } = picture;
  const upright: Size = { width: raster.width, height: raster.height };
  const text = file === undefined ? undefined : await readFile(file, 'utf8');
  const table = tableFormatOf(set.format);
  const read = table
    ? rows === undefined
      ? { objects: [] }
      : table.read(rows, set, upright)
    : sidecarFormatOf(set.format)!.read(text, set, upright);
  const { objects, declared } = read;
  const turned = stored && declared && !sameSize(declared, upright) && sameSize(declared, stored);
  return {
    set,
    ...(text !== undefined && { text }),
    ...(rows !== undefined && { rows }),
    objects: {
      objects,
      size: turned ? declared : upright,
      turn: turned ? [{ kind: 'move', matrix: stored.turn, size: upright }] : [],
    },
  };
}

const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

/** The passes that move labels; neighbouring colour is no operation of its own any more. */
const moving = (passes: readonly Pass[]): readonly ImageOperation[] =>
  passes.filter((pass) => pass.kind !== 'tone' && pass.kind !== 'colors');

/** The undrawn original of another sample, with its labels in each of the sets. */
export interface PartnerLabels {
  readonly size: Size;
  readonly sets: readonly PartnerSet[];
}

export interface PartnerSet extends OpenSet {
  /** Its objects as they stand in the upright picture. */
  readonly upright?: readonly ObjectLabel[];
}

/** `rename` is for pictures that are stored mirrored. */
export function partnerSets(
  sets: readonly OpenSet[],
  size: Size,
  classMap: LabelsAsk['classMap'],
): readonly PartnerSet[] {
  return sets.map((open): PartnerSet => {
    const { objects } = open;
    if (!objects || objects.turn.length === 0) return { ...open, upright: objects?.objects };
    const nobody = () => ({ size, objects: [] });
    const options = { minVisibility: 0, rename: renamer(classMap) };
    return { ...open, upright: moveObjects(objects, objects.turn, nobody, options).objects };
  });
}

const renamer = (classMap: LabelsAsk['classMap']) => (name: string) => classMap[name] ?? name;

/** Lets labels follow the passes of their picture. */
export async function followPasses(
  own: readonly OpenSet[],
  passes: readonly Pass[],
  { minVisibility, classMap }: Pick<LabelsAsk, 'minVisibility' | 'classMap'>,
  partner: (path: string) => Promise<PartnerLabels>,
): Promise<readonly FollowedSet[]> {
  const operations = moving(passes);
  const motions = operations.flatMap((operation) => motionOf(operation) ?? []);
  const partners = new Map<string, PartnerLabels>();
  for (const motion of motions) {
    if ('partner' in motion) partners.set(motion.partner, await partner(motion.partner));
  }
  const options = { minVisibility, rename: renamer(classMap) };
  return Promise.all(
    own.map(async (open, i): Promise<FollowedSet> => {
      const { set, objects, mask } = open;
      const moved =
        objects &&
        moveObjects(
          objects,
          [...objects.turn, ...motions.map((motion) => ofSet(motion, i, partners))],
          (path) => ({ size: partners.get(path)!.size, objects: partners.get(path)!.sets[i]!.upright ?? [] }),
          options,
        );
      const movedMask =
        mask &&
        (await moveMask(mask, operations, set as MaskSet, minVisibility, async (path) => {
          const { sets, size } = partners.get(path)!;
          return { mask: sets[i]!.mask, size };
        }));
      return { ...open, moved, movedMask };
    }),
  );
}

/** A motion as one of the sets sees it: what it says of the pieces that are copied in. */
function ofSet(motion: Motion, set: number, partners: ReadonlyMap<string, PartnerLabels>): Motion {
  if (motion.kind !== 'copy') return motion;
  const objects = partners.get(motion.partner)!.sets[set]!.upright ?? [];
  return { ...motion, pieces: motion.pieces.map((p) => ({ ...p, object: objectOfPiece(p, set, objects) })) };
}

/** Boxes of the sample's own objects after these passes, for steps that look at them. Objects of partners are left out. */
export function boxesAfter(own: readonly OpenSet[], passes: readonly Pass[]): readonly Box[] {
  const motions = moving(passes)
    .flatMap((operation) => motionOf(operation) ?? [])
    .map((motion) =>
      motion.kind === 'copy' ? { ...motion, pieces: motion.pieces.map(({ object: _, ...piece }) => piece) } : motion,
    );
  return own.flatMap(({ objects }) => {
    if (!objects) return [];
    const nobody = () => ({ size: objects.size, objects: [] });
    const moved = moveObjects(objects, [...objects.turn, ...motions], nobody, {
      minVisibility: 0,
      rename: (name) => name,
    });
    return moved.objects.flatMap((object) => boxAbout(object) ?? []);
  });
}
