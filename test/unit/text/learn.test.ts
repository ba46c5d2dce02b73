import { describe, expect, it } from 'vitest';
import { isSure, outlookOf } from '../../../src/core/labelling';
import type { Metric } from '../../../src/core/questions';
import { randomFor } from '../../../src/core/random';
import { confidences, leastShare } from '../../../src/engine/learn/confidence';
import type { Document } from '../../../src/engine/learn/documents';
import { documentsOf } from '../../../src/engine/learn/documents';
import { embedDocuments } from '../../../src/engine/learn/embed';
import { labelDocuments } from '../../../src/engine/learn/label';
import { nearByWords } from '../../../src/engine/learn/near';
import { npyOf } from '../../../src/engine/learn/npy';
import { nearestDocuments, tfIdf } from '../../../src/engine/learn/tf-idf';
import { openFiles } from '../table/make';

const texts = ['the cat sat', 'the dog sat on the cat', 'a red car', 'fast red cars', 'red'];

describe('TF-IDF', () => {
  it('weighs terms by hand', () => {
    const { terms, rows } = tfIdf(texts);
    const { starts, column, value } = rows(['the the cat']);
    // 5 documents; "the" and "cat" in two each, so both are as rare; "the" twice counts 1 + ln 2
    const [the, cat] = [1 + Math.log(2), 1];
    const length = Math.hypot(the, cat);
    const row = Object.fromEntries([...column].map((c, at) => [terms[c], value[at]]));
    expect([...starts]).toEqual([0, 2]);
    expect(row.the).toBeCloseTo(the / length, 6);
    expect(row.cat).toBeCloseTo(cat / length, 6);
    expect([...rows(['nothing known']).column]).toEqual([]);
  });

  it('compares a document as if it had not been there: the similarities are those of any other text', () => {
    const asked = tfIdf(texts).asked(texts, true);
    for (const [row, text] of texts.entries()) {
      const others = texts.filter((_, i) => i !== row);
      const without = tfIdf(others);
      const alone = without.asked([text], false);
      const weights = (of: typeof alone, at: number, terms: readonly string[]) =>
        Object.fromEntries(
          [...of.column.slice(of.starts[at], of.starts[at + 1])].map((c, i) => [
            terms[c],
            of.value[of.starts[at]! + i],
          ]),
        );
      const seen = weights(asked, row, tfIdf(texts).terms);
      for (const [term, weight] of Object.entries(weights(alone, 0, without.terms))) {
        expect(seen[term], `${text}: ${term}`).toBeCloseTo(Number(weight), 6);
      }
    }
    const many = Array.from({ length: 120 }, (_, i) => `w${i % 7} w${(i * i) % 41} w${(i * 5) % 97} w${(i * 3) % 101}`);
    const space = tfIdf(many);
    const near = nearestDocuments(space.rows(many));
    const all = space.asked(many, true);
    for (const row of [0, 17, 60, 119]) {
      const others = many.filter((_, i) => i !== row);
      const without = tfIdf(others);
      const found = nearestDocuments(without.rows(others))(without.asked([many[row]!], false), 0, 120);
      const cosines = new Map(found.map(({ document, cosine }) => [document + (document >= row ? 1 : 0), cosine]));
      const own = near(all, row, 120, { document: row, rarer: space.rarer });
      expect(own).toHaveLength(found.length);
      // but for the terms that are not shared, whose rarity knows of one document more
      for (const { document, cosine } of own) expect(Math.abs(cosine - cosines.get(document)!)).toBeLessThan(0.002);
    }
    const half = tfIdf(['cat']).asked(['cat bird'], false); // the bird counts in the length
    expect(half.value[0]).toBeLessThan(1);
  });

  it('finds the nearest, as a search one by one does', () => {
    const space = tfIdf(texts).rows(texts);
    const near = nearestDocuments(space);
    const vector = (row: number) => {
      const dense = new Float64Array(space.columns);
      for (let at = space.starts[row]!; at < space.starts[row + 1]!; at++) dense[space.column[at]!] = space.value[at]!;
      return dense;
    };
    for (let row = 0; row < texts.length; row++) {
      const all = texts
        .map((_, document) => ({
          document,
          cosine: vector(row).reduce((sum, v, d) => sum + v * vector(document)[d]!, 0),
        }))
        .filter(({ document, cosine }) => document !== row && cosine > 0)
        .sort((a, b) => b.cosine - a.cosine || a.document - b.document);
      const found = near(space, row, 4)
        .filter(({ document }) => document !== row)
        .slice(0, 3);
      expect(found.map((one) => one.document)).toEqual(all.slice(0, 3).map((one) => one.document));
      for (const [i, one] of found.entries()) expect(one.cosine).toBeCloseTo(all[i]!.cosine, 6);
    }
  });
});

