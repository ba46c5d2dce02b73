import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { expect, it, vi } from 'vitest';
import { planRun } from '../../../src/core/plan';
import type { Step } from '../../../src/core/recipe';
import { openDataset } from '../../../src/engine/scan';
import { catalogue } from '../../../src/transforms';
import { choice, makeRecipe } from '../dataset/make';
import { dataset, height, width } from './fixtures';
import { pycocotools, ultralytics, voc } from './loaders';
import { run, yolo } from './run';

vi.setConfig({ testTimeout: 60_000 });

const pasting: readonly Step[] = [{ transform: 'image.copyPaste', count: [1, 3] }];
const small = { ...pasting[0]!, scale: [0.3, 0.5] } as Step;

it('YOLO outlines load with Ultralytics’ rules, the pasted ones too', async () => {
  const { out, lines, read } = await run(yolo('0 0.1 0.1 0.45 0.12 0.4 0.5\n1 0.5 0.5 0.9 0.55 0.8 0.95 0.55 0.9\n'), [
    small,
  ]);
  ultralytics(join(out, 'images'), 'segments', 2);
  const pasted = lines.filter((line) => line.partners);
  expect(pasted.length).toBe(lines.length);
  for (const line of pasted) {
    expect(line.partners![0]!.weight).toBe(1);
    expect(line.partners![0]!.source).not.toMatch(/val|c\.png/); // neither evaluated nor empty
    expect(read(line.sidecars![0]!.path).trim().split('\n').length).toBe(line.labels.length > 0 ? rowsOf(line) : 0);
  }
  // own objects, and those that came, less those that are hidden
  function rowsOf({ source, dropped = [], steps }: (typeof lines)[number]): number {
    const came = (steps[0]!.drawn.objects as readonly unknown[]).length;
    const own = source.includes('c.png') ? 0 : 2;
    return own + Math.min(2, came) - dropped.filter((words) => /visible/.test(words)).length;
  }
});

const runs = (left: number, top: number, w: number, h: number): readonly number[] => {
  const counts = [left * height + top];
  for (let i = 0; i < w; i++) counts.push(h, i < w - 1 ? height - h : height - h - top + (width - left - w) * height);
  return counts;
};

it('COCO polygons, runs and keypoints load with pycocotools’ rules; crowds are cut out by nobody', async () => {
  const entry = (id: number, image_id: number, more: object) => ({ id, image_id, category_id: 1, iscrowd: 0, ...more });
  const polygon = { bbox: [5, 5, 20, 15], area: 300, segmentation: [[5, 5, 25, 5, 25, 20, 5, 20]] };
  const mask = {
    bbox: [30, 10, 12, 20],
    area: 240,
    segmentation: { size: [height, width], counts: runs(30, 10, 12, 20) },
  };
  const points = { keypoints: [8, 8, 2, 20, 15, 2], num_keypoints: 2 };
  const file = {
    images: ['a', 'b'].map((name, i) => ({ id: i, file_name: `${name}.png`, width, height })),
    annotations: [
      entry(1, 0, { ...polygon, ...points }),
      entry(2, 1, { ...mask, keypoints: [0, 0, 0, 35, 12, 2], num_keypoints: 1 }),
      entry(3, 1, { ...mask, iscrowd: 1, keypoints: [0, 0, 0, 0, 0, 0], num_keypoints: 0 }),
    ],
    categories: [{ id: 1, name: 'thing', keypoints: ['left_end', 'right_end'] }],
  };
  const { out, lines } = await run({ 'images/a.png': 1, 'images/b.png': 2, 'annotations.json': JSON.stringify(file) }, [
    small,
  ]);
  const coco = pycocotools(join(out, 'annotations.json'), join(out, 'images'));
  expect(lines).toHaveLength(6);
  for (const { output, source, dropped = [] } of lines) {
    const image = coco.images.find(({ file_name }) => output.endsWith(file_name))!;
    const own = source.endsWith('a.png') ? 1 : 2;
    const kept = coco.annotations.filter(({ image_id }) => image_id === image.id).length;
    expect(kept).toBe(own + 1 - dropped.filter((words) => /visible/.test(words)).length);
  }
});

