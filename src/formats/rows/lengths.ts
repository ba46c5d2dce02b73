const length =
  /^(audio|clip|video|file|utt(erance)?)?_?(duration|dur|length|len)(_?(in_)?(s|secs?|seconds?|ms|msecs?|milliseconds?))?$/i;
/** Seconds by which a table may be off: it may round, and codecs add up to a frame. */
const rounding = 0.06;

/** What columns that say how long a clip is say of a variant: those of such a name in which its length stands. */
export function lengthCells(
  cells: Readonly<Record<string, unknown>>,
  { was, now }: { readonly was: number; readonly now: number },
): Readonly<Record<string, string>> {
  if (was === now) return {};
  return Object.fromEntries(
    Object.entries(cells).flatMap(([key, value]) => {
      if (!length.test(key) || value === '' || value === null) return [];
      const unit = [1, 1000].find((one) => Math.abs(Number(value) - was * one) <= Math.max(rounding, was / 100) * one);
      if (unit === undefined) return [];
      const decimals = Math.max(unit === 1 ? 3 : 0, String(value).split('.')[1]?.length ?? 0);
      return [[key, (now * unit).toFixed(decimals)]];
    }),
  );
}
