import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDataset } from '../../../src/engine/scan';
import { addFile, makeFolder } from './make';

const split = ['train/cat/a.jpg', 'train/dog/b.jpg', 'val/cat/c.jpg'];
const paths = (list: readonly { readonly path: string }[]) => list.map((f) => f.path);

describe('what is read', () => {
  test('samples, splits, classes, sizes and other files, sorted', async () => {
    const root = makeFolder('data', [...split, 'README.md', 'train/notes.txt']);
    const { index } = await openDataset([join(root, 'train')]);
    expect(paths(index.samples)).toEqual(split);
    expect(index.samples[0]).toEqual({
      path: 'train/cat/a.jpg',
      split: 'train',
      bytes: 'bytes of train/cat/a.jpg'.length,
      labels: [{ kind: 'class', name: 'cat' }],
    });
    expect(paths(index.others)).toEqual(['README.md', 'train/notes.txt']);
    expect(index).toMatchObject({
      layout: 'class folders',
      classes: ['cat', 'dog'],
      hasSplits: true,
      selection: ['train'],
    });
    expect([index.labelsCannotFollow, index.refusal, index.problems]).toEqual([undefined, undefined, []]);
  });

  test('names with anything in them', async () => {
    const odd = [
      "train/a b/#hash&amp%20'q' (1).jpg",
      'train/a b/x.v1.2.JPEG',
      'train/写真/фото.png',
      'train/a b/new\nline.jpg',
    ];
    const { index } = await openDataset([makeFolder('it’s data', [...odd, 'val/a b/c.WebP'])]);
    expect(new Set(paths(index.samples))).toEqual(new Set([...odd, 'val/a b/c.WebP']));
    expect(index.classes).toEqual(['a b', '写真']);
  });

  test('decomposed accents are told in NFC, with the name on disk beside', async () => {
    const { index } = await openDataset([
      makeFolder('data', ['train/cafe\u0301/a.jpg', 'train/x/b.jpg', 'val/x/c.jpg']),
    ]);
    expect(index.samples.find((s) => s.path === 'train/caf\u00e9/a.jpg')?.diskPath).toBe('train/cafe\u0301/a.jpg');
    expect(index.samples.find((s) => s.path === 'train/x/b.jpg')).not.toHaveProperty('diskPath');
    expect(index.classes).toContain('caf\u00e9');
  });

  test('the same name in two encodings is read once, and reported', async () => {
    const { index } = await openDataset([makeFolder('data', ['caf\u00e9.jpg', 'cafe\u0301.jpg', 'x.jpg'])]);
    expect(paths(index.samples)).toEqual(['caf\u00e9.jpg', 'x.jpg']);
    expect(index.problems).toMatchObject([{ path: 'caf\u00e9.jpg', problem: expect.stringContaining('twice') }]);
  });

  test('hidden files, packages and leftovers of systems are passed over', async () => {
    const hidden = ['.x.jpg', '.git/a.jpg', 'node_modules/m/a.jpg', 'Thumbs.db', '__MACOSX/a.jpg'];
    const { index } = await openDataset([makeFolder('data', ['a.jpg', ...hidden])]);
    expect([paths(index.samples), index.others]).toEqual([['a.jpg'], []]);
  });

  test('a single file is all that there is', async () => {
    const root = makeFolder('photos', { 'a.jpg': 'a', 'b.jpg': '', 'b.txt': 'label', 'deep/c.jpg': 'c' });
    const { index } = await openDataset([join(root, 'a.jpg')]);
    expect(index).toMatchObject({ layout: 'files', selection: ['a.jpg'], others: [], problems: [] });
    expect(paths(index.samples)).toEqual(['a.jpg']);
    expect(index.labelsCannotFollow).toBeUndefined();
  });

  test('a folder without samples says what is there instead', async () => {
    const { index } = await openDataset([makeFolder('data', ['a.dat', 'b.dat', 'c.csv'])]);
    expect(index.problems).toEqual([{ path: '', problem: 'no images found; there are 2 .dat, 1 .csv' }]);
  });
});

