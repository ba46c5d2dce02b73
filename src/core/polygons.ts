import type { Point } from './geometry';
import type { Box } from './image';
import type { Polygon } from './objects';

/** Area of an outline, by Gauss's formula; the direction of its points has no say. */
export function areaOf(polygon: Polygon): number {
  let twice = 0;
  for (const [i, [x, y]] of polygon.entries()) {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length]!;
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

export const areaOfAll = (polygons: readonly Polygon[]): number => polygons.reduce((sum, p) => sum + areaOf(p), 0);

export const boxArea = ({ left, top, right, bottom }: Box): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top);

/** The upright box about points; undefined when there are none. */
export function boundsOf(points: readonly Point[]): Box | undefined {
  if (points.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

export const intersection = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

export const holdsPoint = ({ left, top, right, bottom }: Box, [x, y]: Point): boolean =>
  x >= left && x <= right && y >= top && y <= bottom;

/** Clockwise on the screen, from the top left. */
export const cornersOf = ({ left, top, right, bottom }: Box): Polygon => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

/**
 * The part of an outline where `depth`, which is linear, is not negative (Sutherland and Hodgman 1974). Without a point
 * when nothing is left.
 */
export function clipBy(polygon: Polygon, depth: (p: Point) => number): Polygon {
  const kept: Point[] = [];
  for (const [i, point] of polygon.entries()) {
    const next = polygon[(i + 1) % polygon.length]!;
    const [here, there] = [depth(point), depth(next)];
    if (here >= 0) kept.push(point);
    if (here < 0 === there < 0) continue;
    const t = here / (here - there);
    kept.push([point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1])]);
  }
  return kept;
}

/** The part of an outline inside a box; the outline itself when all of it is. Without a point when nothing is left. */
export function clipTo(polygon: Polygon, box: Box): Polygon {
  if (polygon.every((p) => holdsPoint(box, p))) return polygon;
  const { left, top, right, bottom } = box;
  const sides: readonly ((p: Point) => number)[] = [
    ([x]) => x - left,
    ([x]) => right - x,
    ([, y]) => y - top,
    ([, y]) => bottom - y,
  ];
  const clipped = sides.reduce(clipBy, polygon).map(([x, y]): Point => {
    return [Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))]; // rounding may pass the edge
  });
  return clipped.length > 2 && areaOf(clipped) > 0 ? clipped : [];
}

/** What of an outline a box does not cover: the outline itself, or its parts left, right, above and below the box. */
export function cutOut(polygon: Polygon, box: Box): readonly Polygon[] {
  if (clipTo(polygon, box).length === 0) return [polygon];
  const { left, top, right, bottom } = box;
  const all = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const around: readonly Box[] = [
    { ...all, right: left },
    { ...all, left: right },
    { left, right, top: -Infinity, bottom: top },
    { left, right, top: bottom, bottom: Infinity },
  ];
  return around.map((part) => clipTo(polygon, part)).filter((part) => part.length > 0);
}

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** The convex outline about points (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Polygon {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of list) {
      while (chain.length > 1 && turn(chain.at(-2)!, chain.at(-1)!, p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/**
 * An outline brought to four corners: one by one the corner goes whose loss takes the least area; a triangle gets a
 * fourth in the middle of its longest side. Undefined when there is no area.
 */
export function fourCorners(polygon: Polygon): Polygon | undefined {
  if (polygon.length < 3) return undefined;
  const corners = [...polygon];
  const at = (i: number) => corners[(i + corners.length) % corners.length]!;
  while (corners.length > 4) {
    const losses = corners.map((p, i) => Math.abs(turn(at(i - 1), p, at(i + 1))));
    corners.splice(losses.indexOf(Math.min(...losses)), 1);
  }
  if (corners.length === 3) {
    const sides = corners.map(([x, y], i) => Math.hypot(at(i + 1)[0] - x, at(i + 1)[1] - y));
    const longest = sides.indexOf(Math.max(...sides));
    const [[ax, ay], [bx, by]] = [at(longest), at(longest + 1)];
    corners.splice(longest + 1, 0, [(ax + bx) / 2, (ay + by) / 2]);
  }
  return corners;
}

/** Parts as one outline: each is reached from the one before over the shortest way, there and back. */
export function joinParts(parts: readonly Polygon[]): Polygon {
  return parts.slice(1).reduce<Polygon>((joined, part) => {
    let [from, to, shortest] = [0, 0, Number.POSITIVE_INFINITY];
    for (const [i, [x, y]] of joined.entries()) {
      for (const [j, [px, py]] of part.entries()) {
        const distance = (px - x) ** 2 + (py - y) ** 2;
        if (distance < shortest) [from, to, shortest] = [i, j, distance];
      }
    }
    const round = [...part.slice(to), ...part.slice(0, to + 1)];
    return [...joined.slice(0, from + 1), ...round, ...joined.slice(from)];
  }, parts[0] ?? []);
}
