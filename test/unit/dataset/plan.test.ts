import { describe, expect, test } from 'vitest';
import type { DatasetIndex, Sample } from '../../../src/core/dataset';
import { planRun } from '../../../src/core/plan';
import type { Recipe, Step } from '../../../src/core/recipe';
import { catalogue } from '../../../src/transforms';
import { choice, makeIndex, makeRecipe } from './make';

const noise: Step = { transform: 'image.noise' };
const flip: Step = { transform: 'image.flip' };
/** Always nearly the partner alone. */
const mixup: Step = { transform: 'image.mixup', weight: [0.1, 0.2], partner: 'other class' };

const index = makeIndex(
  ['test/cat/t.jpg', 'train/cat/a.jpg', 'train/cat/b.jpg', 'train/dog/c.jpg', 'validation/cat/v.jpg'],
  {
    others: [{ path: 'README.md', bytes: 5 }],
  },
);
const plan = (from: DatasetIndex = index, recipe: Recipe = makeRecipe([noise]), more: Partial<typeof choice> = {}) =>
  planRun(from, recipe, catalogue, { ...choice, ...more });
const outputsOf = (...args: Parameters<typeof plan>) => [...plan(...args).work()].flatMap((w) => w.outputs);

test('variants beside their sources, originals and other splits as copies', () => {
  const { sources, variants, copies, untouched, refusal } = plan();
  expect([sources, variants, refusal]).toEqual([3, 6, undefined]);
  expect(outputsOf()).toEqual(
    ['cat/a', 'cat/b', 'dog/c'].flatMap((s) => [1, 2].map((k) => `train/${s}__aug-${k}.jpg`)),
  );
  expect(copies.map((c) => c.path).sort()).toEqual([...index.samples.map((s) => s.path), 'README.md'].sort());
  expect(untouched).toEqual(['validation', 'test']);
});

test('only variants: nothing is copied', () => {
  const { copies, untouched } = planRun(index, makeRecipe([noise]), catalogue, { ...choice, onlyVariants: true });
  expect([copies, untouched]).toEqual([[], []]);
});

test('numbers have the width of `variants`, and extensions follow the format', () => {
  const recipe = makeRecipe([noise], { variants: 10, output: { format: 'png' } });
  expect(outputsOf(index, recipe)[0]).toBe('train/cat/a__aug-01.png');
});

test('a selection filters sources, never the copies', () => {
  const chosen = plan({ ...index, selection: ['train/dog', 'train/cat/b.jpg', 'test'] });
  expect([...chosen.work()].map((w) => w.sample.path)).toEqual(['train/cat/b.jpg', 'train/dog/c.jpg']);
  expect(chosen.copies).toHaveLength(6);
  expect([...plan({ ...index, selection: ['train/do'] }).work()]).toEqual([]);
});

test('work can be asked for again', () => {
  const planned = plan(index, makeRecipe([noise], { balance: true }));
  expect([...planned.work()]).toEqual([...planned.work()]);
});

describe('refusals', () => {
  test('evaluation data, unless allowed', () => {
    const part = { ...index, selection: ['validation'] };
    expect(plan(part).refusal?.kind).toBe('evaluation data');
    expect(plan(part).refusal?.reason).toMatch(/validation data.*Choose train instead.*--allow-evaluation-data/);
    expect(plan(part).copies).toEqual([]);
    const allowed = planRun(part, makeRecipe([noise]), catalogue, { ...choice, allowEvaluationData: true });
    expect(allowed.refusal).toBeUndefined();
    expect([...allowed.work()].flatMap((w) => w.outputs)).toEqual([1, 2].map((k) => `validation/cat/v__aug-${k}.jpg`));
    expect(allowed.untouched).toEqual(['train', 'test']);
  });
  test.each([
    ['own output', { refusal: 'made by us' }, /made by us/],
    ['labels', { labelsCannotFollow: 'YOLO labels' }, /YOLO labels/],
    ['nothing', { selection: ['docs'] }, /no images in what was chosen \(docs\)/],
    ['nothing', { samples: [] }, /no images here/],
  ] as const)('%s %o', (kind, more, reason) => {
    const refused = plan({ ...index, ...more });
    expect(refused.refusal?.kind).toBe(kind);
    expect(refused.refusal?.reason).toMatch(reason);
    expect([refused.sources, refused.variants, refused.copies.length]).toEqual([0, 0, 0]);
  });
  test('a recipe for another kind of data', () => {
    expect(plan(index, makeRecipe([], { modality: 'audio' })).refusal?.reason).toMatch(/recipe is for audio/);
  });
});

