import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { openDataset } from '../../../src/engine/scan';
import { dataset } from '../labels/fixtures';

const mask = encode({ width: 2, height: 2, channels: 1, depth: 8, data: new Uint8Array(4) });
/** A JPEG of 3 × 5 up to where its pixels begin. */
const jpegHead = Uint8Array.from(Buffer.from('ffd8ffc0000b080005000301011100ffda0008010100003f00000000', 'hex'));
const boxes = (more: string) => ({
  'images/train/a.jpg': 'x',
  'data.yaml': 'train: images/train\nnames: [cat]\n',
  'labels/train/a.txt': `0 0.5 0.5 0.2 0.2\n${more}`,
});
const voc = (object: string) => ({
  'images/a.jpg': 'x',
  'annotations/a.xml': `<annotation>\n<size><width>64</width><height>48</height></size>\n${object}\n</annotation>`,
});
const bndbox = (xmin: number, xmax: number) =>
  `<bndbox><xmin>${xmin}</xmin><ymin>2</ymin><xmax>${xmax}</xmax><ymax>20</ymax></bndbox>`;
const coco = (annotation: Readonly<Record<string, unknown>>) => ({
  'images/a.jpg': 'x',
  'c.json': JSON.stringify({
    images: [{ id: 1, file_name: 'a.jpg', width: 6, height: 4 }],
    annotations: [{ id: 5, image_id: 1, category_id: 1, ...annotation }],
    categories: [{ id: 1, name: 'cat', keypoints: ['left_ear', 'right_ear'] }],
  }),
});
const csv = (row: string) => ({
  'a.jpg': 'x',
  'b.jpg': 'x',
  'x.csv': `file,width,height,class,xmin,ymin,xmax,ymax\na.jpg,64,48,cat,1,2,3,4\nb.jpg,64,48,cat,1,2,3,4\n${row}\n`,
});

