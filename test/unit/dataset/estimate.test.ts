import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { estimateRun, resolveOut } from '../../../src/engine/estimate';
import { chooseSamples } from '../../../src/engine/samples';
import { openDataset } from '../../../src/engine/scan';
import { choice, makeFolder, makeIndex, makeRecipe } from './make';

const recipe = makeRecipe([{ transform: 'image.noise' }], { variants: 4 });
const files = ['train/cat/a.jpg', 'train/dog/b.jpg', 'val/cat/c.jpg', 'README.md'];

describe('the output folder', () => {
  test('is the next free one beside the dataset', async () => {
    const root = makeFolder('data', files);
    const dataset = await openDataset([join(root, 'train/cat')]);
    expect(await resolveOut(dataset, choice)).toBe(`${root}-augmented`);
    mkdirSync(`${root}-augmented`);
    symlinkSync('nowhere', `${root}-augmented-2`);
    expect(await resolveOut(dataset, choice)).toBe(`${root}-augmented-3`);
    expect(await resolveOut(dataset, { out: 'mine' })).toBe(join(dirname(root), 'mine'));
    expect(await resolveOut(dataset, { out: '/there/mine' })).toBe('/there/mine');
  });
  test('of a single file has its name, beside it', async () => {
    const root = makeFolder('photos', ['my.cat.jpg', 'b.jpg']);
    const dataset = await openDataset([join(root, 'my.cat.jpg')]);
    expect(await resolveOut(dataset, choice)).toBe(join(root, 'my.cat-augmented'));
    expect((await estimateRun(dataset, recipe, choice)).refusal).toBeUndefined();
  });

  const refusalFor = async (out: (root: string) => string) => {
    const root = makeFolder('data', files);
    const { refusal } = await estimateRun(await openDataset([root]), recipe, { ...choice, out: out(root) });
    return refusal && `${refusal.kind}: ${refusal.reason}`;
  };
  test.each<readonly [string, (root: string) => string, RegExp]>([
    ['inside the dataset', (root) => join(root, 'train/out'), /^output folder: .*inside the dataset/],
    ['the dataset itself', (root) => root, /^output folder: .*holds the dataset/],
    ['around the dataset', (root) => dirname(root), /^output folder: .*holds the dataset/],
    [
      'a link into the dataset',
      (root) => {
        symlinkSync(join(root, 'train'), `${root}-link`);
        return join(`${root}-link`, 'out');
      },
      /inside the dataset/,
    ],
    [
      'a folder with something in it',
      (root) => {
        mkdirSync(`${root}-out`);
        writeFileSync(`${root}-out/.hidden`, '');
        return `${root}-out`;
      },
      /exists and is not empty/,
    ],
    [
      'a file',
      (root) => {
        writeFileSync(`${root}-out`, '');
        return `${root}-out`;
      },
      /is a file/,
    ],
  ])('%s is refused', async (_, out, reason) => expect(await refusalFor(out)).toMatch(reason));

  test('new or empty is fine, also one that begins like the dataset', async () => {
    expect(await refusalFor((root) => `${root}-more/deep/out`)).toBeUndefined();
    expect(
      await refusalFor((root) => {
        mkdirSync(`${root}-empty`);
        return `${root}-empty`;
      }),
    ).toBeUndefined();
  });
});

