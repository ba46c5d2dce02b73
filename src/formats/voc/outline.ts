import type { Polygon } from '../../core/objects';

/** A point of a `<polygon>`: `<x1>5</x1><y1>6</y1>` as Roboflow writes it, or `<x>5</x><y>6</y>` in an element of its own. */
const point = /<x(\d*)>([^<]*)<\/x\1>\s*<y\1>([^<]*)<\/y\1>/g;

/** The points in a `<polygon>`; undefined where it says them in a way that is not known here. */
export function outlineIn(text: string): Polygon | undefined {
  const points = [...text.matchAll(point)].map(([, , x, y]) => [numberIn(x!), numberIn(y!)] as const);
  const known = points.length > 2 && points.flat().every(Number.isFinite);
  return known && points.length === [...text.matchAll(/<x\d*>/g)].length ? points : undefined;
}

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

/** The `<polygon>` with these points in place of its own, written as those are: their tags, digits and what lies between. */
export function withOutline(text: string, polygon: Polygon): string {
  const own = [...text.matchAll(point)];
  const [first, second] = own as [RegExpExecArray, RegExpExecArray];
  const end = ({ index, 0: all }: RegExpExecArray) => index + all.length;
  const digits = Math.min(6, Math.max(...own.flatMap(([, , x, y]) => [decimalsOf(x!), decimalsOf(y!)])));
  const between = text.slice(end(first), second.index);
  const points = polygon.map(([x, y], i) =>
    first[0].replace(/<([xy])(\d*)>[^<]*<\/\1\2>/g, (_, axis: string, number: string) => {
      const tag = number === '' ? axis : `${axis}${i + 1}`;
      return `<${tag}>${(axis === 'x' ? x : y).toFixed(digits)}</${tag}>`;
    }),
  );
  return text.slice(0, first.index) + points.join(between) + text.slice(end(own.at(-1)!));
}

const decimalsOf = (text: string): number => text.trim().split('.')[1]?.length ?? 0;
