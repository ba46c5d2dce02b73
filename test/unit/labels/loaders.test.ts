import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { encode } from 'fast-png';
import sharp from 'sharp';
import { extract } from 'tar-stream';
import { expect, it, vi } from 'vitest';
import { recordNames, type VariantLine } from '../../../src/core/manifest';
import type { Step } from '../../../src/core/recipe';
import { aborted } from '../../../src/engine/calls';
import type { Pool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { streamRecipe } from '../../../src/engine/stream';
import { makeTile } from '../../../src/engine/tile';
import { undoRun } from '../../../src/engine/undo';
import type { ImageTile } from '../../../src/protocol';
import { choice, makeRecipe } from '../dataset/make';
import { filesBelow } from '../run/datasets';
import { dataset, height, width } from './fixtures';
import { inProcess } from './in-process';
import { huggingFace, imageFolder, maskOf, pycocotools, ultralytics, voc } from './loaders';

vi.setConfig({ testTimeout: 60_000 });

const steps: readonly Step[] = [
  { transform: 'image.flip', probability: 0.5 },
  { transform: 'image.rotate', degrees: [-30, 30], border: 'constant' },
  { transform: 'image.crop', scale: [0.4, 0.8], resize: 'none' },
  { transform: 'image.noise' },
];
const mosaic: readonly Step[] = [...steps, { transform: 'image.mosaic' }];

async function run(files: Parameters<typeof dataset>[0], recipeSteps = steps) {
  const root = dataset(files);
  const result = await runRecipe(await openDataset([root]), makeRecipe(recipeSteps, { variants: 3 }), choice, {
    pool: inProcess,
  });
  expect(result.failed).toEqual([]);
  const manifest = readFileSync(join(result.out, '.augment-manifest.jsonl'), 'utf8').trimEnd().split('\n');
  const lines = manifest.map((line) => JSON.parse(line)).filter((line): line is VariantLine => 'output' in line);
  const read = (path: string) => readFileSync(join(result.out, path), 'utf8');
  return { root, out: result.out, lines, read };
}

const config = 'path: .\ntrain: images/train\nval: images/val\nnames: [cat, dog]\n';
const yolo = (rows: string, more = '') => ({
  'data.yaml': config + more,
  'images/train/a.png': 1,
  'images/train/b.png': 2,
  'images/train/c.png': 3,
  'images/train/d.png': 4,
  'images/val/e.png': 5,
  'labels/train/a.txt': rows,
  'labels/train/b.txt': rows,
  'labels/train/c.txt': '',
  'labels/train/d.txt': rows,
  'labels/val/e.txt': rows,
});

it.each<readonly [string, string, string, number | 'segments']>([
  ['boxes', '0 0.5 0.5 0.4 0.4\n1 0.2 0.3 0.25 0.300001\n', '', 5],
  ['segments', '0 0.1 0.1 0.6 0.2 0.5 0.9\n1 0.5 0.5 0.9 0.5 0.9 0.9 0.7 0.95 0.5 0.9\n', '', 'segments'],
  ['oriented boxes', '0 0.2 0.2 0.6 0.3 0.55 0.7 0.15 0.6\n', '', 9],
  ['pose', '0 0.5 0.5 0.4 0.4 0.4 0.4 2 0.6 0.4 1 0 0 0\n', 'kpt_shape: [3, 3]\nflip_idx: [1, 0, 2]\n', 14],
])('YOLO %s load in Ultralytics', async (_, rows, more, columns) => {
  for (const recipe of [steps, mosaic]) {
    const { out, lines } = await run(yolo(rows, more), recipe);
    expect(lines).toHaveLength(12);
    expect(ultralytics(join(out, 'images/train'), columns, 2)).toBeGreaterThan(8);
    expect(ultralytics(join(out, 'images/val'), columns, 2)).toBe(rows.trim().split('\n').length);
  }
});

it('COCO loads in pycocotools, with ids that go on from the largest', async () => {
  const { out, root, read } = await run({
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
  });
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
});

const object = (name: string, xmin: number, ymin: number, xmax: number, ymax: number) =>
  `\t<object>\n\t\t<name>${name}</name>\n\t\t<pose>Left</pose>\n\t\t<truncated>0</truncated>\n\t\t<mine x="1">kept</mine>\n\t\t<bndbox>\n\t\t\t<xmin>${xmin}</xmin>\n\t\t\t<ymin>${ymin}</ymin>\n\t\t\t<xmax>${xmax}</xmax>\n\t\t\t<ymax>${ymax}</ymax>\n\t\t</bndbox>\n\t</object>\n`;
const annotation = (stem: string) =>
  `<annotation>\n\t<filename>${stem}.png</filename>\n\t<path>/home/me/${stem}.png</path>\n\t<size>\n\t\t<width>${width}</width>\n\t\t<height>${height}</height>\n\t\t<depth>3</depth>\n\t</size>\n${object('cat', 5, 6, 40, 40)}${object('dog', 30, 20, 60, 45)}${object('flat', 9, 9, 9, 20)}</annotation>\n`;

it('Pascal VOC loads, and new stems stand in train and trainval alone', async () => {
  const { lines, out, read } = await run({
    ...Object.fromEntries(['a', 'b', 'v'].map((stem, i) => [`JPEGImages/${stem}.png`, i])),
    ...Object.fromEntries(['a', 'b', 'v'].map((stem) => [`Annotations/${stem}.xml`, annotation(stem)])),
    'ImageSets/Main/train.txt': 'a\nb\n',
    'ImageSets/Main/val.txt': 'v\n',
    'ImageSets/Main/trainval.txt': 'a\nb\nv\n',
  });
  const stems = lines.map((line) => line.output.replace(/^JPEGImages\/(.*)\.png$/, '$1'));
  expect(stems).toHaveLength(6);
  expect(read('ImageSets/Main/train.txt')).toBe(`a\nb\n${stems.join('\n')}\n`);
  expect(read('ImageSets/Main/trainval.txt')).toBe(`a\nb\nv\n${stems.join('\n')}\n`);
  expect(read('ImageSets/Main/val.txt')).toBe('v\n');
  voc(out, stems);
  for (const stem of stems) expect(read(`Annotations/${stem}.xml`)).not.toMatch(/flat/);
  expect(stems.some((stem) => read(`Annotations/${stem}.xml`).includes('<mine x="1">kept</mine>'))).toBe(true);
  expect(stems.some((stem) => read(`Annotations/${stem}.xml`).includes('<truncated>1</truncated>'))).toBe(true);
});

it('Hugging Face metadata names every file, in columns of the same types', async () => {
  const row = (name: string) =>
    `{"file_name": "${name}", "label": 1, "caption": "a \\"b\\"", "objects": {"bbox": [[4.0, 5.5, 30.0, 20.0]], "categories": [2]}}\n`;
  const { out, read } = await run({
    'train/a.png': 1,
    'train/b.png': 2,
    'train/metadata.jsonl': row('a.png') + row('b.png'),
    'test/c.png': 3,
    'test/metadata.jsonl': row('c.png'),
  });
  const rowsIn = (path: string) =>
    read(path)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  huggingFace(join(out, 'train'), rowsIn('train/metadata.jsonl'));
  huggingFace(join(out, 'test'), rowsIn('test/metadata.jsonl'));
  expect(read('train/metadata.jsonl').startsWith(row('a.png') + row('b.png'))).toBe(true);
  for (const { objects, caption } of rowsIn('train/metadata.jsonl')) {
    expect(caption).toBe('a "b"');
    expect(objects.bbox).toHaveLength(objects.categories.length);
  }
});

it('class folders load in ImageFolder', async () => {
  const { out } = await run({ 'train/cat/a.png': 1, 'train/dog/b.png': 2, 'val/cat/c.png': 3, 'val/dog/d.png': 4 });
  expect(imageFolder(join(out, 'train'))).toEqual(['cat', 'dog']);
  expect(imageFolder(join(out, 'val'))).toEqual(['cat', 'dog']);
});

const palette = Array.from({ length: 256 }, (_, i) => [i, 255 - i, (i * 7) & 255]);
const values = (most: number) =>
  Uint8Array.from({ length: width * height }, (_, p) => (((p % width) >> 4) + (p >> 9)) % most);
it.each<readonly [string, Uint8Array, number]>([
  ['of 8 bit', encode({ width, height, channels: 1, depth: 8, data: values(5) }), 255],
  ['with a palette', encode({ width, height, channels: 1, depth: 8, data: values(21), palette }), 255],
  [
    'of 16 bit',
    encode({ width, height, channels: 1, depth: 16, data: Uint16Array.from(values(5), (v) => v * 1000) }),
    0,
  ],
  ['of 0 and 255', encode({ width, height, channels: 1, depth: 8, data: values(2).map((v) => v * 255) }), 0],
  [
    'in colours',
    encode({
      width,
      height,
      channels: 3,
      depth: 8,
      data: Uint8Array.from({ length: width * height * 3 }, (_, p) => values(3)[Math.floor(p / 3)]! * 90),
    }),
    0,
  ],
])('masks %s keep their size, mode and values', async (_, mask, ignored) => {
  const { lines, out, root } = await run({
    'images/a.png': 1,
    'images/b.png': 2,
    'masks/a.png': mask,
    'masks/b.png': mask,
  });
  expect(lines).toHaveLength(6);
  for (const { output, source } of lines) {
    maskOf(
      join(out, output),
      join(out, output.replace('images', 'masks')),
      join(root, source.replace('images', 'masks')),
      ignored,
    );
  }
});

it('tables keep their columns, quotes and line ends', async () => {
  const csv =
    '\uFEFFimage,width,height,"class",xmin,xmax,ymin,ymax,note\r\na.png,64,48,"cat",10,40,5,35,"x, ""y"""\r\nb.png,64,48,dog,0,20,0,20,\r\n';
  const { read, lines } = await run({ 'images/a.png': 1, 'images/b.png': 2, 'labels.csv': csv });
  expect(read('labels.csv').startsWith(csv)).toBe(true);
  const rows = read('labels.csv').slice(csv.length).trimEnd().split('\r\n');
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows) {
    const cells = /^(.+\.png),(\d+),(\d+),("cat"|dog),(\d+),(\d+),(\d+),(\d+),("x, ""y"""|)$/.exec(row);
    expect(cells, row).not.toBeNull();
    const [, name, w, h, , xmin, xmax, ymin, ymax] = cells!;
    expect(lines.some((line) => line.output === `images/${name}`)).toBe(true);
    expect(
      +xmin! >= 0 && +xmin! < +xmax! && +xmax! <= +w! && +ymin! >= 0 && +ymin! < +ymax! && +ymax! <= +h!,
      row,
    ).toBe(true);
  }
});

