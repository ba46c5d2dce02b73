import { describe, expect, it } from 'vitest';
import { bitmapBounds, bitmapOf, bitsOf } from '../../../src/core/bitmap';
import { type CutOut, movedShape } from '../../../src/core/cut-out';
import { invert, move, type Point, type Size } from '../../../src/core/geometry';
import type { Copy, Raster } from '../../../src/core/image';
import { motionOf } from '../../../src/core/motions';
import { boxAbout, moveObjects } from '../../../src/core/move-objects';
import type { MovedObject, ObjectLabel, Polygon } from '../../../src/core/objects';
import { outlinePatch, patchWhere } from '../../../src/core/patch';
import { areaOfAll, cornersOf } from '../../../src/core/polygons';
import { randomFor } from '../../../src/core/random';
import { traced } from '../../../src/core/trace';
import { operationsOf, runOperations } from '../../../src/engine/image/program';
import { imageCatalogue } from '../../../src/transforms';
import { draw, transformOf } from '../image/pictures';
import { inside, rasterise, star } from './brute-force';

const own: Size = { width: 120, height: 90 };
const other: Size = { width: 100, height: 140 };
const base = { class: 'thing', number: 1, record: undefined };
const keep = { minVisibility: 0, rename: (name: string) => name };

/** Two objects of the other picture, one with a bay, and one as a mask with a hole. */
const horn: Polygon = [
  [10.3, 20.2],
  [60.6, 12.9],
  [40.1, 40.4],
  [71.8, 66.3],
  [18.2, 74.7],
];
const ring = bitmapOf(
  Uint8Array.from({ length: other.width * other.height }, (_, p) => {
    const distance = Math.hypot(Math.floor(p / other.height) + 0.5 - 55, (p % other.height) + 0.5 - 105);
    return distance < 30 && distance > 11 ? 1 : 0;
  }),
  other,
);
const bits = bitsOf(ring);
const cutOutOf = (object: ObjectLabel): CutOut => ({
  picture: other,
  bounds: boxAbout(object)!,
  mirrors: true,
  set: 0,
  object,
  shape: (matrix, size) => movedShape(object, matrix, size),
});
const theirs = [
  { ...base, class: 'horn', polygons: [horn] },
  { ...base, class: 'ring', mask: ring },
];
const mine: readonly ObjectLabel[] = [
  { ...base, class: 'star', polygons: [star] },
  { ...base, class: 'box', number: 2, box: { left: 20.25, top: 10.5, right: 100.75, bottom: 80.25 } },
];

/** A picture of one level, so that whatever was put over it shows. */
const plain = (size: Size, level: number): Raster => ({
  ...size,
  channels: 1,
  data: new Uint8Array(size.width * size.height).fill(level),
});

async function pasted(key: number, values = {}) {
  const step = draw(transformOf('image.copyPaste'), { count: [2, 4], edge: [0, 0], scale: [0.5, 1.6], ...values }, key);
  const sight = { boxes: () => [], cutOuts: () => theirs.map(cutOutOf) };
  const [operation] = operationsOf(imageCatalogue, [step], own, sight) as readonly Copy[];
  const picture = await runOperations(plain(own, 10), [operation!], {
    partner: async () => plain(other, 200),
    target: async () => plain(other, 0),
  });
  return { operation: operation!, picture };
}

/** Every pixel looked up where it comes from: in which piece, the last of them in front. */
function frontOf({ pieces }: Copy): Int8Array {
  const front = new Int8Array(own.width * own.height).fill(-1);
  for (const [i, { matrix, from }] of pieces.entries()) {
    const back = invert(matrix);
    for (let p = 0; p < front.length; p++) {
      const at = move(back, [(p % own.width) + 0.5, Math.floor(p / own.width) + 0.5]);
      if (isIn(from.object!, at)) front[p] = i;
    }
  }
  return front;
}

/** Written out here: the mask of the label is looked up, not moved. */
function isIn({ polygons, mask }: ObjectLabel, [x, y]: Point): boolean {
  if (polygons) return polygons.some((polygon) => inside(polygon, [x, y]));
  const { width, height } = mask!;
  return x >= 0 && y >= 0 && x < width && y < height && bits[Math.floor(x) * height + Math.floor(y)] === 1;
}

