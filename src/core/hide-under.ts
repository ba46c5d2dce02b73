import { bitmapOf, bitsOf } from './bitmap';
import type { Point } from './geometry';
import type { Moving } from './move-object';
import type { Keypoint, ObjectLabel, Polygon } from './objects';
import { outlinePatch, type Patch, patchArea, patchBounds, patchHolds, patchOf, patchWithout } from './patch';
import { cornersOf, intersection } from './polygons';
import { traced } from './trace';

/**
 * The object where the pixels of another one were put over it: what is covered is taken from its mask or its outlines,
 * boxes shrink to what is still seen, and keypoints below are hidden. Pixels count by their centres.
 */
export function hideUnder(moving: Moving, cover: Patch): Moving {
  const { object } = moving;
  const { mask, polygons, quad, box } = object;
  const keypoints = object.keypoints?.map((k) => covered(k, cover));
  const whole = patchOfObject(object);
  const left = whole && patchWithout(whole, cover);
  const share = left && patchArea(whole) > 0 ? patchArea(left) / patchArea(whole) : 1;
  if (!left || share === 1) {
    const hidden = keypoints?.some((k, i) => k !== object.keypoints![i]);
    return hidden ? { ...moving, object: { ...object, keypoints }, changed: true } : moving;
  }
  const bounds = patchBounds(left);
  return {
    ...moving,
    object: {
      ...object,
      ...(mask && { mask: withoutCover(mask, cover) }),
      ...(polygons && { polygons: traced(left) }),
      ...(quad && { quad: quadAbout(quad, left) }),
      ...(box && { box: bounds ? intersection(box, bounds) : box }),
      ...(keypoints && { keypoints }),
    },
    share: moving.share * share,
    changed: true,
  };
}

/** By what says most of it; undefined where only points do. */
function patchOfObject({ mask, polygons, quad, box }: ObjectLabel): Patch | undefined {
  if (mask) return patchOf(mask);
  const outlines = polygons ?? (quad ? [quad] : box && [cornersOf(box)]);
  return outlines && outlinePatch(outlines);
}

const covered = (k: Keypoint, cover: Patch): Keypoint =>
  k.visible === 2 && patchHolds(cover, Math.floor(k.x), Math.floor(k.y)) ? { ...k, visible: 1 } : k;

function withoutCover(mask: NonNullable<ObjectLabel['mask']>, cover: Patch) {
  const bits = bitsOf(mask);
  const { left, top, right, bottom } = intersection(cover.box, {
    left: 0,
    top: 0,
    right: mask.width,
    bottom: mask.height,
  });
  for (let x = left; x < right; x++) {
    for (let y = top; y < bottom; y++) if (patchHolds(cover, x, y)) bits[x * mask.height + y] = 0;
  }
  return bitmapOf(bits, mask);
}

/** The part of an oriented box, along its own sides, that holds the pixels; undefined when there are none. */
function quadAbout(quad: Polygon, { box, data }: Patch): Polygon | undefined {
  const [a, b, , d] = quad as readonly [Point, Point, Point, Point];
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - a[0], d[1] - a[1]];
  const det = ux * vy - uy * vx;
  const width = box.right - box.left;
  let [u0, u1, v0, v1] = [1, 0, 1, 0];
  for (let p = 0; p < data.length; p++) {
    if (data[p] === 0) continue;
    for (const [dx, dy] of corners) {
      const [x, y] = [box.left + (p % width) + dx - a[0], box.top + Math.floor(p / width) + dy - a[1]];
      const [u, v] = [(x * vy - y * vx) / det, (ux * y - uy * x) / det];
      [u0, u1] = [Math.min(u0, Math.max(0, u)), Math.max(u1, Math.min(1, u))];
      [v0, v1] = [Math.min(v0, Math.max(0, v)), Math.max(v1, Math.min(1, v))];
    }
  }
  if (u1 <= u0 || v1 <= v0) return undefined;
  return (
    [
      [u0, v0],
      [u1, v0],
      [u1, v1],
      [u0, v1],
    ] as const
  ).map(([u, v]): Point => between(quad, u, v));
}

const corners: readonly Point[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];

/** A point in four corners, by its shares of the way along two sides. */
function between(quad: Polygon, u: number, v: number): Point {
  const at = (i: 0 | 1) => {
    const [a, b, c, d] = quad.map((p) => p[i]) as [number, number, number, number];
    return (1 - v) * ((1 - u) * a + u * b) + v * ((1 - u) * d + u * c);
  };
  return [at(0), at(1)];
}
