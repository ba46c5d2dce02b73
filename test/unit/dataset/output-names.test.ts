import { describe, expect, test } from 'vitest';
import { extensionFor, isVariantName, variantName, variantStem } from '../../../src/core/names';
import { classWords, outputStems } from '../../../src/core/output-names';
import { randomFor } from '../../../src/core/random';
import { splitWord } from '../../../src/core/splits';
import { makeIndex } from './make';

const named = (paths: readonly string[], others: readonly string[] = []) => {
  const index = makeIndex(paths, { others: others.map((path) => ({ path, bytes: 1 })) });
  const stem = outputStems(index);
  return Object.fromEntries(index.samples.map((s) => [s.path, stem(s)]));
};

test('names of variants', () => {
  expect(variantName('cat.7', 3, 10, 'jpg')).toBe('cat.7__aug-03.jpg');
  expect(variantName('cat', 3, 4, 'JPG', '-from-dog')).toBe('cat__aug-3-from-dog.JPG');
  expect(isVariantName('a/cat.7__aug-03.jpg')).toBe(true);
  expect(isVariantName('cat__aug-3-from-black dog.JPG')).toBe(true);
  expect(['cat__aug.jpg', 'cat_aug-1.jpg', 'a__aug-1/cat.jpg', 'cat__aug-1b.jpg'].some(isVariantName)).toBe(false);
  expect(variantStem('a/cat.7__aug-03.jpg')).toBe('cat.7');
});

test('extensions', () => {
  expect(extensionFor('a/B.JPEG', 'keep')).toBe('JPEG');
  expect(extensionFor('a/B.JPEG', 'jpeg')).toBe('JPEG');
  expect(extensionFor('a/b.png', 'jpeg')).toBe('jpg');
  expect(extensionFor('a/b.tiff', 'tiff')).toBe('tiff');
});

describe('stems', () => {
  test('stay as they are where they are alone', () => {
    expect(named(['train/cat/a.v1.jpg', 'train/dog/a.v1.jpg'])).toEqual({
      'train/cat/a.v1.jpg': 'a.v1',
      'train/dog/a.v1.jpg': 'a.v1',
    });
  });
  test('take the extension where two share one', () => {
    expect(named(['train/c/a.jpg', 'train/c/a.png'])).toEqual({ 'train/c/a.jpg': 'a-jpg', 'train/c/a.png': 'a-png' });
  });
  test('never differ in case alone', () => {
    expect(named(['train/c/A.jpg', 'train/c/a.jpg'])).toEqual({ 'train/c/A.jpg': 'A-jpg', 'train/c/a.jpg': 'a-jpg-2' });
    expect(named(['train/C/a.jpg', 'train/c/a.jpg'])).toEqual({ 'train/C/a.jpg': 'a-jpg', 'train/c/a.jpg': 'a-jpg-2' });
  });
  test('make way for a file that is called so', () => {
    expect(named(['train/c/a.jpg', 'train/c/a.png', 'train/c/a-png.jpg'])['train/c/a.png']).toBe('a-png-2');
  });
  test('make way for variants that lie there', () => {
    expect(named(['train/c/a.jpg'], ['train/c/A__aug-1.jpg'])['train/c/a.jpg']).toBe('a-2');
    expect(named(['train/c/a.jpg'], ['train/d/a__aug-1.jpg'])['train/c/a.jpg']).toBe('a');
  });
  test('are cut to fit, by whole characters, and stay unique', () => {
    const long = '写'.repeat(80);
    const stems = Object.values(named([`train/c/${long}1.jpg`, `train/c/${long}2.jpg`]));
    expect(new Set(stems).size).toBe(2);
    for (const stem of stems)
      expect(Buffer.byteLength(variantName(stem, 1000, 1000, 'jpeg', `-from-${'c'.repeat(40)}`))).toBeLessThan(255);
    expect(stems[0]).toMatch(/^写+/u);
  });

  test('are unique in any dataset (500 seeded ones)', () => {
    const alphabet = ['a', 'A', 'a-jpg', 'a-JPG', 'a-png', 'a-jpg-2', 'a-2', 'é', 'É', 'a.b', 'İ', 'i̇', 'ß', 'ẞ'];
    for (let round = 0; round < 500; round++) {
      const random = randomFor('names', round);
      const path = (extensions: readonly string[]) =>
        `train/${random.choose(['c', 'C', 'd'])}/${random.choose(alphabet)}.${random.choose(extensions)}`;
      const paths = new Set(Array.from({ length: 12 }, () => path(['jpg', 'JPG', 'png', 'jpeg'])));
      const others = [...new Set(Array.from({ length: 3 }, () => path(['jpg']).replace('.jpg', '__aug-1.jpg')))];
      const index = makeIndex([...paths], { others: others.map((p) => ({ path: p, bytes: 1 })) });
      const stem = outputStems(index);
      const outputs = index.samples.map((s) => `${s.path.slice(0, 7)}/${stem(s)}__aug-1`.toLowerCase());
      const there = others.map((o) => o.replace(/\.jpg$/, '').toLowerCase());
      expect(new Set([...outputs, ...there]).size, `round ${round}`).toBe(outputs.length + new Set(there).size);
    }
  });
});

test('words for classes: readable, unique ignoring case, and never a split', () => {
  const words = classWords(['Cat', 'cat', 'class-2', 'test', 'x'.repeat(60)]);
  expect(words.get('Cat')).toBe('Cat');
  const all = [...words.values()];
  expect(new Set(all.map((w) => w.toLowerCase())).size).toBe(5);
  for (const word of all) {
    expect(splitWord(word)).toBeUndefined();
    expect(word.length).toBeLessThanOrEqual(40);
  }
});
