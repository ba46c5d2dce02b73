import { bitmapArea, bitmapBounds, clearBox, moveBitmap } from './bitmap';
import { identity, type Matrix, type Size } from './geometry';
import { type Box, boxOf } from './image';
import type { Keypoint, ObjectLabel, PictureObjects, Polygon, Shapes } from './objects';
import type { PlaneMap } from './plane-map';
import {
  areaOf,
  areaOfAll,
  boundsOf,
  boxArea,
  clipTo,
  convexHull,
  cornersOf,
  cutOut,
  fourCorners,
  holdsPoint,
  intersection,
} from './polygons';

/** An object on its way through the motions of a variant. */
export interface Moving {
  readonly object: ObjectLabel;
  /** The corners of its box, moved as points and never cut: several motions after each other do not widen the box. */
  readonly outline?: Polygon;
  /** How much of its area is still seen, 0 to 1. */
  readonly share: number;
  readonly changed: boolean;
  readonly weight: number;
  /** All motions since it came in, and the size of the picture by then: they say whether it is mirrored in the end. */
  readonly turned: Matrix;
  readonly from: Size;
  readonly partner?: string;
}

/** Farther beyond the frame than rounding goes, in pixels. */
const beyond = 1e-3;

/** An object where its label says it is, without what lies outside of the picture. */
export function startMoving(object: ObjectLabel, { size }: PictureObjects, partner?: string): Moving {
  const frame = boxOf(size);
  const wide = { left: -beyond, top: -beyond, right: size.width + beyond, bottom: size.height + beyond };
  const { box, polygons, quad } = object;
  const outline = box && cornersOf(box);
  const moving: Moving = {
    object,
    outline,
    share: 1,
    changed: false,
    weight: 1,
    turned: identity,
    from: size,
    partner,
  };
  const points = [...(outline ?? []), ...(quad ?? []), ...(polygons ?? []).flat()];
  if (points.every((p) => holdsPoint(wide, p))) return moving;
  const inside: ObjectLabel = {
    ...object,
    ...(box && { box: intersection(box, frame) }),
    ...(polygons && { polygons: polygons.map((p) => clipTo(p, frame)).filter((p) => p.length > 0) }),
    ...(quad && { quad: fourCorners(clipTo(quad, frame)) }),
  };
  return { ...moving, object: inside, share: hasArea(inside) ? 1 : 0, changed: true };
}

const hasArea = ({ box, polygons, quad, mask, keypoints }: ObjectLabel): boolean =>
  mask !== undefined || keypoints !== undefined || areaOfShapes({ box, polygons, quad }) > 0;

const areaOfShapes = ({ box, polygons, quad }: Shapes): number =>
  polygons && polygons.length > 0 ? areaOfAll(polygons) : quad ? areaOf(quad) : box ? boxArea(box) : 0;

/** The object through one map. What says most about its area (mask, polygons, corners, box, points) says the share. */
export function moveThrough(moving: Moving, map: PlaneMap): Moving {
  const { object } = moving;
  const { window } = map;
  const mask = object.mask && moveBitmap(object.mask, map);
  const wholes = object.polygons?.map(map.outline);
  const polygons = wholes?.map((whole) => clipTo(whole, window)).filter((part) => part.length > 0);
  const quad = object.quad && moveQuad(object.quad, map);
  const outline = moving.outline && map.outline(moving.outline);
  const reach = object.box && outline && reachOf(object.box, outline, map);
  const visible = reach && intersection(reach, window);
  const whole = reach && visible && boxArea(reach) === boxArea(visible);
  const bounds = mask ? bitmapBounds(mask.bitmap) : polygons && boundsOf(polygons.flat());
  const box = visible && bounds && !(whole && map.upright) ? intersection(visible, bounds) : visible;
  const keypoints = object.keypoints && moveKeypoints(object, object.keypoints, map);
  const seen = (object.keypoints ?? []).filter((k) => k.visible > 0).length;
  const share = mask
    ? mask.share
    : wholes && areaOfAll(wholes) > 0
      ? areaOfAll(polygons!) / areaOfAll(wholes)
      : quad
        ? quad.share
        : reach
          ? boxArea(reach) > 0
            ? boxArea(visible!) / boxArea(reach)
            : 0
          : seen > 0
            ? keypoints!.filter((k) => k.visible > 0).length / seen
            : 1;
  return {
    ...moving,
    object: {
      ...object,
      ...(mask && { mask: mask.bitmap }),
      ...(polygons && { polygons }),
      ...(quad && { quad: quad.corners }),
      ...(box && { box }),
      ...(keypoints && { keypoints }),
    },
    outline,
    share: moving.share * (share > 1 - rounding ? 1 : share),
    changed: true,
  };
}

