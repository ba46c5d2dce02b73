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

it('Pascal VOC with outlines keeps its pixels, and its files name the variants', async () => {
  const outline = '<polygon><x1>5</x1><y1>6</y1><x2>40</x2><y2>6</y2><x3>5</x3><y3>40</y3></polygon>';
  const file = annotation('a').replace('<bndbox>', `${outline}<bndbox>`);
  const { lines, read } = await run({ 'JPEGImages/a.png': 1, 'Annotations/a.xml': file });
  expect(lines).toHaveLength(3);
  for (const { output } of lines) {
    const stem = output.replace(/^JPEGImages\/(.*)\.png$/, '$1');
    const written = read(`Annotations/${stem}.xml`);
    expect(written).toContain(outline);
    expect(written).toContain(`<filename>${stem}.png</filename>`);
  }
});

it('Pascal VOC: parts of an object move with it, and the mirrored file is the source but for the places', async () => {
  const part = (name: string, xmin: number, xmax: number) =>
    `\t\t<part>\n\t\t\t<name>${name}</name>\n\t\t\t<bndbox>\n\t\t\t\t<xmin>${xmin}</xmin>\n\t\t\t\t<ymin>8</ymin>\n\t\t\t\t<xmax>${xmax}</xmax>\n\t\t\t\t<ymax>12</ymax>\n\t\t\t</bndbox>\n\t\t</part>\n`;
  const file = (stem: string, [a, b]: readonly number[], [c, d]: readonly number[], [e, f]: readonly number[]) =>
    `<annotation>\n\t<filename>${stem}.png</filename>\n${object('person', a!, 6, b!, 40).replace('\t</object>', `${part('head', c!, d!)}${part('hand', e!, f!)}\t</object>`)}</annotation>\n`;
  const source = file('a', [5, 40], [10, 20], [30, 38]);
  const flip = [{ transform: 'image.flip', probability: 1 }];
  const { lines, read } = await run({ 'JPEGImages/a.png': 1, 'Annotations/a.xml': source }, flip);
  const stem = lines[0]!.output.replace(/^JPEGImages\/(.*)\.png$/, '$1');
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
