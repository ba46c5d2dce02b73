/** True when two JSON values say the same, whatever the order of their keys; `undefined` is as good as absent. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  const keys = new Set([...Object.keys(left!), ...Object.keys(right!)]);
  return [...keys].every((key) => sameJson(left![key], right![key]));
}
