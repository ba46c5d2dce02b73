import { describe, expect, it } from 'vitest';
import { type Matrix, move, uprightMatrix } from '../../../src/core/geometry';
import type { Motion } from '../../../src/core/motions';
import { type MoveOptions, moveObjects } from '../../../src/core/move-objects';
import type { ObjectLabel, Polygon } from '../../../src/core/objects';
import { resolver, sourceReference, variantReference } from '../../../src/core/references';
import { mirroredNames } from '../../../src/formats/coco/annotation';
import { openLists } from '../../../src/formats/coco/splice';

const size = { width: 100, height: 80 };
const base: ObjectLabel = { class: 'left arrow', number: 3, record: undefined };
const options: MoveOptions = { minVisibility: 0.3, rename: (name) => (name === 'left arrow' ? 'right arrow' : name) };
const flip: Motion = { kind: 'move', matrix: [-1, 0, 100, 0, 1, 0, 0, 0, 1], size };
const turn: Motion = { kind: 'move', matrix: [0, 1, 0, -1, 0, 100, 0, 0, 1], size: { width: 80, height: 100 } };
const turnBack: Motion = { kind: 'move', matrix: [0, 1, 0, -1, 0, 80, 0, 0, 1], size };
const crop = (left: number, top: number, width: number, height: number): Motion => ({
  kind: 'move',
  matrix: [1, 0, -left, 0, 1, -top, 0, 0, 1],
  size: { width, height },
});
const moved = (object: Partial<ObjectLabel>, motions: readonly Motion[]) =>
  moveObjects(
    { size, objects: [{ ...base, ...object }] },
    motions,
    () => ({ size, objects: [{ ...base, ...object, class: 'other' }] }),
    options,
  );

const square: Polygon = [
  [10, 10],
  [30, 10],
  [30, 30],
  [10, 30],
];
const whole: Partial<ObjectLabel> = {
  box: { left: 10, top: 10, right: 30, bottom: 30 },
  polygons: [square],
  keypoints: [
    { x: 12, y: 12, visible: 2 },
    { x: 28, y: 20, visible: 1 },
  ],
  mirrored: [1, 0],
};

describe('objects', () => {
  it('are mirrored: edges, points, sides and classes', () => {
    expect(moved(whole, [flip]).objects[0]).toMatchObject({
      class: 'right arrow',
      box: { left: 70, top: 10, right: 90, bottom: 30 },
      polygons: [square.map(([x, y]) => [100 - x, y])],
      keypoints: [
        { x: 72, y: 20, visible: 1 },
        { x: 88, y: 12, visible: 2 },
      ],
    });
  });

  it('are where they were after two flips, and after four quarter turns', () => {
    for (const motions of [
      [flip, flip],
      [turn, turnBack, turn, turnBack],
    ]) {
      const { class: name, box, polygons, keypoints } = moved({ ...whole, class: 'x' }, motions).objects[0]!;
      expect({ name, box, polygons, keypoints }).toEqual({
        name: 'x',
        box: whole.box,
        polygons: whole.polygons,
        keypoints: whole.keypoints,
      });
    }
  });

  it('are cut, and dropped below the least share, which is said', () => {
    const half = moved({ box: whole.box }, [crop(20, 0, 80, 80)]);
    expect(half).toMatchObject({
      objects: [{ box: { left: 0, top: 10, right: 10, bottom: 30 }, cut: true }],
      dropped: [],
    });
    const eighth = moved({ box: whole.box }, [crop(20, 25, 80, 55)]);
    expect(eighth).toMatchObject({ objects: [], of: 1, dropped: ['box 3: 12 % visible', 'became background'] });
    const twice = moved({ box: whole.box }, [crop(20, 0, 80, 80), crop(0, 20, 80, 60)]); // a half of a half
    expect(twice.dropped[0]).toBe('box 3: 25 % visible');
  });

  it('lose keypoints that fall outside', () => {
    expect(moved(whole, [crop(20, 0, 80, 80)]).objects[0]!.keypoints).toEqual([
      { x: 0, y: 0, visible: 0 },
      { x: 8, y: 20, visible: 1 },
    ]);
  });

  it('get a tight box from their polygon where they turn', () => {
    const triangle: Polygon = [
      [10, 10],
      [30, 10],
      [10, 30],
    ];
    const [s, c] = [Math.SQRT1_2, Math.SQRT1_2];
    const motion: Motion = { kind: 'move', matrix: [c, -s, 50, s, c, 0, 0, 0, 1], size };
    const { box } = moved({ box: whole.box, polygons: [triangle] }, [motion]).objects[0]!;
    expect(box!.bottom).toBeCloseTo(40 * s, 9); // the hull of the box goes on to 60 s
  });

  it('are mixed with their weights, and pasted over', () => {
    const mixed = moved({ box: whole.box }, [{ kind: 'mix', partner: 'p', weight: 0.7 }]);
    expect(mixed.objects.map((o) => [o.class, o.weight, o.partner])).toEqual([
      ['left arrow', 0.7, undefined],
      ['other', expect.closeTo(0.3, 9), 'p'],
    ]);
    const paste = {
      kind: 'paste',
      partner: 'p',
      weight: 0.5,
      to: { left: 0, top: 0, right: 20, bottom: 80 },
      fit: 'frame',
    } as const;
    const pasted = moved({ box: whole.box }, [{ kind: 'paste', partner: 'p', paste }]);
    expect(pasted.objects.map((o) => [o.class, o.box])).toEqual([
      ['left arrow', { left: 20, top: 10, right: 30, bottom: 30 }],
      ['other', { left: 10, top: 10, right: 20, bottom: 30 }],
    ]);
  });
});

