import { describe, expect, it } from 'vitest';
import { bitmapOf, bitsOf, moveBitmap } from '../../../src/core/bitmap';
import type { Polygon } from '../../../src/core/objects';
import { matrixMap } from '../../../src/core/plane-map';
import { areaOf, areaOfAll, clipTo, cutOut, fourCorners, joinParts } from '../../../src/core/polygons';
import { bitmapOfRle, rleOfBitmap } from '../../../src/formats/coco/rle';

const square: Polygon = [
  [10, 10],
  [30, 10],
  [30, 30],
  [10, 30],
];

describe('outlines', () => {
  it('are clipped, and cut out of', () => {
    expect(areaOf(clipTo(square, { left: 20, top: 0, right: 50, bottom: 25 }))).toBe(150);
    expect(areaOfAll(cutOut(square, { left: 15, top: 15, right: 25, bottom: 25 }))).toBe(300);
    expect(cutOut(square, { left: 40, top: 0, right: 50, bottom: 50 })).toEqual([square]);
  });
  it('are brought to four corners with the least loss', () => {
    const five: Polygon = [
      [0, 0],
      [10, 0],
      [10, 9],
      [9, 10],
      [0, 10],
    ];
    expect(fourCorners(five)).toHaveLength(4);
    expect(areaOf(fourCorners(five)!)).toBe(95); // 99.5, and half of 9 × 1 less
    expect(
      areaOf(
        fourCorners([
          [0, 0],
          [10, 0],
          [0, 10],
        ])!,
      ),
    ).toBe(50);
  });
  it('are joined over the shortest way', () => {
    const second: Polygon = square.map(([x, y]) => [x + 25, y]);
    expect(areaOf(joinParts([square, second]))).toBe(800);
  });
});

describe('masks as runs', () => {
  it('read and write the packed text', () => {
    // 10: ":"; 20: 20 and more "d", 0 "0"; 30 alike "n0"; 5 - 20 = -15: 17 with its sign bit "A"
    const rle = { size: [13, 5], counts: ':d0n0A' } as const;
    expect(bitmapOfRle(rle)).toEqual({ width: 5, height: 13, runs: [10, 20, 30, 5] });
    expect(rleOfBitmap(bitmapOfRle(rle), rle)).toEqual(rle);
    for (const seed of [1, 2, 3]) {
      const bits = Uint8Array.from({ length: 70 * 900 }, (_, i) => (Math.imul(i >> (seed * 3), 2654435761) >>> 31) & 1);
      const bitmap = bitmapOf(bits, { width: 70, height: 900 });
      const packed = rleOfBitmap(bitmap, { size: [900, 70], counts: '' });
      expect(bitmapOfRle(packed)).toEqual(bitmap);
      expect(bitsOf(bitmap)).toEqual(bits);
    }
  });
  it('say how much of them is left', () => {
    const bits = new Uint8Array(100).fill(1, 20, 60); // columns 2 to 5 of 10
    const bitmap = bitmapOf(bits, { width: 10, height: 10 });
    const left = moveBitmap(bitmap, matrixMap([1, 0, -3, 0, 1, 0, 0, 0, 1], { width: 10, height: 10 }));
    expect([left.share, left.bitmap.runs]).toEqual([0.75, [0, 30, 70]]);
  });
});
