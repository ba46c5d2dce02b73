import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** A word with its vector; the array is used again for the next one. */
export type OnVector = (word: string, vector: Float32Array) => void;

/** The longest line or word that is believed to be one. */
const longest = 1 << 20;

/**
 * Reads word vectors, a row at a time: GloVe text (no header), word2vec and fastText `.vec` text ("n d" in the first line),
 * word2vec `.bin` (word, space, little-endian float32); each also as `.gz`. Lines with another count of numbers are left
 * out. Throws when the file holds no vectors.
 */
export async function readVectors(path: string, onVector: OnVector, alive: () => void): Promise<void> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  const chunks = path.endsWith('.gz') ? file.pipe(createGunzip({ chunkSize: 1 << 20 })) : file;
  file.on('error', (error) => chunks.destroy(error));
  const isBinary = /\.bin(\.gz)?$/i.test(path);
  let reader: Reader | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    reader ??= readerOf(rest, isBinary);
    if (reader) rest = rest.subarray(reader(rest, onVector));
    if (rest.length > longest * 2) throw new Error('is no file of word vectors: GloVe, word2vec or fastText .vec');
    alive();
  }
  reader ??= readerOf(Buffer.concat([rest, Buffer.from('\n')]), isBinary);
  if (!reader) throw new Error('is no file of word vectors: GloVe, word2vec or fastText .vec');
  if (rest.length > 0 && !isBinary) reader(Buffer.concat([rest, Buffer.from('\n')]), onVector);
}

/** Takes whole rows from the bytes, and says how many bytes they were. */
type Reader = (bytes: Buffer, onVector: OnVector) => number;

/** How to go on from the first line; undefined while it is not all there. */
function readerOf(bytes: Buffer, isBinary: boolean): Reader | undefined {
  const end = bytes.indexOf(10);
  if (end < 0) return undefined;
  const first = bytes.toString('utf8', 0, end).trim().split(/\s+/);
  const header = first.length === 2 && first.every((field) => /^\d+$/.test(field));
  const size = header ? Number(first[1]) : first.length - 1;
  if (size < 1 || size > 10_000 || (isBinary && !header)) return undefined;
  const rows = isBinary ? binaryRows(size) : textRows(size);
  let skip = header;
  return (now, onVector) => {
    const from = skip ? now.indexOf(10) + 1 : 0;
    skip = false;
    return from + rows(now.subarray(from), onVector);
  };
}

function binaryRows(size: number): Reader {
  const vector = new Float32Array(size);
  return (bytes, onVector) => {
    let at = 0;
    for (;;) {
      const start = bytes[at] === 10 ? at + 1 : at; // some writers end each row with a line
      const space = bytes.indexOf(32, start);
      if (space < 0 || space + 1 + size * 4 > bytes.length) return at;
      for (let i = 0; i < size; i++) vector[i] = bytes.readFloatLE(space + 1 + i * 4);
      onVector(bytes.toString('utf8', start, space), vector);
      at = space + 1 + size * 4;
    }
  };
}

const powers = Float64Array.from({ length: 40 }, (_, n) => 10 ** n);

/** Numbers are read from their bytes: eight times as quick as by splitting text. */
function textRows(size: number): Reader {
  const vector = new Float32Array(size);
  return (bytes, onVector) => {
    let at = 0;
    for (;;) {
      const end = bytes.indexOf(10, at);
      if (end < 0) return at;
      const space = bytes.indexOf(32, at + 1);
      if (space > 0 && space < end && numbers(bytes, space, end, vector)) {
        onVector(bytes.toString('utf8', at, space), vector);
      }
      at = end + 1;
    }
  };
}

/** True when the line holds exactly as many numbers as the vector. */
function numbers(bytes: Buffer, from: number, end: number, vector: Float32Array): boolean {
  let at = from;
  for (let i = 0; ; i++) {
    while (at < end && bytes[at]! <= 32) at++;
    if (at >= end) return i === vector.length;
    if (i === vector.length) return false;
    const negative = bytes[at] === 45;
    if (negative) at++;
    let value = 0;
    let scale = 0;
    let digits = 0;
    for (let point = false; at < end; at++) {
      const c = bytes[at]!;
      if (c === 46 && !point) point = true;
      else if (c >= 48 && c <= 57) {
        if (digits < 17) value = value * 10 + (c - 48);
        if (value > 0) digits++;
        if (point) scale += digits <= 17 ? 1 : 0;
        else if (digits > 17) scale--;
      } else break;
    }
    if (bytes[at] === 101 || bytes[at] === 69) {
      const stop = at + 1;
      for (at = stop; at < end && bytes[at]! > 32; ) at++;
      scale -= Number(bytes.toString('latin1', stop, at));
    }
    if (at < end && bytes[at]! > 32) return false;
    const size = Math.abs(scale) < powers.length ? powers[Math.abs(scale)]! : 10 ** Math.abs(scale);
    vector[i] = (negative ? -1 : 1) * (scale >= 0 ? value / size : value * size);
  }
}