test.each<readonly [string, Readonly<Record<string, string | number | Uint8Array>>, readonly string[]]>([
  [
    'rows of YOLO boxes',
    {
      ...boxes(
        '7 0.5 0.5 0.2 0.2\n0 0.5 0.5 0 0.2\n0 1.5 0.5 0.2 0.2\n0 0.95 0.5 0.2 0.2\n0 0.5\nx 1 1 1 1\n0 0.5 0.5 0.2 0.2\n',
      ),
      'labels/train/gone.txt': '0 0.5 0.5 0.2 0.2\n',
    },
    [
      'labels/train/a.txt: line 2 has the class 7, which data.yaml does not name',
      'labels/train/a.txt: line 3 has no size',
      'labels/train/a.txt: line 4 lies outside of the picture',
      'labels/train/a.txt: line 5 reaches beyond the picture',
      'labels/train/a.txt: line 6 has 2 columns: a box has 5, an outline of n points 1 + 2n',
      'labels/train/a.txt: line 7 holds something that is no number',
      'labels/train/a.txt: line 8 is the same as line 1',
      'labels/train/gone.txt: is a label without an image',
    ],
  ],
  [
    'YOLO outlines',
    boxes('0 0.1 0.1 0.5 0.1 0.3 0.4\n0 0.1 0.1 0.5 0.1 0.3 1.4\n0 0.1 0.1 0.5 0.1 0.3 0.1\n'),
    [
      'labels/train/a.txt: line 3 lies outside of the picture',
      'labels/train/a.txt: line 4 has no size',
      'labels/train/a.txt: holds boxes and outlines: loaders take one or the other',
    ],
  ],
  [
    'YOLO keypoints',
    {
      ...boxes('0 0.5 0.5 0.2 0.2 0.5 0.5 2 1.2 0.5 1\n'),
      'data.yaml': 'train: images/train\nnames: [cat]\nkpt_shape: [2, 3]\n',
    },
    [
      'labels/train/a.txt: line 1 has 5 columns; with these keypoints there are 11',
      'labels/train/a.txt: line 2 has a keypoint outside of the picture',
    ],
  ],
  [
    'VOC: beyond',
    voc(`<object><name>cat</name>${bndbox(1, 80)}</object>`),
    ['annotations/a.xml: line 3, object 1 (cat) reaches beyond the picture of 64 × 48'],
  ],
  [
    'VOC: no size',
    voc(`<object><name>cat</name>${bndbox(9, 9)}</object>`),
    ['annotations/a.xml: line 3, object 1 (cat) has no size: left out of variants'],
  ],
  ['VOC: no name', voc(`<object>${bndbox(1, 9)}</object>`), ['annotations/a.xml: line 3, object 1 has no name']],
  [
    'VOC: no box',
    voc('<object><name>cat</name></object>'),
    ['annotations/a.xml: object 1 has no bndbox with four numbers'],
  ],
  [
    'VOC: without its picture',
    { ...voc(''), 'images/c.jpg': 'x', 'annotations/b.xml': '<annotation></annotation>' },
    ['annotations/b.xml: is a label without an image', 'images/c.jpg: is an image without a label'],
  ],
  [
    'COCO: a picture that is not there',
    {
      'b.jpg': 'x',
      'images/a.jpg': 'x',
      'c.json':
        '{"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 1, "file_name": "z.jpg"}], "annotations": [], "categories": []}',
    },
    [
      'b.jpg: is in no row of c.json: loaders that go by it leave out what it does not name',
      'c.json: images[1] has the id 1, which another one has',
      'c.json: images[1] names z.jpg, which is not there',
    ],
  ],
  ['COCO: no size', coco({ bbox: [1, 1, 0, 2] }), ['c.json: annotations[0] (id 5) has a box without size']],
  ['COCO: beyond', coco({ bbox: [1, 1, 9, 2] }), ['c.json: annotations[0] (id 5) reaches beyond the picture']],
  [
    'COCO: class and picture',
    coco({ bbox: [1, 1, 2, 2], category_id: 3, image_id: 8 }),
    [
      'c.json: annotations[0] belongs to the image 8, which is not listed',
      'c.json: annotations[0] has the category 3, which is not listed',
    ],
  ],
  [
    'COCO: keypoints',
    coco({ keypoints: [1, 1, 2] }),
    ['c.json: annotations[0] (id 5) has 3 numbers of keypoints: its category has 2 points of 3'],
  ],
  [
    'COCO: runs',
    coco({ segmentation: { size: [4, 6], counts: [3, 4] } }),
    ['c.json: annotations[0] (id 5) has a mask whose runs have 7 pixels in place of 24'],
  ],
  [
    'COCO: size of a mask',
    coco({ segmentation: { size: [6, 4], counts: [24] } }),
    ['c.json: annotations[0] (id 5) has a mask of 4 × 6 pixels in a picture of 6 × 4'],
  ],
  [
    'masks',
    {
      'images/a.jpg': 'x',
      'images/b.jpg': 'x',
      'images/c.jpg': 'x',
      'masks/a.png': mask,
      'masks/b.png': 'no png',
      'masks/d.png': mask,
    },
    [
      'images/c.jpg: is an image without a mask',
      'masks/b.png: is a mask that can’t be read',
      'masks/d.png: is a mask without an image',
    ],
  ],
  [
    'masks: of other sizes than their pictures',
    {
      'images/a.png': 1,
      'images/b.jpg': jpegHead,
      'images/c.png': mask,
      ...Object.fromEntries(['a', 'b', 'c'].map((name) => [`masks/${name}.png`, mask])),
    },
    [
      'masks/a.png: has 2 × 2 pixels, and its picture images/a.png 64 × 48',
      'masks/b.png: has 2 × 2 pixels, and its picture images/b.jpg 3 × 5',
    ],
  ],
  [
    'tables: a picture that is not there',
    csv('z.jpg,64,48,cat,1,2,3,4'),
    ['x.csv: line 4 names z.jpg, which is not there'],
  ],
  ['tables: cells', csv('a.jpg,64'), ['x.csv: line 4 has 2 cells, and the table has 8 columns']],
  ['tables: no size', csv('a.jpg,64,48,cat,5,2,5,4'), ['x.csv: line 4 has a box without size (cat)']],
  ['tables: beyond', csv('a.jpg,64,48,cat,5,2,65,4'), ['x.csv: line 4 reaches beyond the picture of 64 × 48']],
  ['tables: twice', csv('a.jpg,64,48,cat,1,2,3,4'), ['x.csv: line 4 is the same as line 2']],
  [
    'tables: no row',
    { ...csv('a.jpg,64,48,dog,1,2,3,4'), 'c.jpg': 'x' },
    ['c.jpg: is in no row of x.csv: loaders that go by it leave out what it does not name'],
  ],
  [
    'JSON lines',
    { 'a.jpg': 'x', 'metadata.jsonl': '{"file_name": "a.jpg"}\n{"file_name": \n' },
    ['metadata.jsonl: line 2 is not valid JSON'],
  ],
])('what is wrong is said, with file and place: %s', async (_, files, problems) => {
  const { index } = await openDataset([dataset(files)]);
  expect(index.problems.map(({ path, problem }) => `${path}: ${problem}`)).toEqual(problems);
  expect(index.classes).not.toContain('x'); // of a row that can't be read, nothing counts
});
