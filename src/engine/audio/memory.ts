/**
 * Memory that was used before is several times cheaper than fresh memory, whose pages the system clears one by one: the
 * buffers of sounds that are done with are kept for those that follow.
 */
const free: ArrayBuffer[] = [];
const [least, most, mostTogether] = [1 << 16, 12, 1 << 26];

/** A buffer of at least so many bytes; what is in it is anything. */
export function bufferOf(bytes: number): ArrayBuffer {
  if (bytes < least) return new ArrayBuffer(bytes);
  const at = free.findIndex(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes);
  return free.splice(at, at < 0 ? 0 : 1)[0] ?? new ArrayBuffer(least * Math.ceil(bytes / least));
}

/** Samples of one channel, whose values are anything. */
export const channelOf = (samples: number): Float32Array<ArrayBuffer> =>
  new Float32Array(bufferOf(4 * samples), 0, samples);

/** Takes back the memory of arrays that nothing refers to any more, but for what they share with those that are kept. */
export function giveBack(arrays: readonly ArrayBufferView[], kept: readonly ArrayBufferView[] = []): void {
  for (const { buffer } of arrays) {
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < least) continue;
    if (!free.includes(buffer) && !kept.some((array) => array.buffer === buffer)) free.push(buffer);
  }
  while (free.length > most || free.reduce((sum, { byteLength }) => sum + byteLength, 0) > mostTogether) free.shift();
}
