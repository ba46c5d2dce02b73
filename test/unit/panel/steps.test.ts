import { expect, test } from 'vitest';
import type { GroupStep, Step } from '../../../src/core/recipe';
import { rowsOf } from '../../../webview/state/places';
import {
  asGroup,
  duplicateStep,
  groupStep,
  insertStep,
  moveStep,
  placeToAdd,
  removeStep,
  shiftStep,
  ungroupStep,
} from '../../../webview/state/steps';

const step = (name: string): Step => ({ transform: `image.${name}` });
const steps: readonly Step[] = [step('a'), { oneOf: [step('b'), step('c')] }, step('d')];

/** `a (b c) d` */
const words = (list: readonly Step[]): string =>
  list
    .map((s) =>
      'transform' in s ? s.transform.replace('image.', '') : `(${words('oneOf' in s ? s.oneOf : s.someOf)})`,
    )
    .join(' ');

test('rows show the children of a group below it, with the paths of problems and outcomes', () => {
  expect(rowsOf(steps).map((r) => r.path)).toEqual([
    'steps[0]',
    'steps[1]',
    'steps[1].oneOf[0]',
    'steps[1].oneOf[1]',
    'steps[2]',
  ]);
});

test.each([
  [[0], [2], '(b c) a d', [1]],
  [[0], [3], '(b c) d a', [2]],
  [[2], [0], 'd a (b c)', [0]],
  [[0], [1, 0], '(a b c) d', [0, 0]],
  [[0], [1, 2], '(b c a) d', [0, 2]],
  [[1, 0], [0], 'b a (c) d', [0]],
  [[1, 0], [1, 2], 'a (c b) d', [1, 1]],
  [[1, 1], [3], 'a (b) d c', [3]],
])('moves %j before %j', (from, to, expected, chosen) => {
  const moved = moveStep(steps, from, to);
  expect(words(moved.steps)).toBe(expected);
  expect(moved.chosen).toEqual(chosen);
});

test('a group does not go into a group, and a step stays where it is', () => {
  const two: readonly Step[] = [...steps, { oneOf: [] }];
  expect(moveStep(two, [3], [1, 0]).steps).toBe(two);
  expect(moveStep(steps, [0], [0]).steps).toBe(steps);
  expect(moveStep(steps, [0], [1]).steps).toBe(steps);
});

test('one line down at a time leads through the group and out again', () => {
  let now = { steps, chosen: [0] as readonly number[] };
  const seen: string[] = [];
  for (let i = 0; i < 5; i++) {
    now = shiftStep(now.steps, now.chosen, 1);
    seen.push(words(now.steps));
  }
  expect(seen).toEqual(['(a b c) d', '(b a c) d', '(b c a) d', '(b c) a d', '(b c) d a']);
  for (let i = 0; i < 5; i++) now = shiftStep(now.steps, now.chosen, -1);
  expect(words(now.steps)).toBe('a (b c) d');
});

test('the group moves as a whole', () => {
  expect(words(shiftStep(steps, [1], 1).steps)).toBe('a d (b c)');
  expect(words(shiftStep(steps, [1], -1).steps)).toBe('(b c) a d');
});

test('after removing, the neighbour is chosen, or the group that is empty now', () => {
  expect(removeStep(steps, [2]).chosen).toEqual([1]);
  expect(removeStep(steps, [0]).chosen).toEqual([0]);
  const once = removeStep(steps, [1, 1]);
  expect(once.chosen).toEqual([1, 0]);
  const twice = removeStep(once.steps, once.chosen);
  expect(words(twice.steps)).toBe('a () d');
  expect(twice.chosen).toEqual([1]);
});

test('a duplicate shares nothing with its original', () => {
  const copied = duplicateStep(steps, [1]);
  expect(words(copied.steps)).toBe('a (b c) (b c) d');
  expect(copied.steps[1]).not.toBe(copied.steps[2]);
  expect(copied.chosen).toEqual([2]);
});

test('steps are added after the chosen one, or into the chosen group', () => {
  expect(placeToAdd(steps, [0])).toEqual([1]);
  expect(placeToAdd(steps, [1])).toEqual([1, 2]);
  expect(placeToAdd(steps, [1, 0])).toEqual([1, 1]);
  expect(placeToAdd([], [0])).toEqual([0]);
  expect(words(insertStep(steps, [1, 2], step('x')).steps)).toBe('a (b c x) d');
});

test('a step is put into a group of its own, which takes over its chance; ungrouped, weights go', () => {
  const own: readonly Step[] = [{ transform: 'image.a', probability: 0.3, exceptClasses: ['x'] }];
  const grouped = groupStep(own, [0]);
  expect(grouped).toEqual({
    steps: [{ oneOf: [{ transform: 'image.a', exceptClasses: ['x'] }], probability: 0.3 }],
    chosen: [0],
  });
  expect(groupStep(grouped.steps, [0]).steps).toBe(grouped.steps);
  const weighted: readonly Step[] = [{ oneOf: [{ transform: 'image.a', probability: 0.3 }, step('b')] }, step('c')];
  expect(ungroupStep(weighted, [0]).steps).toEqual([step('a'), step('b'), step('c')]);
});

test('a group of one kind becomes one of the other, with the same children and options', () => {
  const one: GroupStep = { oneOf: [step('a'), step('b')], probability: 0.5, disabled: true };
  const some = asGroup(one, 'someOf');
  expect(some).toEqual({ someOf: [step('a'), step('b')], count: [1, 2], probability: 0.5, disabled: true });
  expect(asGroup(some, 'oneOf')).toEqual(one);
});