it('turned photos: the top left corner of what was stored', () => {
  const corners: readonly (readonly [number, number])[] = [
    [0, 0],
    [30, 0],
    [30, 20],
    [0, 20],
    [0, 0],
    [20, 0],
    [20, 30],
    [0, 30],
  ];
  for (const [i, corner] of corners.entries()) {
    const matrix: Matrix = uprightMatrix(i + 1, { width: 30, height: 20 });
    expect(move(matrix, [0, 0]), `orientation ${i + 1}`).toEqual(corner);
  }
});

it('sides in names change places', () => {
  expect(mirroredNames(['nose', 'left_eye', 'right_eye', 'LeftHand', 'RightHand', 'left_tail'])).toEqual([
    0, 2, 1, 4, 3, 5,
  ]);
});

it('names in tables: found, given to variants, and led back', () => {
  const resolve = resolver(['images/train/a.jpg', 'images/val/a.jpg', 'images/train/b.x.png']);
  expect(resolve('a.jpg', 'images/val/list.csv')).toBe('images/val/a.jpg');
  expect(resolve('./train/a.jpg', 'list.csv')).toBe('images/train/a.jpg');
  expect(resolve('b.x', 'list.csv')).toBe('images/train/b.x.png');
  expect(resolve('c', 'list.csv')).toBeUndefined();
  const [source, output] = ['images/train/a.jpg', 'images/train/a__aug-1.jpg'];
  expect(
    ['a', 'a.jpg', './train/a.jpg', 'images\\train\\a.jpg'].map((r) => variantReference(r, source, output)),
  ).toEqual(['a__aug-1', 'a__aug-1.jpg', './train/a__aug-1.jpg', 'images\\train\\a__aug-1.jpg']);
  expect(sourceReference('train/a.jpg', source, '../set')).toBe('../../set/images/train/a.jpg');
  expect(sourceReference('a', source, '../set')).toBe('../../../set/images/train/a');
});

function withItems(text: string, more: Readonly<Record<string, readonly unknown[]>>): string {
  const keys = Object.keys(more);
  const { parts, item } = openLists(text, keys);
  const added = keys.map((key) => more[key]!.map((value) => item(key, value)).join(''));
  return parts.map((part) => (typeof part === 'number' ? added[part] : part)).join('');
}

it('JSON lists grow in their own style, and the rest stays to the byte', () => {
  const python = '{"images": [{"id": 1}], "annotations": [], "x": {"images": [1.0]}}';
  expect(withItems(python, { images: [{ id: 2, a: [1, 2] }], annotations: [{ id: 3 }] })).toBe(
    '{"images": [{"id": 1}, {"id": 2, "a": [1, 2]}], "annotations": [{"id": 3}], "x": {"images": [1.0]}}',
  );
  const pretty = '{\n  "images": [\n    {\n      "id": 1\n    }\n  ]\n}\n';
  expect(withItems(pretty, { images: [{ id: 2 }] })).toBe(
    '{\n  "images": [\n    {\n      "id": 1\n    },\n    {\n      "id": 2\n    }\n  ]\n}\n',
  );
  expect(withItems('{"images":[{"id":1}]}', { images: [{ id: 2, b: 1 }] })).toBe(
    '{"images":[{"id":1},{"id":2,"b":1}]}',
  );
});
