import { describe, expect, it } from 'vitest';
import { bitmapOf, bitsOf } from '../../../src/core/bitmap';
import { sourceOf } from '../../../src/core/displacement';
import type { DrawnStep } from '../../../src/core/draw';
import { invert, move, type Point, type Size } from '../../../src/core/geometry';
import type { Box, ImageOperation, Raster } from '../../../src/core/image';
import { motionOf } from '../../../src/core/motions';
import { moveObjects } from '../../../src/core/move-objects';
import type { MovedObject, ObjectLabel, Polygon } from '../../../src/core/objects';
import { boundsOf } from '../../../src/core/polygons';
import { fuse, type Pass } from '../../../src/engine/image/fuse';
import { warpNearest } from '../../../src/engine/image/nearest';
import { operationsOf } from '../../../src/engine/image/program';
import { imageCatalogue } from '../../../src/transforms';
import { draw, transformOf } from '../image/pictures';
import { inside, rasterise, rasterOf, star, worstMiss } from './brute-force';

const size: Size = { width: 120, height: 90 };
const base = { class: 'thing', number: 1, record: undefined };
const keep = { minVisibility: 0, rename: (name: string) => name };

const tilted: Polygon = [
  [40, 20],
  [85, 35],
  [77, 59],
  [32, 44],
];
const box: Box = { left: 30, top: 22, right: 88, bottom: 70 };

/** Steps, one of each transform that moves pixels, and some after each other. */
const moving = [...imageCatalogue.values()].filter((t) => stepsMove([draw(t)]) && !t.mixes).map((t) => t.id as string);
const chains = [
  ['image.rotate', 'image.crop'],
  ['image.flip', 'image.perspective', 'image.pad'],
  ['image.crop', 'image.affine', 'image.flip'],
  ['image.elastic', 'image.rotate', 'image.elastic'],
].map((ids) => ids.join(' > '));

function stepsMove(steps: readonly DrawnStep[]): boolean {
  return operationsOf(imageCatalogue, steps, size).some((operation) => motionOf(operation));
}

const passesOf = (ids: string, key: number): readonly Pass[] => {
  const steps = ids.split(' > ').map((id, i) => draw(transformOf(id), {}, key * 10 + i));
  return fuse(operationsOf(imageCatalogue, steps, size), size);
};
const operationsIn = (passes: readonly Pass[]): readonly ImageOperation[] =>
  passes.filter((p) => p.kind !== 'tone' && p.kind !== 'colors');

function moved(object: Partial<ObjectLabel>, passes: readonly Pass[]): MovedObject | undefined {
  const motions = operationsIn(passes).flatMap((operation) => motionOf(operation) ?? []);
  const own = { size, objects: [{ ...base, ...object }] };
  return moveObjects(own, motions, () => own, keep).objects[0];
}

/** Every pixel of the outcome looked up where it comes from, pass by pass; nothing is seen beyond a frame. */
function warpedShape(polygon: Polygon, passes: readonly Pass[]): Raster {
  const back: ((p: Point) => Point | undefined)[] = [];
  let frame: Size = size;
  for (const operation of operationsIn(passes)) {
    const from = frame;
    if (operation.kind === 'geometry') {
      const inverse = invert(operation.matrix);
      const ahead = (p: Point) => inverse[6] * p[0] + inverse[7] * p[1] + inverse[8] > 0;
      back.push((p) => (ahead(p) ? within(move(inverse, p), from) : undefined));
      frame = operation.size;
    } else if (operation.kind === 'displace') {
      back.push((p) => within(sourceOf(operation, from, p), from));
    }
  }
  return rasterOf(frame, (p) => {
    const source = back.reduceRight<Point | undefined>((at, step) => at && step(at), p);
    return source !== undefined && inside(polygon, source);
  });
}

const within = (p: Point, { width, height }: Size): Point | undefined =>
  p[0] >= 0 && p[1] >= 0 && p[0] <= width && p[1] <= height ? p : undefined;

