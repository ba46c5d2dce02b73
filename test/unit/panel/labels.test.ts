import { expect, test } from 'vitest';
import { keptWords, namesInWords } from '../../../webview/stage/image/kept';
import { cornerOf, outlinesOf } from '../../../webview/stage/image/outlines';

const box = { left: 10, top: 20, right: 40.126, bottom: 60 };

test('outlines: a box, an oriented box, polygons and a skeleton, in pixels of the picture', () => {
  expect(outlinesOf([{ class: 'a', box }]).lines).toBe('M10 20H40.13V60H10Z');
  const quad = [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
  ] as const;
  expect(outlinesOf([{ class: 'a', quad }]).lines).toBe('M1 2L3 4L5 6L7 8Z');
  expect(outlinesOf([{ class: 'a', polygons: [quad.slice(0, 3), [], quad.slice(1)] }]).lines).toBe(
    'M1 2L3 4L5 6ZM3 4L5 6L7 8Z',
  );
});

test('a keypoint without a label is not drawn, nor a bone to it; a hidden one is a dot of its own', () => {
  const keypoints = [
    { x: 1, y: 2, visible: 2 },
    { x: 3, y: 4, visible: 1 },
    { x: 0, y: 0, visible: 0 },
  ] as const;
  const skeleton = [
    [0, 1],
    [1, 2],
    [0, 9],
  ] as const;
  expect(outlinesOf([{ class: 'a', keypoints, skeleton }])).toEqual({
    lines: 'M1 2L3 4',
    frames: '',
    seen: 'M1 2h0',
    hidden: 'M3 4h0',
  });
  expect(outlinesOf([{ class: 'a', keypoints, skeleton, box }])).toMatchObject({
    lines: 'M1 2L3 4',
    frames: 'M10 20H40.13V60H10Z',
  });
  expect(cornerOf({ class: 'a', keypoints })).toEqual([1, 2]);
  expect(cornerOf({ class: 'a', keypoints: keypoints.slice(2) })).toBeUndefined();
});

test('the name stands at the upper left of what is known of the object', () => {
  const polygons = [
    [
      [5, 30],
      [25, 3],
      [30, 30],
    ],
  ] as const;
  expect(cornerOf({ class: 'a', polygons })).toEqual([5, 3]);
  expect(cornerOf({ class: 'a', polygons, box })).toEqual([10, 20]);
});

test('what was kept, in the words of the kind of label, and why the rest was not', () => {
  const boxes = [
    { class: 'a', box },
    { class: 'a', box },
  ];
  expect(keptWords({ kept: 2, of: 2, dropped: [] }, boxes)?.words).toBe('2 boxes kept');
  expect(keptWords({ kept: 1, of: 1, dropped: [] }, [{ class: 'a', polygons: [] }])?.words).toBe('1 outline kept');
  expect(keptWords({ kept: 1, of: 2, dropped: ['box 2: 12 % visible'] }, boxes)).toEqual({
    words: '1 of 2 kept',
    title: 'Cut away:\nbox 2: 12 % visible',
  });
  expect(keptWords({ kept: 0, of: 2, dropped: ['box 1: gone', 'box 2: gone'] }, boxes)).toEqual({
    words: 'none of 2 kept',
    title: 'No object is left: this variant is background.\nCut away:\nbox 1: gone\nbox 2: gone',
  });
  expect(keptWords({ kept: 0, of: 0, dropped: [] }, [])).toBeUndefined();
});

test('classes in words, each once', () => {
  expect(namesInWords([{ class: 'shoe' }, { class: 'hat' }, { class: 'shoe' }])).toBe('2 × shoe, hat');
});
