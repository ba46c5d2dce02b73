import { bitmapBounds } from './bitmap';
import { compose, type Size, swapsSides } from './geometry';
import { hideUnder } from './hide-under';
import type { Box } from './image';
import { type Motion, type MovedPiece, mapOf, partnerMap } from './motions';
import { hideBehind, type Moving, moveThrough, startMoving } from './move-object';
import type { MovedObject, ObjectLabel, PictureObjects } from './objects';
import { patchOf, patchUnion, patchWhere } from './patch';
import { matrixMap } from './plane-map';
import { boundsOf } from './polygons';

export interface MoveOptions {
  /** An object of which less than this share is still seen is dropped, 0 to 1. */
  readonly minVisibility: number;
  /** What a class becomes when left and right have changed places in the end. */
  rename(name: string): string;
}

/** The objects of a variant, and what became of the others. */
export interface MovedObjects {
  readonly size: Size;
  readonly objects: readonly MovedObject[];
  /** How many of the sample's own objects there were. */
  readonly of: number;
  /** "box 3: 12 % visible" */
  readonly dropped: readonly string[];
}

/**
 * The objects of a picture through the motions of its variant, one after the other, and those that come in with partners.
 * `partner` gives the undrawn original's objects.
 */
export function moveObjects(
  own: PictureObjects,
  motions: readonly Motion[],
  partner: (path: string) => PictureObjects,
  { minVisibility, rename }: MoveOptions,
): MovedObjects {
  let size = own.size;
  let all: readonly Moving[] = own.objects.map((object) => startMoving(object, own));
  for (const motion of motions) {
    if (motion.kind === 'move' || motion.kind === 'displace') {
      const map = mapOf(motion, size);
      all = all.map((one) => {
        const moved = moveThrough(one, map);
        return motion.kind === 'move' ? { ...moved, turned: compose(motion.matrix, one.turned) } : moved;
      });
      size = map.size;
    } else if (motion.kind === 'copy') {
      all = putOver(all, motion, size);
    } else if (motion.kind !== 'blend') {
      const other = partner(motion.partner);
      const map = partnerMap(motion, other.size, size);
      const come = other.objects.map((object) => ({
        ...moveThrough(startMoving(object, other, motion.partner), map),
        from: size,
      }));
      const weight = motion.kind === 'mix' ? motion.weight : 1;
      const stay = motion.kind === 'mix' ? all : all.map((one) => hideBehind(one, motion.paste.to));
      all = [
        ...stay.map((one) => ({ ...one, weight: one.weight * weight })),
        ...come.map((one) => ({ ...one, weight: motion.kind === 'mix' ? 1 - weight : 1 })),
      ];
    }
  }
  const kept = all.filter(({ share }) => share > 0 && share >= minVisibility);
  const dropped = all.filter((one) => !kept.includes(one)).map(droppedWords);
  if (own.objects.length > 0 && kept.length === 0) dropped.push('became background');
  return { size, objects: kept.map((one) => movedObject(one, rename)), of: own.objects.length, dropped };
}

/** All that is there, under pieces of which each lies over those before it; what covers a thing is taken from it at once. */
function putOver(
  all: readonly Moving[],
  { partner, pieces }: Extract<Motion, { kind: 'copy' }>,
  size: Size,
): readonly Moving[] {
  let cover = patchWhere({ left: 0, top: 0, right: 0, bottom: 0 }, () => false);
  let come: readonly Moving[] = [];
  for (const piece of [...pieces].reverse()) {
    come = [...cameIn(piece, partner, size).map((one) => hideUnder(one, cover)), ...come];
    cover = patchUnion(cover, patchOf(piece.shape));
  }
  return [...all.map((one) => hideUnder(one, cover)), ...come];
}

/** What a set says of a piece, where it stands now. */
function cameIn({ object, matrix, from }: MovedPiece, partner: string, size: Size): readonly Moving[] {
  if (!object) return [];
  const start = startMoving(object, { size: from.picture, objects: [] }, partner);
  return [{ ...moveThrough(start, matrixMap(matrix, size)), turned: matrix, from: from.picture }];
}

const movedObject = (
  { object, share, changed, weight, turned, from, partner }: Moving,
  rename: MoveOptions['rename'],
): MovedObject => ({
  ...object,
  class: swapsSides(turned, from) ? rename(object.class) : object.class,
  changed,
  cut: share < 1,
  weight,
  ...(partner !== undefined && { partner }),
});

const droppedWords = ({ object, share, partner }: Moving): string =>
  visibleWords(`${nounOf(object)} ${object.number}`, share, partner);

/** "box 3: 12 % visible"; never "0 %" for something that can be seen. */
export function visibleWords(what: string, share: number, partner?: string): string {
  const percent = share > 0 && share < 0.01 ? 'less than 1' : `${Math.floor(share * 100)}`;
  return `${what}${partner === undefined ? '' : ` of ${partner}`}: ${percent} % visible`;
}

/** An oriented box of which nothing is seen has no corners any more. */
const nounOf = ({ mask, polygons, quad, box, keypoints }: ObjectLabel): string =>
  mask ? 'mask' : polygons ? 'polygon' : quad ? 'oriented box' : box ? 'box' : keypoints ? 'keypoints' : 'oriented box';

/** The box about all that a label says of an object. */
export function boxAbout({ box, polygons, quad, mask, keypoints }: ObjectLabel): Box | undefined {
  if (box) return box;
  const points = [...(quad ?? []), ...(polygons ?? []).flat()];
  if (points.length > 0) return boundsOf(points);
  if (mask) return bitmapBounds(mask);
  return boundsOf((keypoints ?? []).filter((k) => k.visible > 0).map(({ x, y }) => [x, y] as const));
}