/** The pixels of a label, row by row. */
function pixelsOf({ polygons, mask }: MovedObject): readonly number[] {
  if (polygons) return [...rasterise(polygons, own).data];
  const bits = bitsOf(mask!);
  return Array.from({ length: own.width * own.height }, (_, p) => {
    return bits[(p % own.width) * own.height + Math.floor(p / own.width)]!;
  });
}

describe.each([1, 2, 3, 4, 5, 6])('copy-paste against brute force (%i)', (key) => {
  const values = key % 2 ? {} : { place: 'same' };

  it('draws what the labels say, to the pixel, and takes it from what lies below', async () => {
    const { operation, picture } = await pasted(key, values);
    const front = frontOf(operation);
    expect(row(picture.data.map((level) => (level === 200 ? 1 : 0)))).toBe(row(front.map((i) => (i < 0 ? 0 : 1))));
    const { objects } = moveObjects({ size: own, objects: mine }, [motionOf(operation)!], () => never(), keep);
    for (const [i, { from }] of operation.pieces.entries()) {
      const expected = front.map((v) => (v === i ? 1 : 0));
      const label = objects.filter((o) => o.partner !== undefined).find((o) => o.class === from.object!.class);
      expect(row(label ? pixelsOf(label) : expected.map(() => 0))).toBe(row(expected));
    }
    const shape = [...rasterise([star], own).data];
    const left = shape.map((v, p) => (front[p]! < 0 ? v : 0));
    const after = objects.find((o) => o.class === 'star');
    expect(row(after ? pixelsOf(after) : shape.map(() => 0))).toBe(row(left));
    if (after?.cut) expect(areaOfAll(after.polygons!)).toBeCloseTo(sum(left), 6);
  });

  it('shrinks a box to what of it is still seen, and says how much that is', async () => {
    const { operation } = await pasted(key, values);
    const front = frontOf(operation);
    const box = rasterise([cornersOf(mine[1]!.box!)], own).data;
    const seen = [...box.keys()].filter((p) => box[p] === 1 && front[p]! < 0);
    const share = seen.length / sum([...box]);
    const all = (minVisibility: number) =>
      moveObjects({ size: own, objects: mine }, [motionOf(operation)!], () => never(), { ...keep, minVisibility });
    const [xs, ys] = [seen.map((p) => p % own.width), seen.map((p) => Math.floor(p / own.width))];
    const { left, top, right, bottom } = mine[1]!.box!;
    expect(all(0).objects.find((o) => o.class === 'box')!.box).toEqual({
      left: Math.max(left, Math.min(...xs)),
      top: Math.max(top, Math.min(...ys)),
      right: Math.min(right, Math.max(...xs) + 1),
      bottom: Math.min(bottom, Math.max(...ys) + 1),
    });
    const dropped = `box 2: ${Math.floor(share * 100)} % visible`;
    expect(all(share + 1e-6).dropped).toContain(dropped);
    expect(all(share - 1e-6).dropped).not.toContain(dropped);
  });
});

const row = (list: ArrayLike<number>): string => Array.prototype.join.call(list, '');
const never = (): never => {
  throw new Error('nobody is mixed in');
};
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

