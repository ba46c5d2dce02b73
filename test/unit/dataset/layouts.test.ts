import { describe, expect, test } from 'vitest';
import { readLayout } from '../../../src/formats/layouts';

const read = (paths: readonly string[], rootSplit?: 'train' | 'validation' | 'test') => {
  const { samples, ...rest } = readLayout({ media: paths.map((path) => ({ path, bytes: 1 })), rootSplit });
  const told = Object.fromEntries(samples.map((s) => [s.path, `${s.split}:${s.labels.map((l) => l.name).join()}`]));
  return { ...rest, told, samples };
};

describe('class folders', () => {
  test('with splits', () => {
    const { layout, hasSplits, told } = read([
      'train/cat/a.jpg',
      'train/dog/deep/b.jpg',
      'val/cat/c.jpg',
      'test/x.jpg',
    ]);
    expect([layout, hasSplits]).toEqual(['class folders', true]);
    expect(told).toEqual({
      'train/cat/a.jpg': 'train:cat',
      'train/dog/deep/b.jpg': 'train:dog',
      'val/cat/c.jpg': 'validation:cat',
      'test/x.jpg': 'test:',
    });
  });

  test('without splits', () => {
    const { layout, hasSplits, told } = read(['cat/a.jpg', 'dog/b.jpg']);
    expect([layout, hasSplits]).toEqual(['class folders', false]);
    expect(told).toEqual({ 'cat/a.jpg': 'train:cat', 'dog/b.jpg': 'train:dog' });
  });

  test('a class called test inside train is a class', () => {
    expect(read(['train/test/a.jpg', 'train/cat/b.jpg', 'val/test/c.jpg', 'val/cat/d.jpg']).told).toEqual({
      'train/test/a.jpg': 'train:test',
      'train/cat/b.jpg': 'train:cat',
      'val/test/c.jpg': 'validation:test',
      'val/cat/d.jpg': 'validation:cat',
    });
  });

  test('a class called train among vehicles is a class', () => {
    const { told, hasSplits } = read(['bus/a.jpg', 'car/b.jpg', 'train/c.jpg']);
    expect([told['train/c.jpg'], hasSplits]).toEqual(['train:train', false]);
  });

  test('deeper folders of a class say nothing once the dataset is split', () => {
    expect(read(['train/cat/test/a.jpg', 'train/dog/b.jpg', 'val/cat/c.jpg']).told['train/cat/test/a.jpg']).toBe(
      'train:cat',
    );
  });

  test('classes outside, splits inside', () => {
    const { told, hasSplits } = read(['cat/train/a.jpg', 'cat/test/b.jpg', 'dog/train/c.jpg', 'dog/test/d.jpg']);
    expect(hasSplits).toBe(true);
    expect(told).toEqual({
      'cat/train/a.jpg': 'train:cat',
      'cat/test/b.jpg': 'test:cat',
      'dog/train/c.jpg': 'train:dog',
      'dog/test/d.jpg': 'test:dog',
    });
  });

  test.each([
    [['images/train/cat/a.jpg', 'images/val/cat/b.jpg'], 'images/train/cat/a.jpg'],
    [['train/images/cat/a.jpg', 'train/images/dog/b.jpg', 'val/images/cat/c.jpg'], 'train/images/cat/a.jpg'],
    [
      ['seg_train/seg_train/cat/a.jpg', 'seg_train/seg_train/dog/b.jpg', 'seg_test/seg_test/cat/c.jpg'],
      'seg_train/seg_train/cat/a.jpg',
    ],
  ])('folders between are passed: %s', (paths, path) => expect(read(paths).told[path]).toBe('train:cat'));

  test('the labels of a class are one list, whatever the number of samples', () => {
    const { samples } = read(['train/cat/a.jpg', 'train/cat/b.jpg', 'val/cat/c.jpg']);
    expect(new Set(samples.map((s) => s.labels)).size).toBe(1);
  });

  test('what stands beside is no sample, and is reported', () => {
    const { told, outside, problems } = read([
      'train/cat/a.jpg',
      'val/cat/b.jpg',
      'docs/plot.png',
      'train/cover.jpg',
      'train/dog/c.jpg',
    ]);
    expect(Object.keys(told).sort()).toEqual(['train/cat/a.jpg', 'train/dog/c.jpg', 'val/cat/b.jpg']);
    expect(outside.map((f) => f.path).sort()).toEqual(['docs/plot.png', 'train/cover.jpg']);
    expect(problems.map((p) => p.path).sort()).toEqual(['docs', 'train/cover.jpg']);
  });
});

describe('flat folders', () => {
  test('with samples at any depth', () => {
    const { layout, told } = read(['a.jpg', 'b.jpg', 'nested/deep/c.jpg']);
    expect(layout).toBe('flat folder');
    expect(told['nested/deep/c.jpg']).toBe('train:');
  });

  test('with splits', () => {
    expect(read(['train/a.jpg', 'val/b.jpg']).told).toEqual({ 'train/a.jpg': 'train:', 'val/b.jpg': 'validation:' });
  });

  test('with the split in every name', () => {
    expect(read(['train_1.jpg', 'test_1.jpg']).told).toEqual({ 'train_1.jpg': 'train:', 'test_1.jpg': 'test:' });
    expect(read(['test_1.jpg', 'test_2.jpg']).told).toEqual({ 'test_1.jpg': 'train:', 'test_2.jpg': 'train:' });
    expect(read(['train_1.jpg', 'test_1.jpg', 'cat.jpg']).hasSplits).toBe(false);
  });

  test("the root's own name decides where nothing below does", () => {
    expect(read(['a.jpg'], 'test').told).toEqual({ 'a.jpg': 'test:' });
    expect(read(['train/a.jpg', 'val/b.jpg'], 'test').told['train/a.jpg']).toBe('train:');
  });
});

test('a folder of several datasets is refused by name', () => {
  const paths = ['one', 'two'].flatMap((d) => ['train/cat', 'val/cat'].map((f) => `${d}/${f}/a.jpg`));
  expect(() => read(paths)).toThrow('several datasets (one, two)');
});
