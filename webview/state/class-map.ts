/** What a mirrored class becomes: `{ "left arrow": "right arrow" }`. */
export type ClassMap = Readonly<Record<string, string>>;

/** One line of the map; `both`: the other way holds too. */
export interface ClassPair {
  readonly from: string;
  readonly to: string;
  readonly both: boolean;
}

/** The map as lines, each pair that holds both ways once. */
export function pairsOf(map: ClassMap): readonly ClassPair[] {
  const seen = new Set<string>();
  return Object.entries(map).flatMap(([from, to]): readonly ClassPair[] => {
    if (seen.has(from)) return [];
    const both = from !== to && Object.hasOwn(map, to) && map[to] === from;
    if (both) seen.add(to);
    return [{ from, to, both }];
  });
}

/** With two classes that a mirror turns into each other. */
export const withPair = (map: ClassMap, a: string, b: string): ClassMap => ({ ...map, [a]: b, [b]: a });

export function withoutPair(map: ClassMap, { from, to, both }: ClassPair): ClassMap | undefined {
  const left = Object.entries(map).filter(([name]) => name !== from && !(both && name === to));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

const opposites: Readonly<Record<string, string>> = { left: 'right', right: 'left', east: 'west', west: 'east' };

/** Classes whose names differ by their side alone and that the map does not know yet: `turn left`, `turn right`. */
export function sidePairs(classes: readonly string[], map: ClassMap): readonly (readonly [a: string, b: string])[] {
  const known = new Set(classes);
  return classes.flatMap((name): readonly (readonly [string, string])[] => {
    const other = name.replace(/(?<!\p{L})(left|right|east|west)(?!\p{L})/giu, swapped);
    const isFirst = name < other && known.has(other) && !Object.hasOwn(map, name) && !Object.hasOwn(map, other);
    return isFirst ? [[name, other]] : [];
  });
}

function swapped(side: string): string {
  const other = opposites[side.toLowerCase()]!;
  if (side === side.toUpperCase()) return other.toUpperCase();
  return side[0] === side[0]!.toUpperCase() ? other[0]!.toUpperCase() + other.slice(1) : other;
}