describe('what is covered', () => {
  const piece = (polygon: Polygon): Copy => {
    const from = cutOutOf({ ...base, polygons: [polygon] });
    const matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;
    return { kind: 'copy', partner: 'b.png', sigma: 0, pieces: [{ from, matrix, shape: from.shape(matrix, own) }] };
  };
  const under = (object: Partial<ObjectLabel>, polygon: Polygon) =>
    moveObjects(
      { size: own, objects: [{ ...base, ...object }] },
      [motionOf(piece(polygon))!],
      () => never(),
      keep,
    ).objects.filter((o) => o.partner === undefined)[0];
  const cover = cornersOf({ left: 40, top: 0, right: 70, bottom: 50 });

  it('hides keypoints below, and no others', () => {
    const keypoints = [
      { x: 50, y: 20, visible: 2 },
      { x: 50.5, y: 20, visible: 1 },
      { x: 0, y: 0, visible: 0 },
      { x: 39.9, y: 20, visible: 2 },
    ] as const;
    expect(under({ keypoints }, cover)!.keypoints!.map((k) => k.visible)).toEqual([1, 1, 0, 2]);
    expect(under({ keypoints: keypoints.slice(2) }, cover)).toMatchObject({ changed: false });
  });

  it('keeps an oriented box along its own sides', () => {
    const quad: Polygon = [
      [20, 20],
      [80, 20],
      [80, 40],
      [20, 40],
    ];
    expect(under({ quad }, cornersOf({ left: 60, top: 0, right: 99, bottom: 99 }))!.quad).toEqual([
      [20, 20],
      [60, 20],
      [60, 40],
      [20, 40],
    ]);
    expect(under({ quad }, cover)!.quad).toEqual(quad); // it is seen on both sides
  });

  it('leaves a polygon as it was where nothing covers it', () => {
    expect(under({ polygons: [star] }, cornersOf({ left: 100, top: 0, right: 119, bottom: 89 }))).toMatchObject({
      polygons: [star],
      changed: false,
    });
  });

  it('cuts a polygon in two, and a hole out of its middle', () => {
    const slab = cornersOf({ left: 10, top: 10, right: 100, bottom: 40 });
    expect(under({ polygons: [slab] }, cover)!.polygons).toEqual([
      [
        [40, 10],
        [40, 40],
        [10, 40],
        [10, 10],
      ],
      [
        [100, 10],
        [100, 40],
        [70, 40],
        [70, 10],
      ],
    ]);
    const [holed, ...more] = under({ polygons: [slab] }, cornersOf({ left: 40, top: 20, right: 60, bottom: 30 }))!
      .polygons!;
    expect(more).toEqual([]);
    expect(areaOfAll([holed!])).toBe(90 * 30 - 20 * 10);
  });

  it('drops what can’t be seen any more', () => {
    expect(under({ box: { left: 45, top: 5, right: 60, bottom: 30 } }, cover)).toBeUndefined();
    expect(under({ polygons: [cornersOf({ left: 45, top: 5, right: 60, bottom: 30 })] }, cover)).toBeUndefined();
  });
});

describe('outlines of pixels', () => {
  it.each([1, 2, 3, 4, 5])('are filled to the very pixels again, holes and corners too (%i)', (key) => {
    const random = randomFor('pixels', key);
    const bits = Array.from({ length: 14 * 11 }, () => random.uniform() < 0.2 + 0.12 * key);
    const patch = patchWhere({ left: 3, top: 2, right: 17, bottom: 13 }, (x, y) => bits[(y - 2) * 14 + x - 3]!);
    const outlines = traced(patch);
    expect([...rasterise(outlines, own).data]).toEqual([...rasterOfPatch(patch)]);
    expect(outlinePatch(outlines).data.reduce((a, b) => a + b, 0)).toBe(bits.filter(Boolean).length);
    expect(areaOfAll(outlines)).toBe(bits.filter(Boolean).length);
  });

  const rasterOfPatch = ({ box, data }: ReturnType<typeof patchWhere>): Uint8Array =>
    Uint8Array.from({ length: own.width * own.height }, (_, p) => {
      const [x, y] = [(p % own.width) - box.left, Math.floor(p / own.width) - box.top];
      const wide = box.right - box.left;
      return x >= 0 && y >= 0 && x < wide && y < box.bottom - box.top ? data[y * wide + x]! : 0;
    });
});

it('never mirrors what means something else then, and keeps every object within the picture', () => {
  const step = draw(transformOf('image.copyPaste'), { count: [30, 30], scale: [4, 4] }, 1);
  const one = { ...cutOutOf(theirs[0]!), mirrors: false };
  const cutOuts = Array.from({ length: 30 }, () => one);
  const [operation] = operationsOf(imageCatalogue, [step], own, { boxes: () => [], cutOuts: () => cutOuts });
  for (const { matrix, shape } of (operation as Copy).pieces) {
    expect(matrix[0]).toBeGreaterThan(0);
    const { bounds } = one;
    const [[left, top], [right, bottom]] = [
      move(matrix, [bounds.left, bounds.top]),
      move(matrix, [bounds.right, bounds.bottom]),
    ];
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(-1e-9);
    expect(right).toBeLessThanOrEqual(own.width + 1e-9);
    expect(bottom).toBeLessThanOrEqual(own.height + 1e-9);
    expect(bitmapBounds(shape)).toBeDefined();
  }
});