const square = (value: number, left: number, top: number, side: number, other = 0) =>
  Uint8Array.from({ length: width * height }, (_, p) => {
    const [x, y] = [p % width, Math.floor(p / width)];
    return x >= left && x < left + side && y >= top && y < top + side ? value : x < 6 && y < 6 ? other : 0;
  });
const png = (data: Uint8Array) => encode({ width, height, channels: 1, depth: 8, data });
const valuesOf = (path: string) => new Set(decode(readFileSync(path)).data);

it('masks of classes take the class along; masks of objects give each a number of its own', async () => {
  const masks = { 'masks/a.png': png(square(7, 10, 10, 16)), 'masks/b.png': png(square(9, 20, 14, 12)) };
  const { out, lines } = await run({ 'images/a.png': 1, 'images/b.png': 2, ...masks }, [small]);
  for (const { output } of lines) {
    const mask = join(out, output.replace('images', 'masks'));
    expect(valuesOf(mask)).toEqual(new Set([0, 7, 9]));
    expect(decode(readFileSync(mask))).toMatchObject({ width, height, depth: 8, channels: 1 });
  }
  const numbered = {
    'JPEGImages/a.png': 1,
    'JPEGImages/b.png': 2,
    'SegmentationObject/a.png': png(square(1, 10, 10, 16, 2)),
    'SegmentationObject/b.png': png(square(1, 30, 20, 12)),
    'Annotations/a.xml': annotation('a', 10, 10, 16),
    'Annotations/b.xml': annotation('b', 30, 20, 12),
  };
  const objects = await run(numbered, [small]);
  expect(objects.lines).toHaveLength(6);
  for (const { output, source, dropped = [] } of objects.lines) {
    const own = source.endsWith('a.png') ? 2 : 1;
    const came = source.endsWith('a.png') ? 1 : 2;
    const found = [...valuesOf(join(objects.out, output.replace('JPEGImages', 'SegmentationObject')))].filter(
      (v) => v > 0,
    );
    expect(Math.max(...found)).toBeLessThanOrEqual(own + came);
    expect(Math.max(...found)).toBeGreaterThan(own);
    const xml = objects.read(output.replace('JPEGImages', 'Annotations').replace('.png', '.xml'));
    const boxes = xml.match(/<object>/g)?.length ?? 0;
    expect(boxes).toBeGreaterThanOrEqual(1);
    expect(boxes).toBeLessThanOrEqual(2 - dropped.length);
  }
  voc(
    objects.out,
    objects.lines.map(({ output }) => output.slice('JPEGImages/'.length, -'.png'.length)),
  );
});

const annotation = (name: string, left: number, top: number, side: number): string =>
  `<annotation><filename>${name}.png</filename><size><width>${width}</width><height>${height}</height><depth>3</depth></size><object><name>thing</name><pose>Left</pose><bndbox><xmin>${left}</xmin><ymin>${top}</ymin><xmax>${left + side}</xmax><ymax>${top + side}</ymax></bndbox></object></annotation>`;

it('is refused with the reason where no label says an edge', async () => {
  const boxes = (await openDataset([dataset(yolo('0 0.5 0.5 0.2 0.2\n'))])).index;
  const bare = (await openDataset([dataset({ 'a.png': 1, 'b.png': 2 })])).index;
  const reason = (index: typeof boxes) => planRun(index, makeRecipe(pasting), catalogue, choice).refusal?.reason;
  expect(reason(boxes)).toBe(
    'Copy-paste can’t be used here: objects are cut out by polygons or masks, and YOLO boxes say no edges. Remove the step, or switch it off.',
  );
  expect(reason(bare)).toMatch(/and there are no such labels\./);
});
