import { expect, test } from 'vitest';
import { transformInfo } from '../../../src/core/transform';
import type { PanelStart } from '../../../src/protocol';
import { catalogue } from '../../../src/transforms/index';
import type { Action } from '../../../webview/state/actions';
import { type Model, startModel } from '../../../webview/state/model';
import { keep, restore } from '../../../webview/state/persist';
import { problemsOf } from '../../../webview/state/problems';
import { reduce } from '../../../webview/state/reducer';
import { isDirty } from '../../../webview/state/saved';
import { draft, recipe, stateFor } from '../../panel/page/world';

const start: PanelStart = {
  transforms: [...catalogue.values()].map(transformInfo),
  state: stateFor('ready'),
  draft,
};
const first = startModel(start);
const after = (...actions: readonly Action[]): Model => actions.reduce(reduce, first);
const rotate = (model: Model) => model.history.now.recipe.steps[1];
const setDegrees = (low: number, high: number): Action => ({
  do: 'set',
  place: [1],
  values: { degrees: [low, high] },
  key: 'steps[1].degrees',
});

test('a dragged slider is one undo, and undo and redo go through the draft', () => {
  const dragged = after(setDegrees(-9, 8), setDegrees(-10, 8), { do: 'settle' }, setDegrees(-10, 12));
  expect(rotate(dragged)).toMatchObject({ degrees: [-10, 12] });
  const once = reduce(dragged, { do: 'undo' });
  expect(rotate(once)).toMatchObject({ degrees: [-10, 8] });
  const twice = reduce(once, { do: 'undo' });
  expect(twice.history.now.recipe).toEqual(recipe);
  expect(rotate(reduce(twice, { do: 'redo' }))).toMatchObject({ degrees: [-10, 8] });
});

test('an undefined value takes the key away, so that the default holds', () => {
  const model = after({ do: 'set', place: [1], values: { probability: undefined } });
  expect(rotate(model)).toEqual({ transform: 'image.rotate', degrees: [-8, 8] });
});

test('resetting a step keeps its classes and whether it is on', () => {
  const model = after(
    { do: 'set', place: [1], values: { exceptClasses: ['hat'], disabled: true } },
    { do: 'reset step', place: [1] },
  );
  expect(rotate(model)).toEqual({ transform: 'image.rotate', disabled: true, exceptClasses: ['hat'] });
});

test('resetting a group gives it its chance and its count by default', () => {
  const model = after(
    { do: 'group kind', place: [3], kind: 'someOf' },
    { do: 'set', place: [3], values: { count: [2, 2], probability: 0.4 } },
    { do: 'reset step', place: [3] },
  );
  const group = recipe.steps[3]!;
  expect(model.history.now.recipe.steps[3]).toEqual({ someOf: 'oneOf' in group && group.oneOf, count: [1, 2] });
});

test('options: one undo a field, told where they are wrong, reset together', () => {
  const quality = (value: number): Action => ({
    do: 'set recipe',
    values: { output: { format: 'webp', quality: value } },
    key: 'output.quality',
  });
  const model = after(quality(90), quality(200), { do: 'set recipe', values: { balance: true } });
  expect(problemsOf(model)).toEqual([
    { path: 'output.quality', step: undefined, sentence: 'Quality must be a whole number from 1 to 100' },
  ]);
  const reset = reduce(model, { do: 'reset options' }).history.now.recipe;
  expect([reset.output, reset.labels, reset.balance]).toEqual([undefined, undefined, undefined]);
  const undone = reduce(reduce(model, { do: 'undo' }), { do: 'undo' });
  expect(undone.history.now.recipe).toEqual(recipe);
});

test('what is out of range is named in the words of the form', () => {
  const model = after(setDegrees(-200, 8));
  expect(problemsOf(model)).toEqual([
    { path: 'steps[1].degrees[0]', step: 'Rotate', sentence: 'Angle must be a number from −180 to 180' },
  ]);
  const chance = after({ do: 'set', place: [3, 1], values: { probability: 2 } });
  expect(problemsOf(chance)[0]).toMatchObject({
    step: 'Contrast',
    sentence: 'Weight must be a number from 0 to 100 %',
  });
});

test('a field that holds no number is a problem until it holds one', () => {
  const path = 'steps[1].degrees[0]';
  const model = after({ do: 'unread', path, text: '8..5' });
  expect(problemsOf(model).map((p) => p.sentence)).toEqual(['Angle must be a number from −180 to 180']);
  expect(problemsOf(reduce(model, { do: 'unread', path, text: undefined }))).toEqual([]);
});

test('the shown variant stays within the variants that there are', () => {
  const model = after({ do: 'view', view: { variant: 4 } }, { do: 'set recipe', values: { variants: 2 } });
  expect(model.view.variant).toBe(2);
});

test('the bar is the estimate’s again at the first change after a run', () => {
  const done = after({ do: 'host state', state: stateFor('finished') });
  expect(done.runSeen).toBe(false);
  const changed = reduce(done, setDegrees(-9, 9));
  expect(changed.runSeen).toBe(true);
  expect(reduce(changed, { do: 'host state', state: stateFor('running') }).runSeen).toBe(false);
});

test('the dot compares with the settings, then with the preset', () => {
  const state = stateFor('ready');
  expect(isDirty(first)).toBe(true); // the preset has 3 variants, the draft 4
  const saved = { ...state, saved: { recipe: structuredClone(recipe) } };
  const clean = after({ do: 'host state', state: saved });
  expect(isDirty(clean)).toBe(false);
  expect(isDirty(reduce(clean, setDegrees(-9, 9)))).toBe(true);
});

test('hiding and showing loses nothing', () => {
  const model = after(setDegrees(-20, 20), { do: 'choose', place: [3, 1] }, { do: 'view', view: { columns: 2 } });
  const kept = JSON.parse(JSON.stringify(keep(model, { folder: 'x' }))) as unknown;
  const back = restore(start, kept);
  expect(back.history.now).toEqual(model.history.now);
  expect(back.chosen).toEqual([3, 1]);
  expect(back.view.columns).toBe(2);
  expect(reduce(back, { do: 'undo' }).history.now).toEqual(draft);
  expect(kept).toMatchObject({ host: { folder: 'x' } });
});

test('a draft that moved on at the host wins, and can be undone', () => {
  const kept = keep(after(setDegrees(-20, 20)), undefined);
  const moved = { ...draft, recipe: { ...recipe, seed: 99 } };
  const back = restore({ ...start, draft: moved }, kept);
  expect(back.history.now).toEqual(moved);
  expect(rotate(reduce(back, { do: 'undo' }))).toMatchObject({ degrees: [-20, 20] });
});

test.each([null, undefined, 7, {}, { version: 2 }])('kept state that is none (%j) is passed over', (kept) => {
  expect(restore(start, kept).history.now).toEqual(draft);
});