describe('how far labels can be trusted', () => {
  it('is the least share that what was seen speaks for, by hand', () => {
    // all of them right: what would come by luck one time in ten is p with pⁿ = 0.1
    for (const n of [1, 2, 5, 22, 45, 230]) expect(leastShare(n, n)).toBeCloseTo(0.1 ** (1 / n), 9);
    // one of two: 2p(1 − p) + p² = 0.1, so p = 1 − √0.9
    expect(leastShare(1, 2)).toBeCloseTo(1 - Math.sqrt(0.9), 9);
    expect(leastShare(0, 7)).toBe(0);
    // half of many, and 1.28155 standard errors of it: 0.5 − 1.28155 · √(0.25 / 10,000)
    expect(leastShare(5000, 10_000)).toBeCloseTo(0.5 - 1.28155 * 0.005, 3);
    expect(leastShare(95_000, 100_000)).toBeCloseTo(0.95 - 1.28155 * Math.sqrt((0.95 * 0.05) / 100_000), 4);
  });

  it('is looked at among the 45 surest first, then among half as many more, and only falls', () => {
    const judged = (...parts: readonly (readonly [count: number, right: boolean])[]) =>
      parts.flatMap(([count, right]) => Array<boolean>(count).fill(right)).map((right, i) => ({ score: -i, right }));
    const at = (list: ReturnType<typeof judged>) => confidences(list).map((one) => one.confidence);
    const lucky = at(judged([20, true], [25, false])); // the 20 surest alone would speak for 89 %
    expect(new Set(lucky)).toEqual(new Set([leastShare(20, 45)]));
    const falling = at(judged([45, true], [10, false], [100, true]));
    expect(falling[44]).toBe(leastShare(45, 45));
    expect(falling[45]).toBe(leastShare(58, 68)); // 68 = 45 × 1.5, rounded up
    expect(falling[67]).toBe(falling[45]);
    expect(falling[154]).toBe(falling[45]); // 145 of 155 would say more
    const tied = confidences([3, 3, 3, 1].map((score, i) => ({ score, right: i !== 1 })));
    expect(tied.map((one) => one.confidence)).toEqual(Array(4).fill(leastShare(3, 4)));
  });

  it('holds: of classes of 60 whose surest are no surer, less than asked for is given at most one time in ten', () => {
    let [given, below] = [0, 0];
    for (let seed = 0; seed < 400; seed++) {
      const random = randomFor(seed, 'judged');
      const list = Array.from({ length: 60 }, () => ({ score: random.uniform(), right: random.uniform() < 0.79 }));
      if (confidences(list)[0]!.confidence >= 0.8) below++;
      const better = list.map((one) => ({ ...one, right: random.uniform() < 0.95 }));
      if (confidences(better)[0]!.confidence >= 0.8) given++;
    }
    expect(below / 400).toBeLessThan(0.1);
    expect(given / 400).toBeGreaterThan(0.9);
  });
});