it('classMap moves shares from column to column where left and right change places', async () => {
  const csv = 'file,p_left,p_right,p_cat\na.png,0.7,0.2,0.1\n';
  const leftAndRight = { labels: { classMap: { left: 'right', right: 'left' } } };
  const rowsAfter = async (axis: string) => {
    const root = dataset({ 'images/a.png': 1, 'probabilities.csv': csv });
    const recipe = makeRecipe([{ transform: 'image.flip', axis }], { variants: 1, ...leftAndRight });
    const { out } = await runRecipe(await openDataset([root]), recipe, choice, { pool: inProcess });
    return readFileSync(join(out, 'probabilities.csv'), 'utf8').slice(csv.length);
  };
  expect(await rowsAfter('horizontal')).toBe('a__aug-1.png,0.2,0.7,0.1\n');
  expect(await rowsAfter('vertical')).toBe('a__aug-1.png,0.7,0.2,0.1\n');
});

it('with variants alone, references lead back to the dataset', async () => {
  const coco = {
    images: ['train/a', 'val/e'].map((name, id) => ({ id, file_name: `${name}.png`, width, height })),
    annotations: [
      { id: 1, image_id: 0, category_id: 1, bbox: [10, 8, 30, 30], area: 900, iscrowd: 0, segmentation: [] },
    ],
    categories: [{ id: 1, name: 'cat' }],
  };
  const root = dataset({
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'coco.json': JSON.stringify(coco),
    'train.txt': './images/train/a.png\n./images/train/b.png\n',
    'val.txt': './images/val/e.png\n',
  });
  const recipe = makeRecipe(steps, { variants: 1 });
  const { out } = await runRecipe(
    await openDataset([root]),
    recipe,
    { ...choice, onlyVariants: true },
    { pool: inProcess },
  );
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  const there = (folder: string, path: string) => existsSync(join(out, folder, path));
  expect(read('data.yaml')).toBe('path: .\ntrain: images/train\nval: ../set/images/val\nnames: [cat, dog]\n');
  const { images } = JSON.parse(read('coco.json'));
  expect(images.map((i: { file_name: string }) => i.file_name)).toEqual([
    '../../set/images/train/a.png',
    '../../set/images/val/e.png',
    'train/a__aug-1.png',
  ]);
  expect(images.every((i: { file_name: string }) => there('images', i.file_name))).toBe(true);
  const list = read('train.txt').trimEnd().split('\n');
  expect(list).toEqual([
    '../set/images/train/a.png',
    '../set/images/train/b.png',
    './images/train/a__aug-1.png',
    './images/train/b__aug-1.png',
  ]);
  expect(list.every((path) => there('', path))).toBe(true);
});

