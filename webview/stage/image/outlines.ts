import type { Point } from '../../../src/core/geometry';
import type { Keypoint } from '../../../src/core/objects';
import type { ShownObject } from '../../../src/protocol-tiles';

/** What is drawn for objects, as SVG path data in pixels of the picture. A dot is a line without length, with round ends. */
export interface Outlines {
  /** Boxes, oriented boxes, polygons and skeletons: of each object what says most. */
  readonly lines: string;
  /** Boxes about objects that are outlined closer. */
  readonly frames: string;
  readonly seen: string;
  /** Keypoints that something hides: hollow. */
  readonly hidden: string;
}

/** Two decimals are a hundredth of a pixel. */
const at = (x: number, y: number): string => `${Number(x.toFixed(2))} ${Number(y.toFixed(2))}`;
const closed = (points: readonly Point[]): string => `M${points.map(([x, y]) => at(x, y)).join('L')}Z`;
const dot = ({ x, y }: Keypoint): string => `M${at(x, y)}h0`;

export function outlinesOf(objects: readonly ShownObject[]): Outlines {
  const points = objects.flatMap((o) => o.keypoints ?? []);
  return {
    lines: objects.flatMap((o) => [...(isCloser(o) ? [] : frameOf(o)), ...linesOf(o)]).join(''),
    frames: objects.flatMap((o) => (isCloser(o) ? frameOf(o) : [])).join(''),
    seen: points
      .filter((p) => p.visible === 2)
      .map(dot)
      .join(''),
    hidden: points
      .filter((p) => p.visible === 1)
      .map(dot)
      .join(''),
  };
}

const isCloser = ({ quad, polygons, keypoints }: ShownObject): boolean =>
  quad !== undefined || polygons !== undefined || keypoints !== undefined;

function frameOf({ box }: ShownObject): readonly string[] {
  if (!box) return [];
  const { left, top, right, bottom } = box;
  return [`M${at(left, top)}H${Number(right.toFixed(2))}V${Number(bottom.toFixed(2))}H${Number(left.toFixed(2))}Z`];
}

function linesOf({ quad, polygons, keypoints, skeleton }: ShownObject): readonly string[] {
  const lines: string[] = [];
  if (quad) lines.push(closed(quad));
  for (const polygon of polygons ?? []) if (polygon.length > 0) lines.push(closed(polygon));
  for (const [from, to] of skeleton ?? []) {
    const [a, b] = [keypoints?.[from], keypoints?.[to]];
    if (a && b && a.visible > 0 && b.visible > 0) lines.push(`M${at(a.x, a.y)}L${at(b.x, b.y)}`);
  }
  return lines;
}

/** Where the name of an object stands: the upper left corner of all that is known of it. */
export function cornerOf({ box, quad, polygons, keypoints }: ShownObject): Point | undefined {
  if (box) return [box.left, box.top];
  const labelled = (keypoints ?? []).filter((p) => p.visible > 0).map(({ x, y }): Point => [x, y]);
  const points = [...(quad ?? []), ...(polygons ?? []).flat(), ...labelled];
  if (points.length === 0) return undefined;
  return points.reduce(([x, y], [px, py]) => [Math.min(x, px), Math.min(y, py)]);
}