describe('balance', () => {
  const uneven = makeIndex([
    ...[1, 2, 3, 4, 5].map((n) => `train/cat/${n}.jpg`),
    ...[1, 2].map((n) => `train/dog/${n}.jpg`),
    'train/emu/1.jpg',
    'validation/emu/2.jpg',
  ]);
  const countOf = (name: string, outputs: readonly string[]) =>
    outputs.filter((o) => o.startsWith(`train/${name}/`)).length;

  test('brings every class to where the largest comes, originals included', () => {
    const balanced = plan(uneven, makeRecipe([noise], { balance: true }));
    const outputs = [...balanced.work()].flatMap((w) => w.outputs);
    expect([countOf('cat', outputs), countOf('dog', outputs), countOf('emu', outputs)]).toEqual([10, 13, 14]);
    expect(balanced.variants).toBe(37);
    expect([...balanced.work()].map((w) => w.outputs.length)).toEqual([2, 2, 2, 2, 2, 7, 6, 14]);
    expect(new Set(outputs).size).toBe(37);
  });
  test('a sample counts for every class it has; the smallest class is served first', () => {
    const labelled = (path: string, ...names: readonly string[]): Sample => ({
      path: `train/${path}.jpg`,
      split: 'train',
      bytes: 1000,
      labels: names.map((name) => ({ kind: 'object', name })),
    });
    const street = makeIndex([], {
      layout: 'flat folder',
      samples: [
        labelled('a', 'person', 'dog'),
        labelled('b', 'person'),
        labelled('c', 'person', 'cat', 'person'),
        labelled('d', 'cat'),
        labelled('e'),
        labelled('f', 'person'),
      ],
    });
    const planned = plan(street, makeRecipe([noise], { balance: true }));
    // person: 4 samples and 2 variants of each, 12. dog misses 11 (a); cat misses 10, 5 each (c, d); person has 4 + 11 + 5.
    expect([...planned.work()].map((w) => w.outputs.length)).toEqual([11, 0, 5, 5, 2, 0]);
    expect(planned.variants).toBe(23);
  });
  test('leaves alone what was not chosen, and says so', () => {
    const part = plan({ ...uneven, selection: ['train/dog'] }, makeRecipe([noise], { balance: true }));
    // cat stays at 5, and dog comes to 2 + 2 · 2 = 6 by itself
    expect([...part.work()].map((w) => w.outputs.length)).toEqual([2, 2]);
    expect(part.warnings.join()).toMatch(/Not chosen.*cat, emu/);
  });
  test('stops at 1000 variants of one source, and says so', () => {
    const huge = makeIndex([...Array.from({ length: 40 }, (_, i) => `train/cat/${i}.jpg`), 'train/dog/1.jpg']);
    const planned = plan(huge, makeRecipe([noise], { balance: true, variants: 100 }));
    expect([...planned.work()].at(-1)!.outputs).toHaveLength(1000);
    expect(planned.warnings.join()).toMatch(/even with 1000 variants of each: dog/);
  });
});

