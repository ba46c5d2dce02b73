import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { withPieces } from '../../../src/formats/voc/xml';
import { height, width } from './fixtures';
import { imageFolder, voc } from './loaders';
import { recipes, run } from './run';

vi.setConfig({ testTimeout: 60_000 });

const object = (name: string, xmin: number, ymin: number, xmax: number, ymax: number) =>
  `\t<object>\n\t\t<name>${name}</name>\n\t\t<pose>Left</pose>\n\t\t<truncated>0</truncated>\n\t\t<mine x="1">kept</mine>\n\t\t<bndbox>\n\t\t\t<xmin>${xmin}</xmin>\n\t\t\t<ymin>${ymin}</ymin>\n\t\t\t<xmax>${xmax}</xmax>\n\t\t\t<ymax>${ymax}</ymax>\n\t\t</bndbox>\n\t</object>\n`;
const annotation = (stem: string) =>
  `<annotation>\n\t<filename>${stem}.png</filename>\n\t<path>/home/me/${stem}.png</path>\n\t<size>\n\t\t<width>${width}</width>\n\t\t<height>${height}</height>\n\t\t<depth>3</depth>\n\t</size>\n${object('cat', 5, 6, 40, 40)}${object('dog', 30, 20, 60, 45)}${object('flat', 9, 9, 9, 20)}</annotation>\n`;

it.each(Object.entries(recipes))(
  'Pascal VOC loads, %s, and new stems stand in train and trainval alone',
  async (_, recipe) => {
    const files = {
      ...Object.fromEntries(['a', 'b', 'v'].map((stem, i) => [`JPEGImages/${stem}.png`, i])),
      ...Object.fromEntries(['a', 'b', 'v'].map((stem) => [`Annotations/${stem}.xml`, annotation(stem)])),
      'ImageSets/Main/train.txt': 'a\nb\n',
      'ImageSets/Main/val.txt': 'v\n',
      'ImageSets/Main/trainval.txt': 'a\nb\nv\n',
    };
    const { lines, out, read } = await run(files, recipe);
    const stems = lines.map((line) => line.output.replace(/^JPEGImages\/(.*)\.png$/, '$1'));
    expect(stems).toHaveLength(6);
    expect(read('ImageSets/Main/train.txt')).toBe(`a\nb\n${stems.join('\n')}\n`);
    expect(read('ImageSets/Main/trainval.txt')).toBe(`a\nb\nv\n${stems.join('\n')}\n`);
    expect(read('ImageSets/Main/val.txt')).toBe('v\n');
    voc(out, stems);
    for (const stem of stems) expect(read(`Annotations/${stem}.xml`)).not.toMatch(/flat/);
    expect(stems.some((stem) => read(`Annotations/${stem}.xml`).includes('<mine x="1">kept</mine>'))).toBe(true);
    expect(stems.some((stem) => read(`Annotations/${stem}.xml`).includes('<truncated>1</truncated>'))).toBe(true);
  },
);

it('class folders load in ImageFolder', async () => {
  const { out } = await run({ 'train/cat/a.png': 1, 'train/dog/b.png': 2, 'val/cat/c.png': 3, 'val/dog/d.png': 4 });
  expect(imageFolder(join(out, 'train'))).toEqual(['cat', 'dog']);
  expect(imageFolder(join(out, 'val'))).toEqual(['cat', 'dog']);
});

const numbered = (points: readonly (readonly [number, number])[], style = (v: number) => `${v}`) =>
  `<polygon>${points.map(([x, y], i) => `<x${i + 1}>${style(x)}</x${i + 1}><y${i + 1}>${style(y)}</y${i + 1}>`).join('\n')}</polygon>`;
const listed = (points: readonly (readonly [number, number])[], style = (v: number) => `${v}`) =>
  `<polygon><username>me</username>${points.map(([x, y]) => `<pt><x>${style(x)}</x>\n<y>${style(y)}</y></pt>`).join('\n')}</polygon>`;
const shape = [
  [5, 6],
  [40, 6],
  [5, 40],
] as const;
const flip = [{ transform: 'image.flip', probability: 1 }];
const stemOf = (output: string) => output.replace(/^JPEGImages\/(.*)\.png$/, '$1');

it.each([
  ['as Roboflow writes them', numbered],
  ['as LabelMe writes them', listed],
])('Pascal VOC: outlines %s are mirrored with their box, in their own digits', async (_, outline) => {
  const file = (stem: string, mirrored: boolean, style: (v: number) => string) => {
    const points = shape.map(([x, y]) => [mirrored ? width - x : x, y] as const);
    const [left, right] = mirrored ? [width - 40, width - 5] : [5, 40];
    const cat = object('cat', left, 6, right, 40).replace('\t\t<bndbox>', `${outline(points, style)}<bndbox>`);
    return `<annotation>\n\t<filename>${stem}.png</filename>\n${cat}</annotation>\n`;
  };
  for (const style of [(v: number) => `${v}`, (v: number) => v.toFixed(3)]) {
    const { lines, read } = await run({ 'JPEGImages/a.png': 1, 'Annotations/a.xml': file('a', false, style) }, flip);
    const stem = stemOf(lines[0]!.output);
    expect(read(`Annotations/${stem}.xml`)).toBe(file(stem, true, style));
  }
});

