import { type CutOut, movedShape } from '../../core/cut-out';
import { directionalClasses } from '../../core/directional';
import type { MovedPiece } from '../../core/motions';
import { boxAbout } from '../../core/move-objects';
import type { ObjectLabel } from '../../core/objects';
import { boxArea, intersection } from '../../core/polygons';
import type { MaskSet } from '../../formats/masks/find';
import type { PartnerLabels } from './open-labels';
import { regionsOf } from './regions';

/**
 * What can be cut out of a picture, by the first of these that says where something is: polygons or masks of objects, a
 * mask of objects, a mask of classes.
 */
export function cutOutsOf(
  { sets, size }: PartnerLabels,
  classMap: Readonly<Record<string, string>>,
): readonly CutOut[] {
  for (const [set, { upright }] of sets.entries()) {
    const objects = (upright ?? []).filter(({ polygons, mask, crowd }) => (polygons || mask) && !crowd);
    if (objects.length > 0) {
      return objects.flatMap((object): readonly CutOut[] => {
        const bounds = boxAbout({ ...object, box: undefined });
        const shape: CutOut['shape'] = (matrix, to) => movedShape(object, matrix, to);
        return bounds ? [{ picture: size, bounds, mirrors: mayMirror(object, classMap), set, object, shape }] : [];
      });
    }
  }
  const masks = sets.flatMap(({ set, mask }, i) => (mask ? [{ set: set as MaskSet, mask, i }] : []));
  const best = masks.find(({ set }) => set.objects) ?? masks[0];
  return best ? regionsOf(best.mask.raster, best.set, best.i) : [];
}

/** Not where the class means a direction, or where nobody knows which keypoints change places. */
function mayMirror(object: ObjectLabel, classMap: Readonly<Record<string, string>>): boolean {
  if (object.keypoints && object.keypoints.length > 1 && !object.mirrored) return false;
  return object.class in classMap || !directionalClasses([object.class]).some(({ by }) => by.includes('horizontal'));
}

/** What another set says of a piece: the object whose box has most in common with it, at least half. */
export function objectOfPiece(
  piece: MovedPiece,
  set: number,
  objects: readonly ObjectLabel[],
): ObjectLabel | undefined {
  if (piece.from.set === set) return piece.object;
  let [best, most]: [ObjectLabel | undefined, number] = [undefined, 0.5];
  for (const object of objects) {
    const box = boxAbout(object);
    if (!box || object.crowd) continue;
    const shared = boxArea(intersection(box, piece.from.bounds));
    const share = shared / (boxArea(box) + boxArea(piece.from.bounds) - shared);
    if (share >= most) [best, most] = [object, share];
  }
  return best;
}
