import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { expect, it, vi } from 'vitest';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { choice, makeRecipe } from '../dataset/make';
import { dataset, height, width } from './fixtures';
import { inProcess } from './in-process';
import { huggingFace, sizeOf } from './loaders';
import { recipes, run } from './run';

vi.setConfig({ testTimeout: 60_000 });

it.each(Object.entries(recipes))(
  'Hugging Face metadata names every file, %s, in columns of the same types',
  async (_, recipe) => {
    const row = (name: string) =>
      `{"file_name": "${name}", "label": 1, "caption": "a \\"b\\"", "objects": {"bbox": [[4.0, 5.5, 30.0, 20.0]], "categories": [2]}}\n`;
    const files = {
      'train/a.png': 1,
      'train/b.png': 2,
      'train/metadata.jsonl': row('a.png') + row('b.png'),
      'test/c.png': 3,
      'test/metadata.jsonl': row('c.png'),
    };
    const { out, read } = await run(files, recipe);
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
  },
);

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

it('a number beside the class is that of the class which a mirrored object has', async () => {
  const csv = 'file,class_id,class,xmin,ymin,xmax,ymax\na.png,4,left,2,3,12,13\na.png,9,right,20,3,30,13\n';
  const root = dataset({ 'images/a.png': 1, 'boxes.csv': csv });
  const recipe = makeRecipe([{ transform: 'image.flip', axis: 'horizontal' }], {
    ...{ variants: 1, labels: { classMap: { left: 'right', right: 'left' } } },
  });
  const { out } = await runRecipe(await openDataset([root]), recipe, choice, { pool: inProcess });
  const added = readFileSync(join(out, 'boxes.csv'), 'utf8').slice(csv.length);
  expect(added).toBe('a__aug-1.png,9,right,52,3,62,13\na__aug-1.png,4,left,34,3,44,13\n');
  const unknown = { ...recipe, labels: { classMap: { left: 'up' } } };
  const { failed } = await runRecipe(await openDataset([root]), unknown, choice, { pool: inProcess });
  expect(failed[0]!.error).toContain('no row says which class_id the class up has');
});

it.each([
  ['a column', 'metadata.jsonl', '{"file_name": "a.png", "label": "cat", "polygon": [[1, 2], [30, 4], [5, 40]]}\n'],
  [
    'a list beside boxes',
    'metadata.jsonl',
    '{"file_name": "a.png", "objects": {"bbox": [[4, 5, 30, 20]], "keypoints": [[5, 6, 2]]}}\n',
  ],
  ['a text', 'train.csv', 'ImageId,EncodedPixels\na.png,12 30 80 31\n'],
])('places that are not known here stay true: %s', async (_, file, text) => {
  const { out, lines, read } = await run({ 'a.png': 1, [file]: text });
  const own = text.trimEnd().split('\n').at(-1)!;
  expect(read(file)).toBe(text + lines.map(({ output }) => `${own.replace('a.png', output)}\n`).join(''));
  expect(new Set(lines.flatMap((line) => line.steps.map((step) => step.transform)))).toEqual(new Set(['image.noise']));
  for (const { output } of lines) expect(sizeOf(join(out, output))).toEqual({ width, height });
});

it('a column that names the mask of each picture names the variant’s own', async () => {
  const mask = encode({ width, height, channels: 1, depth: 8, data: new Uint8Array(width * height).fill(3) });
  const csv = 'image,mask,split\nimages/a.png,masks/a_mask.png,train\nimages/b.png,,train\n';
  const { out, lines, read } = await run({
    'images/a.png': 1,
    'images/b.png': 2,
    'masks/a_mask.png': mask,
    'pairs.csv': csv,
  });
  const rows = read('pairs.csv').slice(csv.length).trimEnd().split('\n');
  expect(rows).toEqual(
    lines.map(({ output, source }) => {
      const name = output.replace('images/', 'masks/').replace('.png', '_mask.png');
      return `${output},${source.endsWith('a.png') ? name : ''},train`;
    }),
  );
  for (const row of rows.filter((r) => r.includes('mask'))) expect(sizeOf(join(out, row.split(',')[1]!))).toBeDefined();
});

const retina =
  'images/a.png,10,5,40,35,cat\nimages/a.png,0,0,20,20,dog\nimages/b.png,6,7,50,44,cat\nimages/c.png,,,,,\n';
const pictures = { 'images/a.png': 1, 'images/b.png': 2, 'images/c.png': 3 };

it('without a header, as RetinaNet has it: boxes move, and pictures without objects have an empty row', async () => {
  const flipped = await run({ ...pictures, 'annotations.csv': retina }, [{ transform: 'image.flip', probability: 1 }]);
  const rows = flipped.read('annotations.csv').slice(retina.length).trimEnd().split('\n');
  expect(new Set(rows.map((row) => row.replace(/__aug-\d/, '')))).toEqual(
    new Set([
      `images/a.png,${width - 40},5,${width - 10},35,cat`,
      `images/a.png,${width - 20},0,${width},20,dog`,
      `images/b.png,${width - 50},7,${width - 6},44,cat`,
      'images/c.png,,,,,',
    ]),
  );
  // all but a corner is cut away, where nothing is
  const corner = 'images/a.png,0,0,4,4,cat\nimages/b.png,0,0,4,4,cat\nimages/c.png,,,,,\n';
  const crop = [{ transform: 'image.crop', scale: [0.1, 0.2], resize: 'none', keepObjects: 0 }];
  const cut = await run({ ...pictures, 'annotations.csv': corner }, crop);
  const left = cut.read('annotations.csv').slice(corner.length).trimEnd().split('\n');
  expect(left).toHaveLength(9);
  expect(left.some((row) => /^images\/[ab]__aug-\d\.png,,,,,$/.test(row))).toBe(true);
  const mixed = await run({ ...pictures, 'annotations.csv': retina }, [{ transform: 'image.mosaic' }]);
  const grown = mixed.read('annotations.csv').slice(retina.length).trimEnd().split('\n');
  const [empty, boxes] = [true, false].map(
    (e) => new Set(grown.filter((r) => /,,,,,$/.test(r) === e).map((r) => r.split(',')[0]!)),
  );
  expect([...empty!].filter((name) => boxes!.has(name))).toEqual([]);
});

it.each([
  ['numbers in no known order', 'images/a.png,40,5,10,35,cat\nimages/b.png,5,6,1,2,dog\n', 'unknown'],
  ['0 and 1 for each class', 'images/a.png,1,0,0,1\nimages/b.png,0,1,1,0\n', 'class'],
  ['shares of classes', 'images/a.png,0.1,0.2,0.3,0.4\nimages/b.png,0.1,0.1,0.2,0.6\n', 'class'],
])('without a header, %s are no boxes', async (_, csv, nature) => {
  const { index } = await openDataset([dataset({ ...pictures, 'table.csv': csv })]);
  expect(index.labelSets.map((set) => set.nature)).toEqual([nature]);
});
