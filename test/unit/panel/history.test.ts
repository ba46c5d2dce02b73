import { expect, test } from 'vitest';
import { edit, redo, settle, startHistory, undo } from '../../../webview/state/history';

test('edits with the same key in a row are one undo', () => {
  let h = startHistory('a');
  h = edit(h, 'b', 'slider');
  h = edit(h, 'c', 'slider');
  expect(undo(h).now).toBe('a');
});

test('a settled edit is an undo of its own', () => {
  let h = edit(startHistory('a'), 'b', 'slider');
  h = edit(settle(h), 'c', 'slider');
  expect(undo(h).now).toBe('b');
});

test('redo brings back what undo took, until the next edit', () => {
  const h = undo(edit(edit(startHistory('a'), 'b'), 'c'));
  expect(redo(h).now).toBe('c');
  expect(redo(edit(h, 'd')).now).toBe('d');
});

test('undo at the start and redo at the end change nothing', () => {
  expect(undo(startHistory('a')).now).toBe('a');
  expect(redo(startHistory('a')).now).toBe('a');
});

test('the past is bounded', () => {
  let h = startHistory(0);
  for (let i = 1; i <= 500; i++) h = edit(h, i);
  expect(h.past.length).toBe(100);
  expect(h.past.at(-1)).toBe(499);
});