it('makes a label file and a table again, byte for byte', async () => {
  const { out, read } = await run({
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'all.csv': 'file,label\nimages/train/a.png,cat\nimages/train/b.png,cat\n',
  });
  for (const path of ['labels/train/a__aug-2.txt', 'images/train/a__aug-2.png', 'all.csv']) {
    const before = read(path);
    rmSync(join(out, path));
    expect(await replayOutput(inProcess, out, path)).toMatchObject({ output: path, restored: true });
    expect(read(path)).toBe(before);
  }
});

it('tiles show where the objects are, before and after', async () => {
  const dataset_ = await openDataset([dataset(yolo('0 0.5 0.5 0.25 0.25\n1 0.1 0.1 0.1 0.1\n'))]);
  const recipe = makeRecipe([{ transform: 'image.crop', scale: [0.25, 0.25], resize: 'none', keepObjects: 0 }]);
  const tile = await makeTile(inProcess, dataset_, { recipe, source: 'images/train/a.png', variant: 1, before: true });
  const { before, after, kept, of, dropped } = (tile as ImageTile).objects!;
  expect(before!.objects).toEqual([
    { class: 'cat', box: { left: 24, top: 18, right: 40, bottom: 30 } },
    { class: 'dog', box: expect.objectContaining({ left: expect.closeTo(3.2, 9) }) },
  ]);
  expect([of, kept + dropped.filter((d) => d !== 'became background').length, after.objects.length]).toEqual([
    2,
    2,
    kept,
  ]);
});

