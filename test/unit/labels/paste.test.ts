import { describe, expect, it } from 'vitest';
import type { Size } from '../../../src/core/geometry';
import type { Raster } from '../../../src/core/image';
import { motionOf } from '../../../src/core/motions';
import { moveObjects } from '../../../src/core/move-objects';
import type { Polygon } from '../../../src/core/objects';
import { fuse } from '../../../src/engine/image/fuse';
import { operationsOf } from '../../../src/engine/image/program';
import { imageCatalogue } from '../../../src/transforms';
import { apply, draw, transformOf } from '../image/pictures';
import { rasterise, worstMiss } from './brute-force';

const own: Size = { width: 120, height: 90 };
const other: Size = { width: 100, height: 140 };
const base = { class: 'thing', number: 1, record: undefined };
/** Outlines without thin ends, which fade when they are resampled. */
const slab: Polygon = [
  [28, 18],
  [88, 28],
  [98, 72],
  [38, 78],
];
const block: Polygon = [
  [20, 30],
  [80, 24],
  [90, 100],
  [30, 112],
];

/** A picture of three colours in which the object is one of them. */
function painted(polygon: Polygon, size: Size, channel: number): Raster {
  const shape = rasterise([polygon], size);
  const data = new Uint8Array(shape.data.length * 3);
  for (const [p, value] of shape.data.entries()) data[p * 3 + channel] = value * 255;
  return { ...size, channels: 3, data };
}

const seen = ({ width, height, data }: Raster, channel: number): Raster => ({
  width,
  height,
  channels: 1,
  data: Uint8Array.from({ length: width * height }, (_, p) => (data[p * 3 + channel]! > 127 ? 1 : 0)),
});

const black = { border: 'constant', fill: [0, 0, 0] };
const values: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'image.rotate': black,
  'image.affine': black,
  'image.crop': { scale: [0.8, 0.9] }, // enlarged further, the steps of painted edges would be seen
};

describe.each([
  ['image.cutmix'],
  ['image.mosaic'],
  ['image.rotate', 'image.mosaic', 'image.affine'],
  ['image.cutmix', 'image.crop', 'image.flip'],
])('objects of both pictures lie where their pixels lie: %s %s %s', (...ids) => {
  it.each([1, 2, 3, 4])('(%i)', async (key) => {
    const steps = ids.filter(Boolean).map((id, i) => draw(transformOf(id), values[id], key * 10 + i));
    const picture = await apply(painted(slab, own, 0), steps, painted(block, other, 1));
    const motions = fuse(operationsOf(imageCatalogue, steps, own), own).flatMap((pass) =>
      pass.kind === 'tone' || pass.kind === 'colors' ? [] : (motionOf(pass) ?? []),
    );
    const of = (size: Size, polygon: Polygon) => ({ size, objects: [{ ...base, polygons: [polygon] }] });
    const { objects } = moveObjects(of(own, slab), motions, () => of(other, block), {
      minVisibility: 0,
      rename: (name) => name,
    });
    const shapes = (isPartner: boolean) =>
      objects.filter((o) => (o.partner !== undefined) === isPartner).flatMap((o) => o.polygons!);
    expect(worstMiss(seen(picture, 0), rasterise(shapes(false), picture))).toBeLessThan(1);
    expect(worstMiss(seen(picture, 1), rasterise(shapes(true), picture))).toBeLessThan(1);
    expect(shapes(true).length).toBeGreaterThan(0);
  });
});
