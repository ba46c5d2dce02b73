import { expect, test } from 'vitest';
import type { Step } from '../../../src/core/recipe';
import { tileKey } from '../../../webview/stage/keys';
import { rowsOf } from '../../../webview/state/places';
import { dropAt } from '../../../webview/steps/drag';
import { stepKey } from '../../../webview/steps/keys';

const press = (key: string, held: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {}) => ({
  ...{ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false },
  ...held,
});

test('the keys of the list of steps', () => {
  expect(stepKey(press('ArrowDown'), true, false)).toEqual({ to: 'row', by: 1 });
  expect(stepKey(press('ArrowUp', { altKey: true }), true, false)).toEqual({ act: 'up' });
  expect(stepKey(press('d', { ctrlKey: true }), true, false)).toEqual({ act: 'duplicate' });
  expect(stepKey(press('d', { metaKey: true }), true, false)).toEqual({ act: 'duplicate' });
  expect(stepKey(press('Delete'), true, false)).toEqual({ act: 'remove' });
  expect(stepKey(press('Enter'), true, false)).toEqual({ to: 'form' });
  expect(stepKey(press('d'), true, false)).toBeUndefined();
});

test('Space and Enter stay the control’s own beside the name', () => {
  expect(stepKey(press(' '), true, false)).toEqual({ act: 'toggle' });
  expect(stepKey(press(' '), false, false)).toBeUndefined();
  expect(stepKey(press('Enter'), false, false)).toBeUndefined();
});

test('arrows go along the row in the direction of the writing', () => {
  expect(stepKey(press('ArrowRight'), true, false)).toEqual({ to: 'control', by: 1 });
  expect(stepKey(press('ArrowRight'), true, true)).toEqual({ to: 'control', by: -1 });
});

test('the keys of the tiles', () => {
  const grid = { at: 1, count: 6, columns: 3, rightToLeft: false };
  expect(tileKey(press('ArrowDown'), grid)).toEqual({ to: 4 });
  expect(tileKey(press('ArrowUp'), grid)).toEqual({ to: 1 });
  expect(tileKey(press('ArrowLeft'), { ...grid, rightToLeft: true })).toEqual({ to: 2 });
  expect(tileKey(press('End'), grid)).toEqual({ to: 5 });
  expect(tileKey(press('['), grid)).toEqual({ divider: -0.05 });
  expect(tileKey(press('r', { ctrlKey: true }), grid)).toBeUndefined();
});

const dragList: readonly Step[] = [{ transform: 'image.flip' }, { oneOf: [{ transform: 'image.noise' }] }];
const rows = rowsOf([...dragList, { oneOf: [] }]);
const lines = rows.map((r, i) => ({ path: r.path, top: i * 28, bottom: i * 28 + 28 }));
const upper = (row: number) => row * 28 + 5;
const lower = (row: number) => row * 28 + 20;

test('a dragged step lands before or after a row, into a group below its head, at the end below all', () => {
  const to = (y: number, indented = false) => dropAt(rows, lines, [0], { y, indented })?.to;
  expect(to(-50)).toEqual([0]);
  expect(to(upper(0))).toEqual([0]);
  expect(to(lower(0))).toEqual([1]);
  expect(to(upper(1))).toEqual([1]);
  expect(to(lower(1))).toEqual([1, 0]);
  expect(to(upper(2))).toEqual([1, 0]);
  expect(to(lower(3))).toEqual([2, 0]); // the empty group
  expect(to(500)).toEqual([3]);
});

test('at the end of a group the indent decides whether a step goes into it or after it', () => {
  const to = (indented: boolean) => dropAt(rows, lines, [0], { y: lower(2), indented });
  expect(to(true)).toEqual({ path: 'steps[1].oneOf[0]', side: 'below', to: [1, 1] });
  expect(to(false)).toEqual({ path: 'steps[1].oneOf[0]', side: 'below', to: [2] });
});

test('a dragged group goes past other groups, and never into one', () => {
  const drop = (y: number) => dropAt(rows, lines, [2], { y, indented: true });
  expect(drop(lower(1))).toEqual({ path: 'steps[1].oneOf[0]', side: 'below', to: [2] });
  expect(drop(upper(2))).toEqual({ path: 'steps[1]', side: 'above', to: [1] });
});
