import { type Random, randomFor } from '../../../src/core/random';

/** One way to damage a file: writes into `bytes`, or gives others. */
type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const place = (bytes: Uint8Array, random: Random) => random.integer([0, Math.max(0, bytes.length - 1)]);

const mutations: readonly Mutation[] = [
  function flipBits(bytes, random) {
    for (let n = random.integer([1, 20]); n > 0; n--) bytes[place(bytes, random)]! ^= 1 << random.integer([0, 7]);
    return bytes;
  },
  function overwriteHeader(bytes, random) {
    for (let n = random.integer([1, 6]); n > 0; n--) bytes[random.integer([0, 63])] = random.integer([0, 255]);
    return bytes;
  },
  function hugeNumber(bytes, random) {
    const at = Math.min(place(bytes, random), Math.max(0, bytes.length - 4)) % 256; // sizes stand near the beginning
    bytes.set([255, 255, 255, random.choose([255, 127])].slice(0, bytes.length), at);
    return bytes;
  },
  (bytes, random) => bytes.slice(0, place(bytes, random)), // cut short
  function repeatPart(bytes, random) {
    const [from, length] = [place(bytes, random), random.integer([1, 400])];
    return Buffer.concat([bytes.subarray(0, from + length), bytes.subarray(from)]);
  },
  function zeroPart(bytes, random) {
    const from = place(bytes, random);
    return bytes.fill(random.choose([0, 255]), from, from + random.integer([1, 400]));
  },
  function leaveOut(bytes, random) {
    const from = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + random.integer([1, 200]))]);
  },
];

/** The n-th damaged copy of a file: by one to three mutations, the same for the same key. */
export function mutated(bytes: Uint8Array, key: string, n: number): Uint8Array {
  const random = randomFor('mutation', key, n);
  let copy: Uint8Array = Uint8Array.from(bytes);
  for (let rounds = random.integer([1, 3]); rounds > 0; rounds--)
    copy = Uint8Array.from(random.choose(mutations)(copy, random));
  return copy;
}