describe('labels by similar documents', () => {
  const document = (name: string, text: string, label?: string): Document => ({
    name,
    text,
    split: 'train',
    ...(label && { label }),
  });
  const animals = ['cat dog', 'dog horse', 'cat horse', 'cat dog horse', 'horse dog cat', 'dog dog cat'];
  const cars = [
    'wheel engine',
    'engine brake',
    'wheel brake',
    'brake wheel engine',
    'engine engine wheel',
    'wheel wheel brake',
  ];
  const labelled = [
    ...animals.map((text, i) => document(`a#${i}`, text, 'animal')),
    ...cars.map((text, i) => document(`c#${i}`, text, 'car')),
  ];
  const choice = { k: 3, metric: 'cosine' } as const;
  const label = (known: readonly Document[], asked: readonly Document[], metric: Metric = 'cosine') => {
    const texts = (of: readonly Document[]) => of.map(({ text }) => text);
    const near = nearByWords(texts(known), texts(asked), choice.k);
    return labelDocuments(known, asked, near, { ...choice, metric });
  };
  const six = leastShare(6, 6); // what six labelled documents, all of them right, speak for: 0.681

  it('are given where neighbours are sure, with the evidence, and left out where they are not', () => {
    const asked = ['a cat and a dog', 'wheel and brake', 'cat wheel', 'something else'].map((text, i) =>
      document(`u#${i}`, text),
    );
    const { documents, classes } = label(labelled, asked);
    const byName = new Map(documents.map((one) => [one.name, one]));
    const sure = (name: string, wanted: number) => isSure(byName.get(name)!, wanted);
    expect(byName.get('u#0')).toMatchObject({ likely: 'animal' });
    expect(byName.get('u#0')!.evidence).toHaveLength(3);
    expect(byName.get('u#0')!.evidence[0]).toMatchObject({ name: 'a#0', label: 'animal', text: 'cat dog' });
    expect(byName.get('u#1')).toMatchObject({ likely: 'car' });
    expect(['u#0', 'u#1', 'u#2', 'u#3'].map((name) => sure(name, 0.69))).toEqual([false, false, false, false]);
    expect(byName.get('u#3')).toEqual({ name: 'u#3', text: 'something else', confidence: 0, evidence: [] });
    expect(classes.map((curve) => outlookOf(curve, 0.67))).toEqual([
      { name: 'animal', labelled: 6, precision: 1, coverage: 1 },
      { name: 'car', labelled: 6, precision: 1, coverage: 1 },
    ]);
    expect(outlookOf(classes[0]!, 0.95)).toEqual({ name: 'animal', labelled: 6 }); // six are too few to say so
    expect(classes[0]!.judged.map((one) => one.confidence)).toEqual(Array(6).fill(Number(six.toFixed(4))));
    expect(documents.at(-1)!.name).toBe('u#3');
    const [same] = label(labelled, [document('u#9', 'dog dog cat')]).documents;
    expect(isSure(same!, 0.67)).toBe(true);
    expect(same!.confidence).toBeCloseTo(six, 4);
  });

  it('are given to no class whose neighbours are too often wrong', () => {
    // six of twelve animals carry the other label
    const noisy = [...labelled, ...animals.map((text, i) => document(`x#${i}`, text, 'car'))];
    const { documents, classes } = label(noisy, [document('u#0', 'cat dog'), document('u#1', 'wheel brake')]);
    expect(documents.find((one) => one.name === 'u#0')!.confidence).toBeLessThan(0.6);
    expect(outlookOf(classes.find(({ name }) => name === 'animal')!, 0.6).precision).toBeUndefined();
  });

  it('by distance have the order of cosine', () => {
    const asked = [document('u#0', 'cat dog')];
    const [one] = label(labelled, asked, 'euclidean').documents;
    const [other] = label(labelled, asked).documents;
    expect(one!.evidence.map((e) => e.name)).toEqual(other!.evidence.map((e) => e.name));
    expect(one!.evidence[0]!.similarity).toBeCloseTo(1, 3); // at no distance
  });
});

it('documents are the rows of all tables, with what they say', async () => {
  const dataset = await openFiles({
    'train.csv': 'text,label\nfine film,good\nno,\n',
    'test.csv': 'text,label\nbad,poor\n',
  });
  expect(await documentsOf(dataset)).toEqual([
    { name: 'test.csv#0', text: 'bad', split: 'test', label: 'poor' },
    { name: 'train.csv#0', text: 'fine film', split: 'train', label: 'good' },
    { name: 'train.csv#1', text: 'no', split: 'train' },
  ]);
});

describe('documents as points', () => {
  it('keep the angles between them when there are as many numbers as documents', () => {
    const { rows, columns, data } = embedDocuments(
      texts,
      texts.map(() => true),
      5,
    );
    const space = tfIdf(texts).rows(texts);
    const near = nearestDocuments(space);
    const dot = (a: number, b: number) => {
      let sum = 0;
      for (let d = 0; d < columns; d++) sum += data[a * columns + d]! * data[b * columns + d]!;
      return sum;
    };
    expect(rows).toBe(5);
    for (let a = 0; a < rows; a++)
      for (const { document, cosine } of near(space, a, 9)) expect(dot(a, document)).toBeCloseTo(cosine, 4);
  });

  it('do not learn from documents that are only placed', () => {
    const fitted = [true, true, true, true, false];
    const one = embedDocuments(texts, fitted, 3);
    const other = embedDocuments([...texts.slice(0, 4), 'cat car'], fitted, 3);
    expect(one.data.slice(0, 4 * one.columns)).toEqual(other.data.slice(0, 4 * other.columns));
  });

  it('are written as numpy reads them', () => {
    const bytes = Buffer.from(npyOf(Float32Array.from([1, 2, 3, 4, 5, 6]), 2, 3));
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\0');
    const start = 10 + bytes.readUInt16LE(8);
    expect(start % 64).toBe(0);
    expect(bytes.toString('latin1', 10, start)).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/,
    );
    expect(Array.from({ length: 6 }, (_, i) => bytes.readFloatLE(start + i * 4))).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
