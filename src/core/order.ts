/** Surrogates stand for code points above U+FFFF, which UTF-8 puts last and UTF-16 does not. */
const byCodePoint = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

const surrogate = /[\uD800-\uDFFF]/;

/** Orders texts by the bytes of their UTF-8: the same on every machine, whatever its locale. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b ? -1 : 1; // UTF-16 has the same order then, and is quick
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return byCodePoint(x) - byCodePoint(y);
  }
  return a.length - b.length;
}

/** The item with this path, out of a list that is sorted by the bytes of `path`. */
export function findByPath<T extends { readonly path: string }>(sorted: readonly T[], path: string): T | undefined {
  const at = firstNotBelow(sorted.length, (i) => compareBytes(sorted[i]!.path, path) < 0);
  return sorted[at]?.path === path ? sorted[at] : undefined;
}

/** The first whole number from 0 to `count` for which `below` is false; `below` must be true only ahead of it. */
export function firstNotBelow(count: number, below: (i: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (below(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
