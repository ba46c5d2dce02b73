import { type KeyPart, randomFor } from './random';

const rounds = 6;

/**
 * An order of 0 to `count` - 1 (at most 2^40) that depends on the key alone: place → item. Takes no memory, so that a
 * million samples can be shuffled and each shard can walk its own part. A Feistel network over the next power of four,
 * walked until it lands below `count` (cycle walking: Black and Rogaway 2002).
 */
export function permutation(count: number, ...key: readonly KeyPart[]): (place: number) => number {
  let half = 1;
  while (2 ** (2 * half) < count) half++;
  const radix = 2 ** half;
  const random = randomFor(...key);
  const seeds = Array.from({ length: rounds }, () => random.seed());
  const once = (place: number): number => {
    let [left, right] = [Math.floor(place / radix), place % radix];
    for (const seed of seeds) [left, right] = [right, (left ^ mixed(right, seed)) & (radix - 1)];
    return left * radix + right;
  };
  return (place) => {
    let item = once(place);
    while (item >= count) item = once(item);
    return item;
  };
}

/** 32 bits out of 32 bits (the finalizer of MurmurHash3, Appleby, public domain). */
function mixed(value: number, seed: number): number {
  let h = value ^ seed;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
