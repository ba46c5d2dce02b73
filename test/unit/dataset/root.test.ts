import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UseError } from '../../../src/core/errors';
import { resolveChosen } from '../../../src/engine/root';
import { makeFolder } from './make';

const split = ['train/cat/a.jpg', 'train/cat/b.jpg', 'train/dog/c.jpg', 'val/cat/d.jpg', 'test/cat/e.jpg'];

/** Where a selection leads, with the root relative to the made folder. */
async function resolved(files: readonly string[], ...chosen: readonly string[]) {
  const root = makeFolder('data', files);
  const found = await resolveChosen(chosen.map((c) => join(root, c)));
  return [found.root === root ? '' : found.root.slice(root.length + 1), ...found.selection];
}

describe('the root of a selection', () => {
  test.each([
    ['the root itself', split, [''], ['', '']],
    ['one split', split, ['train'], ['', 'train']],
    ['a class of a split', split, ['train/cat'], ['', 'train/cat']],
    [
      'three files',
      split,
      ['train/cat/b.jpg', 'train/cat/a.jpg', 'train/dog/c.jpg'],
      ['', 'train/cat/a.jpg', 'train/cat/b.jpg', 'train/dog/c.jpg'],
    ],
    ['two folders', split, ['train/cat', 'train/dog'], ['', 'train/cat', 'train/dog']],
    ['a folder and what is in it', split, ['train', 'train/cat/a.jpg'], ['', 'train']],
    ['the root and a part', split, ['', 'train'], ['', '']],
    ['a class without splits', ['cat/a.jpg', 'dog/b.jpg'], ['cat'], ['', 'cat']],
    [
      'a class called test',
      ['train/test/a.jpg', 'train/cat/b.jpg', 'val/cat/c.jpg'],
      ['train/test'],
      ['', 'train/test'],
    ],
    [
      'splits below images',
      ['images/train/a.jpg', 'images/val/b.jpg', 'labels/train/a.txt'],
      ['images/train'],
      ['', 'images/train'],
    ],
    [
      'images below splits',
      ['train/images/a.jpg', 'valid/images/b.jpg', 'train/labels/a.txt'],
      ['train/images'],
      ['', 'train/images'],
    ],
    ['images beside a table', ['images/a.jpg', 'train.csv'], ['images'], ['', 'images']],
    ['splits beside annotations', ['train2017/a.jpg', 'annotations/x.json'], ['train2017'], ['', 'train2017']],
    ['splits with a common name', ['seg_train/cat/a.jpg', 'seg_test/cat/b.jpg'], ['seg_train'], ['', 'seg_train']],
    ['a dataset among others', ['one-train/a.jpg', 'one-test/b.jpg', 'two/c.jpg'], ['two'], ['two', '']],
    [
      'a flat folder beside datasets with splits',
      ['mine/a.jpg', 'other/c.jpg', 'pets/train/cat/b.jpg', 'pets/val/cat/c.jpg'],
      ['mine'],
      ['mine', ''],
    ],
    [
      'a flat folder beside images with labels',
      ['mine/a.jpg', 'other/c.jpg', 'yolo/images/b.jpg', 'yolo/labels/b.txt'],
      ['mine'],
      ['mine', ''],
    ],
    ['a training folder among other things', ['train/cat/a.jpg', 'src/cat/b.jpg'], ['train'], ['train', '']],
    ['a flat folder with folders in it', ['a.jpg', 'b.jpg', 'deep/c.jpg'], ['deep'], ['deep', '']],
    ['our own output', ['.augment-recipe.json', 'train/cat/a.jpg', 'val/cat/b.jpg'], ['train/cat'], ['', 'train/cat']],
    ['a project', ['train/.git/HEAD', 'train/cat/a.jpg', 'val/cat/b.jpg'], ['train'], ['train', '']],
  ])('%s', async (_, files, chosen, expected) => {
    expect(await resolved(files, ...chosen)).toEqual(expected);
  });

  test.each([
    ['package.json', '{"name": "x", "categories": ["Other"]}', 'images'],
    ['light.augment.json', '{"version": 1, "steps": []}', 'images'],
    ['compose.yaml', 'services:\n  names: x\n', 'images'],
    ['labels.json', '{"info": {}, "images": [{"id": 1}]}', ''],
    ['instances.json', '{"categories": [], "annotations": []}', ''],
    ['data.yaml', 'train: images\nnames: [cat]\n', ''],
  ])('images beside %s', async (name, content, expected) => {
    const root = makeFolder('data', { 'images/a.jpg': '', [name]: content });
    expect((await resolveChosen([join(root, 'images')])).root).toBe(join(root, expected));
  });

  test('different datasets are refused, both named', async () => {
    const root = makeFolder('data', ['one/train/a.jpg', 'one/val/b.jpg', 'two/train/a.jpg', 'two/val/b.jpg']);
    const both = resolveChosen([join(root, 'one/train'), join(root, 'two/train')]);
    await expect(both).rejects.toThrow(UseError);
    await expect(both).rejects.toThrow(/train and train belong to different datasets \(.*one and .*two\)/);
  });

  test('what is too much, missing or nothing is refused', async () => {
    await expect(resolveChosen(['/'])).rejects.toThrow(/too much to be a dataset/);
    await expect(resolveChosen([homedir()])).rejects.toThrow(/too much to be a dataset/);
    await expect(resolveChosen([join(homedir(), '..')])).rejects.toThrow(/too much to be a dataset/);
    await expect(resolveChosen([])).rejects.toThrow(/Nothing was chosen/);
    const root = makeFolder('data', split);
    await expect(resolveChosen([join(root, 'nowhere/cat')])).rejects.toThrow(/nowhere\/cat does not exist/);
    await expect(resolveChosen([join(root, 'train/cat/a.jpg/x')])).rejects.toThrow(/a.jpg\/x does not exist/);
  });

  test('a single file of a flat folder stands alone; of a dataset it is a part', async () => {
    const flat = makeFolder('photos', ['a.jpg', 'b.jpg']);
    expect(await resolveChosen([join(flat, 'a.jpg')])).toMatchObject({
      root: flat,
      selection: ['a.jpg'],
      single: true,
    });
    const root = makeFolder('data', split);
    expect(await resolveChosen([join(root, 'train/cat/a.jpg')])).toMatchObject({ root, single: false });
    expect(await resolveChosen([join(flat, 'a.jpg'), join(flat, 'b.jpg')])).toMatchObject({
      root: flat,
      single: false,
    });
  });

  test('names are found however their accents are encoded, and told in NFC', async () => {
    const root = makeFolder('data', ['train/cafe\u0301/a.jpg', 'train/x/b.jpg', 'val/x/c.jpg']);
    const chosen = await resolveChosen([join(root, 'train/caf\u00e9')]);
    expect(chosen).toMatchObject({ root, selection: ['train/caf\u00e9'] });
  });
});

describe("split words in the root's own name and above", () => {
  test.each([
    [
      'count up to the folder with a training-named child',
      ['clothing-train/a.jpg', 'clothing-test/b.jpg', 'other/c.jpg'],
      'clothing-test',
      'test',
    ],
    ['count above the root', ['train/one/.git/HEAD', 'test/one/.git/HEAD', 'test/one/a.jpg'], 'test/one', 'test'],
    ['do not count where nothing is called training', ['my-test/a.jpg', 'other/b.jpg'], 'my-test', undefined],
  ])('%s', async (_, files, chosen, expected) => {
    const root = makeFolder('data', files);
    expect((await resolveChosen([join(root, chosen)])).rootSplit).toBe(expected);
  });
});
