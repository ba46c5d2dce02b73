import type { Point } from './geometry';
import type { Polygon } from './objects';
import type { Patch } from './patch';
import { joinParts } from './polygons';

/**
 * The outlines of a patch along the edges of its pixels, one for each connected part (pixels that meet at a corner alone
 * are parts of their own). A hole is reached over the shortest way, there and back, so that every rule of filling leaves
 * it out.
 */
export function traced(patch: Patch): readonly Polygon[] {
  const loops = loopsOf(patch);
  const outer = loops.filter(({ area }) => area > 0);
  const holes = new Map<Loop, Polygon[]>(outer.map((loop) => [loop, []]));
  for (const hole of loops) {
    if (hole.area > 0) continue;
    const about = outer.filter((loop) => loop.area > -hole.area && holds(loop.points, hole.inside));
    const nearest = about.reduce((best, loop) => (loop.area < best.area ? loop : best));
    holes.get(nearest)!.push(hole.points);
  }
  return outer.map((loop) => joinParts([loop.points, ...holes.get(loop)!]));
}

interface Loop {
  readonly points: Polygon;
  /** Negative for a hole. */
  readonly area: number;
  /** The middle of a pixel of the object beside its first edge. */
  readonly inside: Point;
}

/** Ways along the edges, each a turn to the right of the one before, and the pixels right and left of where they lead. */
const ways: readonly { readonly step: Point; readonly right: Point; readonly left: Point }[] = [
  { step: [1, 0], right: [0, 0], left: [0, -1] },
  { step: [0, 1], right: [-1, 0], left: [0, 0] },
  { step: [-1, 0], right: [-1, -1], left: [-1, 0] },
  { step: [0, -1], right: [0, -1], left: [-1, -1] },
];

/** The edges between something and nothing, with something on the right; every loop leads to the right somewhere. */
function loopsOf({ box, data }: Patch): readonly Loop[] {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const is = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 1;
  const leads = (x: number, y: number, way: number): boolean => {
    const { right, left } = ways[way]!;
    return is(x + right[0], y + right[1]) && !is(x + left[0], y + left[1]);
  };
  const done = new Uint8Array(width * (height + 1)); // the edges that lead to the right
  const loops: Loop[] = [];
  for (let start = 0; start < done.length; start++) {
    const from: Point = [start % width, Math.floor(start / width)];
    if (done[start] === 1 || !leads(...from, 0)) continue;
    const points: Point[] = [];
    let [x, y] = from;
    let [way, twice] = [0, 0];
    do {
      if (way === 0) done[y * width + x] = 1;
      const [dx, dy] = ways[way]!.step;
      twice += x * dy - y * dx;
      [x, y] = [x + dx, y + dy];
      // to the right first: around the same pixel, so that parts which meet at a corner stay apart
      const next = [way + 1, way, way + 3].map((w) => w % 4).find((w) => leads(x, y, w))!;
      if (next !== way) points.push([box.left + x, box.top + y]);
      way = next;
    } while (x !== from[0] || y !== from[1] || way !== 0);
    loops.push({ points, area: twice / 2, inside: [box.left + from[0] + 0.5, box.top + from[1] + 0.5] });
  }
  return loops;
}

/** By the even-odd rule. */
const holds = (polygon: Polygon, [x, y]: Point): boolean =>
  polygon.reduce((odd, [ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length]!;
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
  }, false);
