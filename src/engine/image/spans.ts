/** Of each of `to` equal parts of a side: the pixels out of `from` that it covers, and their shares, which sum to 1. */
export function spans(from: number, to: number): readonly (readonly (readonly [at: number, share: number])[])[] {
  const length = from / to;
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * length, (i + 1) * length];
    const first = Math.floor(start);
    const count = Math.min(from, Math.ceil(end)) - first;
    return Array.from({ length: count }, (_, k) => {
      const at = first + k;
      return [at, (Math.min(at + 1, end) - Math.max(at, start)) / length] as const;
    });
  });
}