it('streams carry the labels, the same fields in every sample', async () => {
  const opened = await openDataset([dataset(yolo('0 0.5 0.5 0.4 0.4\n'))]);
  const out = new PassThrough();
  const names: string[] = [];
  const texts = new Map<string, string>();
  const reader = extract();
  reader.on('entry', async (header, content, next) => {
    names.push(header.name);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    texts.set(header.name, Buffer.concat(chunks).toString());
    next();
  });
  const read = new Promise<void>((resolve) => reader.on('finish', () => resolve()));
  out.pipe(reader);
  const streamed = await streamRecipe(opened, makeRecipe([{ transform: 'image.flip' }], { variants: 1 }), {
    pool: inProcess,
    out,
  });
  out.end();
  await read;
  expect(streamed).toMatchObject({ samples: 4, failed: 0, end: 'whole' });
  expect(names).toEqual(
    ['a', 'b', 'c', 'd'].flatMap((n) => ['png', 'txt', 'json'].map((f) => `images/train/${n}__aug-1.${f}`)),
  );
  expect(texts.get('images/train/a__aug-1.txt')).toBe('0 0.500000 0.500000 0.400000 0.400000\n');
  expect(texts.get('images/train/c__aug-1.txt')).toBe('');
});

it('goes on after it was cut off, to the same label files and tables', async () => {
  const files = {
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'all.csv': 'file,label\nimages/train/a.png,cat\nimages/train/b.png,cat\n',
  };
  const whole = await run(files);
  const recipe = makeRecipe(steps, { variants: 3 });
  const broken = await openDataset([dataset(files)]);
  let tasks = 0;
  const cutOff: Pool = {
    ...inProcess,
    run: (...ask) => (++tasks > 2 ? Promise.reject(aborted()) : inProcess.run(...ask)),
  };
  await expect(runRecipe(broken, recipe, choice, { pool: cutOff })).rejects.toThrow('cancelled');
  const out = `${broken.root}-augmented`;
  expect(existsSync(join(out, 'all.csv'))).toBe(false);
  await runRecipe(broken, recipe, choice, { pool: inProcess, resume: out });
  expect(filesBelow(out)).toEqual(filesBelow(whole.out));
  for (const path of filesBelow(out).filter((name) => name !== recordNames.recipe)) {
    expect(readFileSync(join(out, path)).equals(readFileSync(join(whole.out, path))), path).toBe(true);
  }
});

