import type { Parameters, Range } from './parameters';

/**
 * Parameter values with which a transform shows most plainly what it does: of each range that has a neutral value, the
 * end of its default that is farthest from that; else the default.
 */
export function vividValues(parameters: Parameters): Readonly<Record<string, Range>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, p]): readonly (readonly [string, Range])[] => {
      if (p.kind !== 'range' || p.neutral === undefined) return [];
      const [low, high] = p.default;
      const end = Math.abs(low - p.neutral) > Math.abs(high - p.neutral) ? low : high;
      return [[name, [end, end]]];
    }),
  );
}