it('Pascal VOC: a cut outline is clipped, and its box is the one about what is left', async () => {
  const crop = [{ transform: 'image.crop', scale: [0.25, 0.25], ratio: [1, 1], resize: 'none' }];
  const triangle = [
    [0, 0],
    [48, 0],
    [0, 48],
  ] as const;
  const cat = object('cat', 0, 0, 48, 48).replace('\t\t<bndbox>', `\t\t${numbered(triangle)}\n\t\t<bndbox>`);
  const file = annotation('a').replace(/<object>[\s\S]*<\/object>/, cat.trim());
  const { lines, read } = await run({ 'JPEGImages/a.png': 1, 'Annotations/a.xml': file }, crop);
  for (const { output } of lines) {
    const written = read(`Annotations/${stemOf(output)}.xml`);
    const size = ['width', 'height'].map((side) => Number(new RegExp(`<${side}>(\\d+)`).exec(written)![1]));
    const xs = [...written.matchAll(/<x\d+>([^<]*)/g)].map(([, v]) => Number(v));
    const ys = [...written.matchAll(/<y\d+>([^<]*)/g)].map(([, v]) => Number(v));
    if (xs.length === 0) continue;
    expect(written).toContain('<truncated>1</truncated>');
    const bounds = ['xmin', 'ymin', 'xmax', 'ymax'].map((n) => Number(new RegExp(`<${n}>(\\d+)`).exec(written)![1]));
    expect(bounds).toEqual([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
    expect(bounds[0]! >= 0 && bounds[1]! >= 0 && bounds[2]! <= size[0]! && bounds[3]! <= size[1]!).toBe(true);
  }
  expect(lines.some(({ output }) => /<x3>/.test(read(`Annotations/${stemOf(output)}.xml`)))).toBe(true);
});

it('Pascal VOC: an object with an outline alone moves too', async () => {
  const file = `<annotation><filename>a.png</filename><object><name>cat</name>${listed(shape)}</object></annotation>\n`;
  const { lines, read } = await run({ 'JPEGImages/a.png': 1, 'Annotations/a.xml': file }, flip);
  expect(read(`Annotations/${stemOf(lines[0]!.output)}.xml`)).toContain(
    listed(shape.map(([x, y]) => [width - x, y] as const)),
  );
});

it('Pascal VOC: parts of an object move with it, and the mirrored file is the source but for the places', async () => {
  const part = (name: string, xmin: number, xmax: number) =>
    `\t\t<part>\n\t\t\t<name>${name}</name>\n\t\t\t<bndbox>\n\t\t\t\t<xmin>${xmin}</xmin>\n\t\t\t\t<ymin>8</ymin>\n\t\t\t\t<xmax>${xmax}</xmax>\n\t\t\t\t<ymax>12</ymax>\n\t\t\t</bndbox>\n\t\t</part>\n`;
  const file = (stem: string, [a, b]: readonly number[], [c, d]: readonly number[], [e, f]: readonly number[]) =>
    `<annotation>\n\t<filename>${stem}.png</filename>\n${object('person', a!, 6, b!, 40).replace('\t</object>', `${part('head', c!, d!)}${part('hand', e!, f!)}\t</object>`)}</annotation>\n`;
  const source = file('a', [5, 40], [10, 20], [30, 38]);
  const { lines, read } = await run({ 'JPEGImages/a.png': 1, 'Annotations/a.xml': source }, flip);
  const stem = stemOf(lines[0]!.output);
  const mirrored = ([low, high]: readonly number[]) => [width - high!, width - low!];
  expect(read(`Annotations/${stem}.xml`)).toBe(file(stem, mirrored([5, 40]), mirrored([10, 20]), mirrored([30, 38])));
});

it('pieces of a text go in one pass, with the lines that they leave empty', () => {
  const text = 'a\n  <x/>\n b <x/> c\n<x/> <y/>\t\n<y\n/>  \nd<x/>';
  const pieces = [...text.matchAll(/<[xy]\s*\/>/g)].map(({ index, 0: { length } }) => {
    return { start: index, end: index + length };
  });
  expect(withPieces(text, pieces)).toBe('a\n b  c\nd');
  expect(withPieces(text, [{ ...pieces[0]!, by: '1\n2' }, pieces[1]!])).toBe(
    'a\n  1\n2\n b  c\n<x/> <y/>\t\n<y\n/>  \nd<x/>',
  );
  expect(withPieces('<x/>\n\n', [{ start: 0, end: 4 }])).toBe('\n');
});