describe('the estimate', () => {
  const bytesOf = async (more: Parameters<typeof makeRecipe>[1], onlyVariants: boolean, name = 'a.jpg') => {
    const dataset = await openDataset([
      makeFolder('data', {
        [`train/x/${name}`]: 'x'.repeat(1000),
        'train/y/notes.txt': 'y'.repeat(500),
        'val/x/c.jpg': 'z'.repeat(100),
      }),
    ]);
    return (await estimateRun(dataset, { ...recipe, ...more }, { ...choice, onlyVariants })).bytes;
  };
  test('counts sources, variants, originals and what stays as it is', async () => {
    const root = makeFolder('data', files);
    const estimate = await estimateRun(await openDataset([root]), recipe, choice);
    expect(estimate).toMatchObject({
      sources: 2,
      variants: 8,
      originals: 3,
      untouched: ['validation'],
      out: `${root}-augmented`,
    });
    expect([estimate.refusal, estimate.warnings]).toEqual([undefined, []]);
    expect(estimate.freeBytes).toBeGreaterThan(1e6);
  });
  test('of bytes has copies and variants in it, and follows variants, format and quality', async () => {
    const variants = await bytesOf({}, true);
    expect(await bytesOf({}, false)).toBe(variants + 1600);
    expect(await bytesOf({ variants: 8 }, true)).toBeCloseTo(2 * variants, -1);
    expect(await bytesOf({ output: { format: 'keep', quality: 50 } }, true)).toBeLessThan(variants / 2);
    expect(await bytesOf({ output: { format: 'png' } }, true)).toBeGreaterThan(4 * variants);
    expect(await bytesOf({}, true, 'a.png')).toBe(4000);
    expect(await bytesOf({ output: { quality: 100 } }, true)).toBeGreaterThan(
      await bytesOf({ output: { quality: 1 } }, true),
    );
  });
  test('a disk that is too small is refused before anything is written', async () => {
    const { root, index } = await openDataset([makeFolder('data', files)]);
    const huge = { ...index, samples: index.samples.map((s) => ({ ...s, bytes: 1e18 })) };
    const { refusal } = await estimateRun({ root, index: huge }, recipe, choice);
    expect(refusal).toMatchObject({
      kind: 'disk space',
      reason: expect.stringMatching(/would write about .* TB, and .* [MGT]B are free/),
    });
  });
  test('a refused plan writes nothing', async () => {
    const dataset = await openDataset([join(makeFolder('data', files), 'val')]);
    const estimate = await estimateRun(dataset, recipe, choice);
    expect(estimate).toMatchObject({
      sources: 0,
      variants: 0,
      originals: 0,
      bytes: 0,
      refusal: { kind: 'evaluation data' },
    });
  });
});

describe('samples to show', () => {
  const names = ['ant', 'bee', 'cow', 'dog'];
  const index = makeIndex([
    ...names.flatMap((c) => Array.from({ length: 9 }, (_, i) => `train/${c}/${i}.jpg`)),
    ...Array.from({ length: 200 }, (_, i) => `train/elk/${i}.jpg`),
    'test/fox/t.jpg',
  ]);
  const shown = (shuffle: number, seed = 7, from = index) => chooseSamples(from, seed, 6, shuffle).map((s) => s.path);
  const classesOf = (paths: readonly string[]) => new Set(paths.map((p) => p.split('/')[1]));

  test('are training samples, each once, spread over classes, whatever the class sizes', () => {
    for (let shuffle = 0; shuffle < 40; shuffle++) {
      const paths = shown(shuffle);
      expect(new Set(paths).size).toBe(6);
      expect(classesOf(paths)).toEqual(new Set([...names, 'elk']));
      expect(paths.every((p) => p.startsWith('train/'))).toBe(true);
    }
  });
  test('depend on the seed, and on nothing else', () => {
    expect(shown(0)).toEqual(shown(0));
    expect(shown(0)).not.toEqual(shown(0, 8));
  });
  test('are others after a shuffle', () => {
    const seen = [0, 1, 2, 3].flatMap((shuffle) => shown(shuffle));
    expect(new Set(seen).size).toBe(24);
  });
  test('come from what was chosen, as many as there are; empty files are passed over', () => {
    expect(classesOf(shown(0, 7, { ...index, selection: ['train/bee'] }))).toEqual(new Set(['bee']));
    expect(shown(5, 7, { ...index, selection: ['train/bee/1.jpg', 'train/elk/3.jpg'] }).sort()).toEqual([
      'train/bee/1.jpg',
      'train/elk/3.jpg',
    ]);
    expect(shown(0, 7, { ...index, selection: ['test'] })).toEqual(['test/fox/t.jpg']);
    expect(shown(0, 7, { ...index, samples: [] })).toEqual([]);
    const empty = index.samples.map((s) => (s.path.includes('bee') ? { ...s, bytes: 0 } : s));
    expect(classesOf(shown(0, 7, { ...index, samples: empty })).has('bee')).toBe(false);
  });
});