it.each([1, 5, 6, 7, 8])('labels of photos that EXIF turns (%i) lie where their pixels lie', async (orientation) => {
  const [stored, mark] = [
    { width: 96, height: 64 },
    { left: 8, top: 6, width: 24, height: 12 },
  ];
  const dot = { ...mark, data: Buffer.alloc(mark.width * mark.height * 3, 255) };
  const marked = sharp({ create: { ...stored, channels: 3, background: '#000' } }).composite([
    { input: dot.data, raw: { width: mark.width, height: mark.height, channels: 3 }, left: mark.left, top: mark.top },
  ]);
  const photo = await marked.jpeg({ quality: 100 }).withMetadata({ orientation }).toBuffer();
  const coco = {
    images: [{ id: 1, file_name: 'a.jpg', ...stored }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [8, 6, 24, 12], area: 288, iscrowd: 0 }],
    categories: [{ id: 1, name: 'mark' }],
  };
  const root = dataset({ 'images/a.jpg': photo, 'annotations.json': JSON.stringify(coco) });
  const flipAndTurn = [{ transform: 'image.flip' }, { transform: 'image.transpose', turn: 'left' }];
  const recipe = makeRecipe(flipAndTurn, { variants: 1 });
  const { out } = await runRecipe(await openDataset([root]), recipe, choice, { pool: inProcess });
  const written = JSON.parse(readFileSync(join(out, 'annotations.json'), 'utf8'));
  const { data, info } = await sharp(join(out, 'images/a__aug-1.jpg'))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(written.images[1]).toMatchObject({ width: info.width, height: info.height });
  const light = [...data.keys()].filter((p) => data[p]! > 127);
  const [xs, ys] = [light.map((p) => p % info.width), light.map((p) => Math.floor(p / info.width))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const seen = [left, top, Math.max(...xs) + 1 - left, Math.max(...ys) + 1 - top];
  expect(written.annotations[1].bbox).toEqual(seen);
});

it('takes label files and tables back with their run', async () => {
  const { out } = await run({
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'all.csv': 'file,label\nimages/train/a.png,cat\nimages/train/b.png,cat\n',
  });
  expect(existsSync(join(out, 'labels/train/a__aug-1.txt'))).toBe(true);
  expect((await undoRun(out)).kept).toEqual([]);
  expect(existsSync(out)).toBe(false);
});
