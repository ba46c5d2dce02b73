import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decode } from 'fast-png';
import { XMLParser } from 'fast-xml-parser';
import { expect } from 'vitest';

/** What loaders of each format check, over a dataset on disk. Each throws where its loader would complain or drop. */

/** Width and height of a PNG. */
export const sizeOf = (path: string) => {
  const { width, height } = decode(readFileSync(path));
  return { width, height };
};
const pictures = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (f) => /\.png$/.test(f) && !basename(f).startsWith('.'),
  );

/** Ultralytics' verify_image_label: columns, classes, places, repeated rows; missing or empty files are background. */
export function ultralytics(folder: string, columns: number | 'segments', classes: number): number {
  let rows = 0;
  for (const picture of pictures(folder)) {
    const image = join(folder, picture);
    const { width, height } = sizeOf(image);
    expect(Math.min(width, height), image).toBeGreaterThanOrEqual(10);
    const at = image.lastIndexOf('/images/');
    const label = `${image.slice(0, at)}/labels/${image.slice(at + 8)}`.replace(/\.png$/, '.txt');
    if (!existsSync(label)) continue;
    const lines = readFileSync(label, 'utf8')
      .trim()
      .split('\n')
      .filter((l) => l !== '');
    expect(new Set(lines).size, label).toBe(lines.length);
    for (const line of lines) {
      const cells = line.split(/\s+/).map(Number);
      rows++;
      if (columns === 'segments') expect(cells.length >= 7 && cells.length % 2 === 1, line).toBe(true);
      else expect(cells.length, line).toBe(columns);
      expect(Number.isInteger(cells[0]) && cells[0]! >= 0 && cells[0]! < classes, line).toBe(true);
      for (const [i, value] of cells.slice(1).entries()) {
        const isVisibility = typeof columns === 'number' && columns > 9 && i >= 4 && (i - 4) % 3 === 2;
        expect(value >= 0 && value <= (isVisibility ? 2 : 1), line).toBe(true);
      }
    }
  }
  return rows;
}

interface Coco {
  readonly images: readonly { id: number; file_name: string; width: number; height: number }[];
  readonly annotations: readonly {
    id: number;
    image_id: number;
    category_id: number;
    bbox: readonly [number, number, number, number];
    area: number;
    segmentation: readonly (readonly number[])[] | { size: readonly number[]; counts: readonly number[] | string };
    keypoints?: readonly number[];
    num_keypoints?: number;
  }[];
  readonly categories: readonly { id: number; keypoints?: readonly string[] }[];
}

/** pycocotools: an index by id; sizes that are the pictures' own; polygons of three points; runs that fill the picture. */
export function pycocotools(file: string, folder: string): Coco {
  const coco: Coco = JSON.parse(readFileSync(file, 'utf8'));
  const images = new Map(coco.images.map((image) => [image.id, image]));
  expect(images.size).toBe(coco.images.length);
  expect(new Set(coco.annotations.map((a) => a.id)).size).toBe(coco.annotations.length);
  const categories = new Map(coco.categories.map((c) => [c.id, c]));
  for (const { file_name, width, height } of coco.images)
    expect(sizeOf(join(folder, file_name))).toEqual({ width, height });
  for (const { image_id, category_id, bbox, segmentation, keypoints, num_keypoints } of coco.annotations) {
    const { width, height } = images.get(image_id)!;
    const [x, y, w, h] = bbox;
    expect(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= width + 0.02 && y + h <= height + 0.02, `${bbox}`).toBe(true);
    if (Array.isArray(segmentation))
      for (const p of segmentation) expect(p.length >= 6 && p.length % 2 === 0).toBe(true);
    else if ('counts' in segmentation) {
      expect(segmentation.size).toEqual([height, width]);
      if (Array.isArray(segmentation.counts)) {
        expect(segmentation.counts.reduce((sum, run) => sum + run, 0)).toBe(width * height);
      }
    }
    if (!keypoints) continue;
    expect(keypoints).toHaveLength(3 * categories.get(category_id)!.keypoints!.length);
    expect(keypoints.filter((v, i) => i % 3 === 2 && v > 0)).toHaveLength(num_keypoints!);
    for (let i = 0; i < keypoints.length; i += 3) {
      if (keypoints[i + 2] === 0) expect(keypoints.slice(i, i + 3)).toEqual([0, 0, 0]);
    }
  }
  return coco;
}

/** torchvision's VOCDetection: each stem of a list has its picture and its file, whose boxes lie in the picture. */
export function voc(root: string, stems: readonly string[]): void {
  const parser = new XMLParser({ isArray: (name) => name === 'object' });
  for (const stem of stems) {
    const { annotation } = parser.parse(readFileSync(join(root, 'Annotations', `${stem}.xml`), 'utf8'));
    const { width, height } = sizeOf(join(root, 'JPEGImages', annotation.filename));
    expect(annotation.filename).toBe(`${stem}.png`);
    expect(annotation.path).toBeUndefined();
    expect([annotation.size.width, annotation.size.height]).toEqual([width, height]);
    for (const { bndbox, pose } of annotation.object ?? []) {
      const { xmin, ymin, xmax, ymax } = bndbox;
      expect([xmin, ymin, xmax, ymax].every(Number.isInteger)).toBe(true);
      expect(xmin >= 0 && ymin >= 0 && xmin < xmax && ymin < ymax && xmax <= width && ymax <= height).toBe(true);
      expect(pose).toBe('Left');
    }
  }
}

/** Hugging Face's imagefolder with metadata: every picture has its row, every row its picture, all rows the same types. */
export function huggingFace(folder: string, rows: readonly Readonly<Record<string, unknown>>[]): void {
  expect(rows.map((r) => r.file_name).sort()).toEqual([...pictures(folder)].sort());
  const typesOf = (row: Readonly<Record<string, unknown>>) =>
    Object.entries(row).map(([key, v]) => `${key}: ${typeof v}`);
  for (const row of rows) expect(typesOf(row)).toEqual(typesOf(rows[0]!));
}

/** torchvision's ImageFolder: class folders with pictures in them, and nothing that is a folder beside them. */
export function imageFolder(root: string): readonly string[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((e) => e.isDirectory());
  for (const { name } of folders) expect(pictures(join(root, name)).length, name).toBeGreaterThan(0);
  return folders.map((e) => e.name).sort();
}

/** A mask of the picture's size, in the mode of its source, with no other values than it and `ignored`. */
export function maskOf(picture: string, mask: string, source: string, ignored: number): void {
  const [made, was] = [decode(readFileSync(mask)), decode(readFileSync(source))];
  expect({ width: made.width, height: made.height }, `${dirname(mask)}`).toEqual(sizeOf(picture));
  expect([made.depth, made.channels, made.palette]).toEqual([was.depth, was.channels, was.palette]);
  const ids = new Set([...was.data, ignored]);
  expect([...new Set(made.data)].filter((id) => !ids.has(id))).toEqual([]);
}