/** A share that differs from all of it by no more is all of it. */
const rounding = 1e-9;

/** The hull of the moved corners, no wider than what was seen before. */
function reachOf(box: Box, outline: Polygon, map: PlaneMap): Box | undefined {
  const [corners, seen] = [boundsOf(outline), boundsOf(map.outline(cornersOf(box)))];
  return corners && seen && intersection(corners, seen);
}

/** The moved corners; where some lie outside, the visible part brought to four corners. */
function moveQuad(quad: Polygon, map: PlaneMap): { readonly corners?: Polygon; readonly share: number } {
  const corners = quad.flatMap((p) => [map.point(p)]);
  const whole = map.outline(quad);
  if (corners.every((p) => p && holdsPoint(map.window, p))) return { corners: corners as Polygon, share: 1 };
  const visible = clipTo(whole, map.window);
  return { corners: fourCorners(visible), share: areaOf(whole) > 0 ? areaOf(visible) / areaOf(whole) : 0 };
}

const gone: Keypoint = { x: 0, y: 0, visible: 0 };

function moveKeypoints({ mirrored }: ObjectLabel, keypoints: readonly Keypoint[], map: PlaneMap): readonly Keypoint[] {
  const moved = keypoints.map(({ x, y, visible }): Keypoint => {
    const to = visible > 0 ? map.point([x, y]) : undefined;
    return to && holdsPoint(map.window, to) ? { x: to[0], y: to[1], visible } : gone;
  });
  return map.mirrors && mirrored ? moved.map((_, i) => moved[mirrored[i]!]!) : moved;
}

/** The object where something else was put into a box of its picture. */
export function hideBehind(moving: Moving, cover: Box): Moving {
  const { object } = moving;
  const { mask, polygons, quad, box, keypoints } = object;
  const reach = box ?? boundsOf([...(quad ?? []), ...(polygons ?? []).flat()]) ?? (mask && bitmapBounds(mask));
  const hidden = reach ? boxArea(intersection(reach, cover)) > 0 : true;
  if (!hidden) return moving;
  const left = mask && clearBox(mask, cover);
  const parts = polygons?.flatMap((p) => cutOut(p, cover));
  const rest = quad && cutOut(quad, cover);
  const bounds = left
    ? bitmapBounds(left)
    : parts
      ? boundsOf(parts.flat())
      : box && boundsOf(cutOut(cornersOf(box), cover).flat());
  const share = left
    ? bitmapArea(left) / bitmapArea(mask)
    : parts
      ? areaOfAll(parts) / areaOfAll(polygons!)
      : rest
        ? areaOfAll(rest) / areaOf(quad)
        : box
          ? 1 - boxArea(intersection(box, cover)) / boxArea(box)
          : 1;
  return {
    ...moving,
    object: {
      ...object,
      ...(left && { mask: left }),
      ...(parts && { polygons: parts }),
      ...(rest && { quad: share === 1 ? quad : fourCorners(convexHull(rest.flat())) }),
      ...(box && { box: bounds && share < 1 ? intersection(box, bounds) : box }),
      ...(keypoints && { keypoints: keypoints.map((k) => (holdsPoint(cover, [k.x, k.y]) ? gone : k)) }),
    },
    share: moving.share * share,
    changed: true,
  };
}
