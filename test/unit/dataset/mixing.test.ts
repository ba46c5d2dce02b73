import { expect, test } from 'vitest';
import type { StepOutcome } from '../../../src/core/draw';
import { compareBytes, findByPath } from '../../../src/core/order';
import { factsOf } from '../../../src/core/partners';
import { randomFor } from '../../../src/core/random';
import { heaviestClass, renamingOf, targetsOf } from '../../../src/core/targets';
import type { PartnerRule } from '../../../src/core/transform';
import { catalogue } from '../../../src/transforms';
import { makeIndex, makeRecipe } from './make';

const index = makeIndex([
  'test/cat/t.jpg',
  'train/cat/a.jpg',
  'train/cat/b.jpg',
  'train/cat/c.jpg',
  'train/dog/d.jpg',
  'train/dog/e.jpg',
  'train/emu/f.jpg',
]);
const find = (path: string) => findByPath(index.samples, path);
const sampleAt = (path: string) => find(path)!;

test('paths are in the order of their bytes', () => {
  const paths = ['z', 'a/b', 'a-b', '\u{1F600}', '\uFF5E', 'é', 'a', ''];
  const byBuffer = [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...paths].sort(compareBytes)).toEqual(byBuffer);
});

const partnersOf = (path: string, rule: PartnerRule, from = index) => {
  const facts = factsOf(from)(from.samples.find((s) => s.path === path)!);
  return new Set(Array.from({ length: 300 }, (_, i) => facts.partner(randomFor('partner', i), rule)));
};
const training = (...names: readonly string[]) => new Set(names.map((n) => `train/${n}.jpg`));

test('partners are other training samples, by the rule, and each of them occurs', () => {
  expect(partnersOf('train/cat/b.jpg', 'any')).toEqual(training('cat/a', 'cat/c', 'dog/d', 'dog/e', 'emu/f'));
  expect(partnersOf('train/cat/b.jpg', 'same class')).toEqual(training('cat/a', 'cat/c'));
  expect(partnersOf('train/cat/b.jpg', 'other class')).toEqual(training('dog/d', 'dog/e', 'emu/f'));
  expect(partnersOf('train/emu/f.jpg', 'same class')).toEqual(new Set([undefined]));
  expect(partnersOf('test/cat/t.jpg', 'same class')).toEqual(training('cat/a', 'cat/b', 'cat/c'));
});

test('what was chosen has no say in the partner, and an empty file is nobody’s', () => {
  const chosen = { ...index, selection: ['train/emu'] };
  expect(partnersOf('train/emu/f.jpg', 'any', chosen)).toEqual(partnersOf('train/emu/f.jpg', 'any'));
  const samples = index.samples.map((s) => (s.path === 'train/dog/d.jpg' ? { ...s, bytes: 0 } : s));
  expect(partnersOf('train/dog/e.jpg', 'same class', { ...index, samples })).toEqual(new Set([undefined]));
});

const mix = (partner: string, weight: number): StepOutcome => ({
  path: 'steps[0]',
  transform: 'image.mixup',
  drawn: { partner, weight },
});

test('targets of mixes and of chains of them, worked out by hand', () => {
  const cat = sampleAt('train/cat/a.jpg');
  const told = (...steps: readonly StepOutcome[]) => Object.fromEntries(targetsOf(cat, steps, find));
  expect(told()).toEqual({ cat: 1 });
  expect(told(mix('train/dog/d.jpg', 0.75))).toEqual({ cat: 0.75, dog: 0.25 });
  expect(told(mix('train/cat/b.jpg', 0.25))).toEqual({ cat: 1 });
  // 0.5 · (0.75 cat + 0.25 dog) + 0.5 emu
  expect(told(mix('train/dog/d.jpg', 0.75), mix('train/emu/f.jpg', 0.5))).toEqual({ cat: 0.375, dog: 0.125, emu: 0.5 });
  expect(told({ path: 'steps[0]', transform: 'image.mixup', skipped: 'chance' })).toEqual({ cat: 1 });
  expect(() => told(mix('train/dog/nobody.jpg', 0.5))).toThrow('train/dog/nobody.jpg');
});

test('targets of several labels: a·t + b·(1-t) per class', () => {
  const both = {
    ...sampleAt('train/cat/a.jpg'),
    labels: ['cat', 'dog'].map((name) => ({ kind: 'class', name }) as const),
  };
  expect(Object.fromEntries(targetsOf(both, [mix('train/dog/d.jpg', 0.25)], find))).toEqual({ cat: 0.25, dog: 1 });
});

test('classes change names where left and right have changed places in the end, and only there', () => {
  const renaming = renamingOf(makeRecipe([], { labels: { classMap: { cat: 'dog' } } }), catalogue);
  const step = (transform: string, drawn: object): StepOutcome => ({ path: '', transform, drawn: { ...drawn } });
  const flipped = (axis: string) => step('image.flip', { axis });
  const turned = (degrees: number) => step('image.rotate', { degrees, border: 'reflect', fill: [0, 0, 0] });
  const transposed = (turn: string) => step('image.transpose', { turn });
  const cat = sampleAt('train/cat/a.jpg');
  const told = (...steps: readonly StepOutcome[]) => [...targetsOf(cat, steps, find, renaming).keys()].join();
  expect(told(flipped('horizontal'))).toBe('dog');
  expect(told(flipped('vertical'))).toBe('cat');
  expect(told(flipped('horizontal'), flipped('horizontal'))).toBe('cat');
  expect(told(flipped('horizontal'), turned(20))).toBe('dog');
  expect(told(flipped('vertical'), turned(20))).toBe('cat');
  expect(told(flipped('vertical'), turned(180))).toBe('dog'); // as seen, a flip left to right
  expect(told(turned(180))).toBe('cat');
  expect(told(transposed('diagonal'))).toBe('dog');
  expect(told(transposed('left'))).toBe('cat');
});

test('a mirror renames what was mixed before it, and not what comes after', () => {
  const recipe = makeRecipe([], { labels: { classMap: { cat: 'dog', dog: 'cat' } } });
  const renaming = renamingOf(recipe, catalogue);
  const flip: StepOutcome = { path: 'steps[1]', transform: 'image.flip', drawn: { axis: 'horizontal' } };
  const cat = sampleAt('train/cat/a.jpg');
  const told = (...steps: readonly StepOutcome[]) => Object.fromEntries(targetsOf(cat, steps, find, renaming));
  expect(told(flip)).toEqual({ dog: 1 });
  expect(told(flip, flip)).toEqual({ cat: 1 });
  expect(told(mix('train/emu/f.jpg', 0.75), flip)).toEqual({ dog: 0.75, emu: 0.25 });
  expect(told(flip, mix('train/dog/d.jpg', 0.75))).toEqual({ dog: 1 });
  expect(renamingOf(makeRecipe([]), catalogue)).toBeUndefined();
});

test('the heaviest class; of equals the own', () => {
  expect(
    heaviestClass(
      new Map([
        ['cat', 0.3],
        ['dog', 0.7],
      ]),
    ),
  ).toBe('dog');
  expect(
    heaviestClass(
      new Map([
        ['cat', 0.5],
        ['dog', 0.5],
      ]),
    ),
  ).toBe('cat');
  expect(heaviestClass(new Map())).toBeUndefined();
});