describe('mixing', () => {
  test('a mixed file goes to its heaviest class, and takes its origin along on a clash', () => {
    const mixed = makeIndex(['train/cat/a.jpg', 'train/cat/b.jpg', 'train/dog/a.jpg', 'test/cat/t.jpg']);
    const outputs = outputsOf(mixed, makeRecipe([mixup], { variants: 1 }));
    expect(outputs).toEqual([
      'train/dog/a__aug-1-from-cat.jpg',
      'train/dog/b__aug-1.jpg',
      'train/cat/a__aug-1-from-dog.jpg',
    ]);
  });
  test('a part of it is named as in the whole', () => {
    const mixed = makeIndex(['train/cat/a.jpg', 'train/cat/b.jpg', 'train/dog/a.jpg', 'train/emu/a.jpg']);
    const recipe = makeRecipe([mixup], { variants: 3 });
    const whole = new Map([...plan(mixed, recipe).work()].map((w) => [w.sample.path, w.outputs]));
    for (const path of whole.keys()) {
      expect([...plan({ ...mixed, selection: [path] }, recipe).work()][0]!.outputs).toEqual(whole.get(path));
    }
  });
  test('keeps folders below the class, and finds the class where folders repeat its name', () => {
    const deep = makeIndex(['train/train/x/a.jpg', 'train/bus/x/b.jpg']);
    expect(outputsOf(deep, makeRecipe([mixup], { variants: 1 }))).toEqual([
      'train/train/x/b__aug-1.jpg',
      'train/bus/x/a__aug-1.jpg',
    ]);
  });
  test('never gives two variants one name', () => {
    const names = ['a', 'A', 'b', 'a-jpg'];
    const paths = ['cat', 'Cat', 'dog'].flatMap((c) =>
      names.flatMap((n) => [`train/${c}/${n}.jpg`, `train/${c}/${n}.png`]),
    );
    const outputs = outputsOf(makeIndex(paths), makeRecipe([mixup], { variants: 12 }));
    expect(outputs).toHaveLength(24 * 12);
    expect(new Set(outputs.map((o) => o.toLowerCase())).size).toBe(24 * 12);
    const originals = new Set(paths.map((p) => p.toLowerCase()));
    expect(outputs.filter((o) => originals.has(o.toLowerCase()))).toEqual([]);
  });
  test('a mirrored class goes to the one that it becomes', () => {
    const arrows = makeIndex(['train/left/a.jpg', 'train/right/b.jpg']);
    const recipe = makeRecipe([flip], { variants: 1, labels: { classMap: { left: 'right', right: 'left' } } });
    expect(outputsOf(arrows, recipe)).toEqual(['train/right/a__aug-1.jpg', 'train/left/b__aug-1.jpg']);
  });
});

describe('warnings', () => {
  const warned = (...args: Parameters<typeof plan>) => plan(...args).warnings.join('\n');
  test('nothing to say', () => expect(plan().warnings).toEqual([]));
  test('no split', () => {
    expect(warned({ ...index, hasSplits: false })).toMatch(/No split names were found.*all 5 images count as training/);
    expect(warned({ ...index, hasSplits: false, layout: 'files' })).toBe('');
  });
  test('other kinds of data in the folder', () => {
    const others = ['notes.md', 'snd/a.wav', 'snd/b.mp3', 'c.mp4', 'd__aug-1.mp4'].map((path) => ({ path, bytes: 1 }));
    expect(warned({ ...index, others })).toBe(
      'Only the images here get variants; 2 sounds and 1 video stay as they are. To augment those, choose their own folder.',
    );
    expect(warned({ ...index, others, layout: 'files' })).toBe('');
  });
  test('classes that a mirror changes, unless they are left out or mapped', () => {
    const digits = makeIndex(['train/6/a.jpg', 'train/cat/b.jpg', 'train/turn left/c.jpg']);
    expect(warned(digits, makeRecipe([flip]))).toMatch(
      /Flip may change.*6 \(is a digit\), turn left \(names a side\)\./,
    );
    expect(warned(digits, makeRecipe([{ ...flip, exceptClasses: ['6', 'turn left'] }]))).toBe('');
    expect(warned(digits, makeRecipe([{ ...flip, onlyClasses: ['cat'] }]))).toBe('');
    expect(warned(digits, makeRecipe([{ oneOf: [flip, noise], exceptClasses: ['6'] }]))).toMatch(/: turn left/);
    expect(warned(digits, makeRecipe([{ ...flip, disabled: true }, noise]))).toBe('');
    expect(warned(digits, makeRecipe([noise]))).toBe('');
    const classMap = { '6': '6', 'turn left': 'turn right' };
    expect(warned(digits, makeRecipe([flip], { labels: { classMap } }))).toBe('');
  });
  test('mixing without partners, classes or other classes', () => {
    expect(warned(makeIndex(['train/cat/a.jpg']), makeRecipe([mixup]))).toMatch(/finds no partner/);
    const cats = makeIndex(['train/cat/a.jpg', 'train/cat/b.jpg']);
    expect(warned(cats, makeRecipe([mixup]))).toMatch(/there is only cat/);
    expect(warned(cats, makeRecipe([{ transform: 'image.mixup' }]))).toMatch(/mixes within cat/);
    expect(warned({ ...cats, classes: [] }, makeRecipe([mixup]))).toMatch(/no labels to mix/);
  });
  test('no step that is on', () => {
    expect(warned(index, makeRecipe([{ ...noise, disabled: true }]))).toMatch(/No step is on/);
    expect(warned(index, makeRecipe([]))).toMatch(/No step is on/);
  });
});
