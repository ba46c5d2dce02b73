/**
 * A value as it crosses to the webview: the bytes in it as plain `Uint8Array`s, wherever they lie. A Buffer, which is what
 * workers answer with, would arrive as an object of numbers.
 */
export function postable<T>(value: T): T {
  return plain(value) as T;
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return (value as Float32Array).slice(); // of any kind, without what lies beside it
  if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