describe('what is reported', () => {
  const problemsOf = async (root: string) => {
    const { index } = await openDataset([root]);
    return Object.fromEntries(index.problems.map((p) => [p.path, p.problem]));
  };

  test('empty files', async () => {
    const root = makeFolder('data', { 'a.jpg': '', 'b.jpg': 'x' });
    expect(await problemsOf(root)).toEqual({ 'a.jpg': 'is empty: 0 bytes' });
  });

  test('links: followed to files and folders, loops refused, dead ones and outer ones told', async () => {
    const outer = makeFolder('outer', ['o.jpg', 'more/p.jpg']);
    const root = makeFolder('data', ['train/cat/a.jpg', 'train/dog/b.jpg', 'val/cat/c.jpg']);
    symlinkSync('a.jpg', join(root, 'train/cat/link.jpg'));
    symlinkSync(join(outer, 'o.jpg'), join(root, 'train/cat/outer.jpg'));
    symlinkSync(join(outer, 'more'), join(root, 'train/emu'));
    symlinkSync('..', join(root, 'train/cat/loop'));
    symlinkSync('../../train/dog', join(root, 'train/cat/once'));
    symlinkSync('../../train/dog', join(root, 'train/cat/twice'));
    symlinkSync('nowhere.jpg', join(root, 'train/cat/dead.jpg'));
    symlinkSync('self', join(root, 'train/cat/self'));
    const { index } = await openDataset([root]);
    const followed = paths(index.samples).filter((p) => /link|outer|emu|once|twice/.test(p));
    expect(followed).toEqual(['train/cat/link.jpg', 'train/cat/once/b.jpg', 'train/cat/outer.jpg', 'train/emu/p.jpg']);
    const problems = Object.fromEntries(index.problems.map((p) => [p.path, p.problem]));
    expect(problems['train/cat/loop']).toMatch(/stands in: not followed/);
    expect(problems['train/cat/dead.jpg']).toMatch(/leads nowhere/);
    expect(problems['train/cat/self']).toMatch(/loop/);
    expect(problems['']).toBe('2 links lead out of the dataset: followed');
    expect(problems['train/cat/twice']).toMatch(/second link/);
  });

  test('folders that may not be opened, and names that are no text', async () => {
    const root = makeFolder('data', ['a.jpg', 'closed/b.jpg']);
    chmodSync(join(root, 'closed'), 0);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.jpg')]), 'x');
    const asUser = process.geteuid?.() === 0;
    if (asUser) chmodSync(join(root, '..'), 0o755);
    if (asUser) process.seteuid?.(65534); // root may open everything
    try {
      const problems = await problemsOf(root);
      expect(problems.closed).toMatch(/could not be opened \(EACCES\)/);
      expect(Object.values(problems).join()).toMatch(/not valid UTF-8/);
    } finally {
      if (asUser) process.seteuid?.(0);
      chmodSync(join(root, 'closed'), 0o755);
    }
  });

  test.runIf(process.platform !== 'win32')('what is neither file nor folder is never opened', async () => {
    const root = makeFolder('data', ['a.jpg']);
    execFileSync('mkfifo', [join(root, 'pipe.jpg')]);
    expect(await problemsOf(root)).toEqual({ 'pipe.jpg': 'is neither a file nor a folder: left out' });
  });
});

describe('our own output', () => {
  test('is refused, and its origin named', async () => {
    const root = makeFolder('data-augmented', split);
    addFile(root, '.augment-recipe.json', JSON.stringify({ recipe: {}, source: '../my "data"', selection: [] }));
    const { index } = await openDataset([join(root, 'train')]);
    expect(index.refusal).toMatch(
      /^data-augmented is the output of a run.*Choose \.\.\/my "data", from which it was made, instead\.$/,
    );
  });
  test.each(['.augment-manifest.jsonl', '.augment-journal.jsonl'])('is known by %s too', async (name) => {
    const { index } = await openDataset([makeFolder('data', [...split, name])]);
    expect(index.refusal).toMatch(/Choose the dataset that it was made from instead/);
  });
  test('that lies in a dataset is left out', async () => {
    const root = makeFolder('data', [...split, 'old/.augment-recipe.json', 'old/train/cat/z.jpg']);
    const { index } = await openDataset([root]);
    expect([paths(index.samples), index.refusal]).toEqual([split, undefined]);
    expect(index.problems).toEqual([{ path: 'old', problem: 'is the output of an earlier run: left out' }]);
  });
  test('variants among samples are copied, not augmented again', async () => {
    const root = makeFolder('data', [...split, 'train/cat/a__aug-1.jpg', 'train/cat/a__aug-2-from-dog.jpg']);
    const { index } = await openDataset([root]);
    expect([paths(index.samples), paths(index.others)]).toEqual([
      split,
      ['train/cat/a__aug-1.jpg', 'train/cat/a__aug-2-from-dog.jpg'],
    ]);
    expect(index.problems[0]?.problem).toMatch(/1 more are variants of an earlier run/);
  });
});

describe('while it works', () => {
  test('files are counted', async () => {
    const counts: number[] = [];
    await openDataset([makeFolder('data', split)], { onCount: (n) => counts.push(n) });
    expect(counts.at(-1)).toBe(3);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });
  test('it can be aborted', async () => {
    const abort = new AbortController();
    const opening = openDataset([makeFolder('data', split)], { signal: abort.signal, onCount: () => abort.abort() });
    await expect(opening).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
  test('a root that vanished is an error', async () => {
    const root = makeFolder('data', ['a.jpg']);
    unlinkSync(join(root, 'a.jpg'));
    await expect(openDataset([join(root, 'a.jpg')])).rejects.toThrow(/does not exist/);
  });
});
