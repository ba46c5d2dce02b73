import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { randomFor } from '../../../src/core/random';
import { learnVectors } from '../../../src/engine/models/learn-vectors';
import { nearestWords } from '../../../src/engine/models/nearest';
import { randomSvd } from '../../../src/engine/models/svd';
import { readVectors } from '../../../src/engine/models/vector-lines';
import { storedVectors, vectorsOfFile } from '../../../src/engine/models/vector-store';

const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));
const idle = () => {};

async function read(name: string, bytes: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const found: Record<string, number[]> = {};
  await readVectors(path, (word, vector) => (found[word] = [...vector]), idle);
  return found;
}

describe('files of word vectors', () => {
  const lines = 'the 1 0 0.5\ncafé -1.5e-1 2.25 3\ndog 0.1 .5 1e2\n';
  const expected = { the: [1, 0, 0.5], café: [Math.fround(-0.15), 2.25, 3], dog: [Math.fround(0.1), 0.5, 100] };

  it('are read as GloVe, fastText and word2vec text, packed by gzip too, and without a last line end', async () => {
    expect(await read('glove.txt', lines)).toEqual(expected);
    expect(await read('cc.vec', `3 3\n${lines}`)).toEqual(expected);
    expect(await read('spaces.vec', `3 3\n${lines.replaceAll('\n', ' \r\n')}`)).toEqual(expected);
    expect(await read('glove.txt.gz', gzipSync(lines))).toEqual(expected);
    expect(await read('end.txt', lines.trimEnd())).toEqual(expected);
  });

  it('are read as word2vec binary, with and without a line end after each row', async () => {
    for (const end of ['', '\n']) {
      const rows = Object.entries(expected).map(([word, vector]) => {
        return Buffer.concat([
          Buffer.from(`${word} `),
          Buffer.from(Float32Array.from(vector).buffer),
          Buffer.from(end),
        ]);
      });
      expect(await read('google.bin', Buffer.concat([Buffer.from('3 3\n'), ...rows]))).toEqual(expected);
    }
  });

  it('may have lines that are no vectors, which are left out', async () => {
    expect(Object.keys(await read('odd.txt', `${lines}short 1 2\nlong 1 2 3 4\nword x y z\n`))).toEqual([
      'the',
      'café',
      'dog',
    ]);
    await expect(read('no.bin', 'hello')).rejects.toThrow('is no file of word vectors');
  });

  it('keep numbers of any length to float32', async () => {
    const numbers = ['0.12345678901234567890', '-123456.789', '3.4e38', '1e-30', '0.000000000000000000012345'];
    const { a } = await read('long.txt', `a ${numbers.join(' ')}\n`);
    expect(a).toEqual(numbers.map((n) => Math.fround(Number(n))));
  });

  it('are packed once', async () => {
    const path = join(folder, 'glove.txt');
    const first = await vectorsOfFile(path, folder, idle);
    expect(await vectorsOfFile(path, folder, idle)).toEqual(first);
    expect(readdirSync(join(folder, 'vectors')).length).toBe(1);
    await expect(vectorsOfFile(join(folder, 'none.txt'), folder, idle)).rejects.toThrow('there is no file of vectors');
  });
});

describe('nearest words', () => {
  const random = randomFor('nearest');
  const vectors = Array.from({ length: 300 }, () => Array.from({ length: 7 }, () => Math.fround(random.normal())));
  const store = storedVectors(join(folder, 'random'), (onVector) => {
    for (const [i, vector] of vectors.entries()) onVector(`w${i}`, Float32Array.from(vector));
  });
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, v, d) => sum + v * b[d]!, 0);
  const cosine = (a: readonly number[], b: readonly number[]) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const euclid = (a: readonly number[], b: readonly number[]) =>
    1 / (1 + Math.sqrt(a.reduce((sum, v, d) => sum + (v - b[d]!) ** 2, 0)));

  it.each([
    ['cosine', cosine],
    ['euclidean', euclid],
  ] as const)('are those of a search one by one: %s', async (metric, similarity) => {
    const asked = [5, 0, 299, 5];
    const found = await nearestWords(
      await store,
      asked.map((i) => `w${i}`),
      metric,
      10,
    );
    for (const [n, i] of asked.entries()) {
      const all = vectors.flatMap((v, j) => (j === i ? [] : [{ text: `w${j}`, weight: similarity(vectors[i]!, v) }]));
      const best = all.sort((a, b) => b.weight - a.weight).slice(0, 10);
      expect(found[n]!.map((c) => c.text)).toEqual(best.map((c) => c.text));
      for (const [k, c] of found[n]!.entries()) expect(c.weight).toBeCloseTo(best[k]!.weight, 3);
    }
  });

  it('are none for a word without a vector, and all others where there are few', async () => {
    const found = await nearestWords(await store, ['unknown', 'W1'], 'cosine', 1000);
    expect(found[0]).toEqual([]);
    expect(found[1]!.length).toBe(299);
  });
});

describe('learnt vectors', () => {
  it('are the strongest directions of a matrix', () => {
    // 3, 2 and 1 along known axes, turned by a known rotation in the first two rows and columns
    const [c, s] = [0.6, 0.8];
    const rows = [
      [3 * c, -2 * s, 0, 0],
      [3 * s, 2 * c, 0, 0],
      [0, 0, 1, 0],
    ];
    const { values, left, right } = randomSvd(
      {
        rows: 3,
        columns: 4,
        starts: Uint32Array.from([0, 4, 8, 12]),
        column: Uint32Array.from([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]),
        value: Float32Array.from(rows.flat()),
      },
      2,
    );
    expect([...values].map((v) => Math.round(v * 1e5) / 1e5)).toEqual([3, 2]);
    expect(Math.abs(left.data[0]!)).toBeCloseTo(c, 5);
    expect(Math.abs(right.data[0]!)).toBeCloseTo(1, 5);
  });

  it('put words beside each other that stand in like places, alike each time', async () => {
    const random = randomFor('texts');
    const texts = Array.from({ length: 600 }, () => {
      const [animal, drink] = [random.choose(['cat', 'dog', 'horse']), random.choose(['tea', 'coffee', 'milk'])];
      return random.uniform() < 0.5
        ? `the ${animal} runs over the green field`
        : `she drinks hot ${drink} in the morning`;
    });
    const learnt = async (name: string) => {
      const store = await storedVectors(join(folder, name), (on) => learnVectors(texts, on, idle));
      return nearestWords(store, ['cat', 'tea'], 'cosine', 2);
    };
    const found = await learnt('one');
    expect(found.map((near) => near.map((c) => c.text).sort())).toEqual([
      ['dog', 'horse'],
      ['coffee', 'milk'],
    ]);
    expect(await learnt('two')).toEqual(found);
  });
});
