import { expect, test } from 'vitest';
import { bytesWords } from '../../../src/core/bytes';
import type { Step } from '../../../src/core/recipe';
import { transformInfo } from '../../../src/core/transform';
import type { ToldStep } from '../../../src/protocol-tiles';
import { catalogue } from '../../../src/transforms/index';
import { fromHex, toHex } from '../../../webview/form/ColorField';
import { trackSpan } from '../../../webview/form/RangeField';
import { readNumber } from '../../../webview/parts/NumberBox';
import { drawnWords, shortName } from '../../../webview/stage/drawn';
import { rowsOf } from '../../../webview/state/places';
import { chanceWords, folderName, listWords, rowWords, secondsWords } from '../../../webview/state/words';
import { offersOf, searchOffers } from '../../../webview/steps/search';

const rotated = (path: string, words: string): ToldStep => ({ path, transform: 'image.rotate', drawn: {}, words });
const skipped = (path: string, words: string, why: 'off' | 'chance' | 'class' | 'not chosen'): ToldStep => ({
  ...{ path, transform: 'image.flip', skipped: why },
  words,
});

test('a number under a tile stays on the line of its unit', () => {
  const words = (text: string) => drawnWords([rotated('steps[0]', text)], undefined)[0]?.text;
  expect(words('brightness −7 %')).toBe('brightness −7\u00a0%');
  expect(words('red +3, green −12 levels')).toBe('red +3, green −12\u00a0levels');
  expect(words('2 squares erased')).toBe('2 squares erased');
});

test('what was drawn stands in step order, the chosen step marked, what was not drawn last', () => {
  const steps = [
    skipped('steps[0]', 'flip', 'chance'),
    rotated('steps[1]', 'rotated 3°'),
    skipped('steps[2]', 'noise', 'class'),
  ];
  expect(drawnWords(steps, 'steps[1]')).toEqual([{ text: 'rotated 3°', now: true }, { text: 'no flip or noise' }]);
});

test('a chosen step that was skipped comes first, with the reason', () => {
  const steps = [rotated('steps[0]', 'rotated 3°'), skipped('steps[1]', 'flip', 'chance')];
  expect(drawnWords(steps, 'steps[1]')).toEqual([
    { text: 'flip skipped', now: true, skipped: true },
    { text: 'rotated 3°' },
  ]);
  expect(drawnWords([skipped('steps[1]', 'flip', 'class')], 'steps[1]')[0]?.text).toBe('flip skipped for this class');
});

test('what is off or lost the draw of its group is not told, unless it is chosen', () => {
  const steps = [skipped('steps[0]', 'mix-up', 'off'), skipped('steps[1].oneOf[0]', 'blur', 'not chosen')];
  expect(drawnWords(steps, 'steps[3]')).toEqual([]);
  expect(drawnWords(steps, 'steps[0]')[0]?.text).toBe('mix-up off');
});

test('all children of a chosen group are marked', () => {
  const steps = [rotated('steps[1].oneOf[1]', 'contrast × 1.1'), rotated('steps[10]', 'rotated 3°')];
  expect(drawnWords(steps, 'steps[1]')).toEqual([{ text: 'contrast × 1.1', now: true }, { text: 'rotated 3°' }]);
});

test('chances in words: always, per cent, one in so many, off', () => {
  const list: readonly Step[] = [
    { transform: 'image.flip' },
    { transform: 'image.flip', probability: 0.5 },
    { transform: 'image.flip', disabled: true },
    { oneOf: [{ transform: 'image.flip' }, { transform: 'image.flip' }, { transform: 'image.flip', disabled: true }] },
    {
      oneOf: [
        { transform: 'image.flip', probability: 0.9 },
        { transform: 'image.flip', probability: 0.6 },
      ],
    },
  ];
  expect(rowsOf(list).map(chanceWords)).toEqual([
    'always',
    '50 %',
    'off',
    'always',
    '1 in 2',
    '1 in 2',
    'off',
    'always',
    '60 %',
    '40 %',
  ]);
});

test('a row whose values are none says so and does not throw', () => {
  const info = transformInfo(catalogue.get('image.rotate')!);
  const [row] = rowsOf([{ transform: 'image.rotate', degrees: 'much' }]);
  expect(rowWords(row!, info)).toBe('not valid');
  expect(rowWords(row!, undefined)).toBe('not known here');
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1 KB'],
  [9_340_000, '9.3 MB'],
  [18e9, '18 GB'],
  [999_960, '1 MB'],
])('%d bytes are %s', (bytes, words) => expect(bytesWords(bytes)).toBe(words));

test.each([
  [0.2, '0 s'],
  [7, '7 s'],
  [180, '3 min'],
  [7500, '2 h 5 min'],
  [7200, '2 h'],
])('%d seconds are %s', (seconds, words) => expect(secondsWords(seconds)).toBe(words));

test('the last part of a path, on either kind of system', () => {
  expect(folderName('/data/clothing-augmented/')).toBe('clothing-augmented');
  expect(folderName('C:\\data\\clothing')).toBe('clothing');
  expect(folderName('/')).toBe('/');
});

test('lists and file names in words', () => {
  expect(listWords(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  expect(shortName('train/hat/0979a14e-051a-4659-8e87-2f6a424e2c12.jpg')).toBe('0979a14e….jpg');
  expect(shortName('train/hat/cat.7.jpg')).toBe('cat.7.jpg');
});

test.each([
  ['-8', -8],
  ['−8', -8],
  ['8,5', 8.5],
  [' 12 % ', 12],
  ['.5', 0.5],
  ['', undefined],
  ['-', undefined],
  ['8..5', undefined],
  ['8x', undefined],
])('%j is read as %s', (text, number) => expect(readNumber(text)).toBe(number));

test('the track shows the usual span until a value leaves it', () => {
  const p = { slider: [-45, 45], min: -180, max: 180 } as const;
  expect(trackSpan(p, [-45, 45])).toEqual([-45, 45]);
  expect(trackSpan(p, [-46, 8])).toEqual([-180, 180]);
});

test('colours go to the native field and back', () => {
  expect(toHex([10, 128, 255])).toBe('#0a80ff');
  expect(fromHex('#0a80ff')).toEqual([10, 128, 255]);
});

test('the search finds by title, id, the peers’ names and the beginnings of the summary’s words', () => {
  const offers = offersOf([...catalogue.values()].map(transformInfo), true);
  const found = (text: string) => searchOffers(offers, text).map((m) => m.offer.id);
  expect(found('rotate')).toContain('image.rotate');
  expect(found('image.flip')).toEqual(['image.flip']);
  expect(found('one of')).toContain('oneOf');
  expect(found('some')[0]).toBe('someOf'); // before all whose summary says "something"
  expect(found('cutout')[0]).toBe('image.erase');
  expect(found('xyzzy')).toEqual([]);
  expect(found('')).toHaveLength(offers.length);
  const alias = [...catalogue.values()].find((t) => t.aliases.length > 0)!.aliases[0]!;
  expect(found(alias).length).toBeGreaterThan(0);
  expect(offersOf([], false)).toEqual([]);
});
