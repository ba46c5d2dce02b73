import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, it, vi } from 'vitest';
import { tileObjects } from '../../../src/engine/labels/show';
import { height, width } from './fixtures';
import { pycocotools } from './loaders';
import { recipes, run } from './run';

vi.setConfig({ testTimeout: 60_000 });

it.each(Object.entries(recipes))(
  'COCO loads in pycocotools, %s, with ids that go on from the largest',
  async (_, recipe) => {
    const files = {
      'images/a.png': 1,
      'images/b.png': 2,
      'train.json': JSON.stringify({
        info: { year: 2020 },
        licenses: [],
        images: ['a', 'b'].map((name, i) => ({ id: 7 * i, file_name: `${name}.png`, width, height, license: 3 })),
        annotations: [
          {
            id: 0,
            image_id: 0,
            category_id: 90,
            iscrowd: 0,
            bbox: [10, 8, 30, 30],
            area: 900,
            segmentation: [[10, 8, 40, 8, 25, 38]],
          },
          {
            id: 41,
            image_id: 7,
            category_id: 90,
            iscrowd: 1,
            bbox: [20, 10, 1, 30],
            area: 30,
            segmentation: { size: [height, width], counts: [20 * height + 10, 30, 43 * height + 8] },
          },
          {
            id: 9,
            image_id: 7,
            category_id: 90,
            iscrowd: 0,
            bbox: [5, 5, 50, 40],
            area: 1,
            segmentation: [],
            keypoints: [20, 20, 2, 40, 20, 1],
            num_keypoints: 2,
            tag: 'x',
          },
        ],
        categories: [{ id: 90, name: 'person', keypoints: ['left_eye', 'right_eye'], skeleton: [[1, 2]] }],
      }),
    };
    const { out, root, read } = await run(files, recipe);
    const own = JSON.parse(readFileSync(join(root, 'train.json'), 'utf8'));
    const coco = pycocotools(join(out, 'train.json'), join(out, 'images'));
    expect(read('train.json').startsWith(readFileSync(join(root, 'train.json'), 'utf8').slice(0, 110))).toBe(true);
    expect(coco).toMatchObject({ info: own.info, licenses: [] });
    expect(coco.images.slice(0, 2)).toEqual(own.images);
    expect(coco.images.map((i) => i.id)).toEqual([0, 7, 8, 9, 10, 11, 12, 13]);
    expect(coco.images[2]).toMatchObject({ file_name: 'a__aug-1.png', license: 3 });
    expect(coco.annotations.slice(0, 3)).toEqual(own.annotations);
    expect(coco.annotations.slice(3).map((a) => a.id)).toEqual(coco.annotations.slice(3).map((_, i) => 42 + i));
    for (const a of coco.annotations.slice(3)) if (a.keypoints) expect(a).toMatchObject({ tag: 'x' });
  },
);

it('masks of a class have one colour before and after, whatever was dropped', async () => {
  const size = { width: 2, height: 1 };
  const object = (name: string, runs: readonly number[]) => {
    return { class: name, number: 1, record: undefined, mask: { ...size, runs }, changed: true, cut: false, weight: 1 };
  };
  const [cat, dog] = [object('cat', [0, 1, 1]), object('dog', [1, 1])];
  const set = { format: 'coco', name: '', nature: 'objects', samples: 1 } as const;
  const moved = { size, objects: [dog], of: 2, dropped: [] };
  const shown = await tileObjects([{ set, objects: { size, objects: [cat, dog], turn: [] }, moved }], true);
  const [before, after] = [shown!.before!, shown!.after].map(({ mask }) => decode(mask!.bytes).data);
  expect([...after!.slice(0, 4)]).toEqual([0, 0, 0, 0]);
  expect(after!.slice(4)).toEqual(before!.slice(4));
  expect(before!.slice(0, 4)).not.toEqual(before!.slice(4));
});