/** The raster through the same passes, nothing beyond its edges. */
const warped = (raster: Raster, passes: readonly Pass[]): Raster =>
  operationsIn(passes).reduce<Raster>(
    (r, o) => (o.kind === 'geometry' || o.kind === 'displace' ? warpNearest(r, { ...o, border: 'constant' }, [0]) : r),
    raster,
  );

describe('labels against brute force', () => {
  it('finds the steps that move', () => expect(moving.length).toBeGreaterThan(6));

  describe.each([...moving, ...chains])('%s', (ids) => {
    const keys = [1, 2, 3];

    it.each(keys)('a polygon lies where its pixels lie, within a pixel (%i)', (key) => {
      const passes = passesOf(ids, key);
      const pixels = warpedShape(star, passes);
      expect(worstMiss(pixels, rasterise(moved({ polygons: [star] }, passes)?.polygons ?? [], pixels))).toBeLessThan(1);
    });

    it.each(keys)('an oriented box keeps its corners, and lies where its pixels lie (%i)', (key) => {
      const passes = passesOf(ids, key);
      const pixels = warpedShape(tilted, passes);
      const after = moved({ quad: tilted }, passes);
      if (!after) return expect(pixels.data.some((v) => v === 1)).toBe(false);
      expect(after.quad).toHaveLength(4);
      const bent = passes.some((p) => p.kind === 'displace'); // four corners can't bend
      if (!after.cut && !bent) expect(worstMiss(pixels, rasterise([after.quad!], pixels))).toBeLessThan(1);
    });

    it.each(keys)('a box is the hull of its corners, in the frame, and holds all of its pixels (%i)', (key) => {
      const passes = passesOf(ids, key);
      const { left, top, right, bottom } = box;
      const outline: Polygon = [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ];
      const pixels = warpedShape(outline, passes);
      const seen: Point[] = [];
      for (let p = 0; p < pixels.data.length; p++) {
        if (pixels.data[p] === 1) seen.push([p % pixels.width, Math.floor(p / pixels.width)]);
      }
      const after = moved({ box }, passes)?.box;
      const hull = boundsOf(seen);
      if (!hull || !after) return expect(hull).toBeUndefined();
      const edges = (b: Box) => [b.left, b.top, b.right, b.bottom];
      const outside = [
        after.left - hull.left,
        after.top - hull.top,
        hull.right + 1 - after.right,
        hull.bottom + 1 - after.bottom,
      ];
      expect(Math.max(...outside)).toBeLessThan(1); // of every side, no pixel lies further out
      const motions = operationsIn(passes).flatMap((o) => motionOf(o) ?? []);
      const corners = moveObjects(
        { size, objects: [{ ...base, polygons: [outline] }] },
        motions,
        () => ({ size, objects: [] }),
        keep,
      );
      const whole = corners.objects[0]!;
      if (!whole.cut)
        expect(edges(after)).toEqual(edges(boundsOf(whole.polygons!.flat())!).map((v) => expect.closeTo(v, 6)));
    });

    it.each(keys)(
      'a mask of runs is what its picture is (%i)',
      (key) => {
        const passes = passesOf(ids, key);
        const source = rasterise([star], size);
        const columns = (r: Raster) =>
          Uint8Array.from(r.data, (_, i) => r.data[(i % r.height) * r.width + Math.floor(i / r.height)]!);
        const pixels = warped(source, passes);
        const mask = moved({ mask: bitmapOf(columns(source), size) }, passes)?.mask;
        const expected = columns(pixels);
        const bits = mask ? bitsOf(mask) : new Uint8Array(expected.length);
        const differing = bits.reduce((n, v, i) => n + (v === expected[i] ? 0 : 1), 0);
        expect(differing).toBeLessThanOrEqual(3); // centres that land on the border of two pixels
      },
      20_000,
    );
  });
});
