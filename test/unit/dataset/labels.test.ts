import { expect, test } from 'vitest';
import { drawVariant } from '../../../src/core/draw';
import { factsOf } from '../../../src/core/partners';
import { planRun } from '../../../src/core/plan';
import type { Step } from '../../../src/core/recipe';
import { placesOf, sidecarAt } from '../../../src/core/sidecars';
import { openDataset } from '../../../src/engine/scan';
import { catalogue } from '../../../src/transforms';
import { choice, makeFolder, makeRecipe } from './make';

const row = '0 0.5 0.5 0.2 0.2\n';

test.each<readonly [what: string, name: string, label: string, Readonly<Record<string, string>>]>([
  [
    'YOLO folders',
    'YOLO boxes',
    'labels/train/a.txt',
    { 'images/train/a.jpg': 'x', 'images/val/b.jpg': 'x', 'labels/train/a.txt': row },
  ],
  [
    'Roboflow',
    'YOLO segments',
    'train/labels/a.txt',
    {
      'train/images/a.jpg': 'x',
      'train/labels/a.txt': '0 0.1 0.1 0.2 0.2 0.3 0.1\n',
      'data.yaml': 'train: ../train/images\nnc: 1\nnames: [a]\n',
    },
  ],
  ['YOLO files beside the images', 'YOLO boxes', 'a.txt', { 'a.jpg': 'x', 'a.txt': row }],
  [
    'VOC',
    'Pascal VOC boxes',
    'annotations/a.xml',
    { 'images/a.jpg': 'x', 'annotations/a.xml': '<annotation></annotation>' },
  ],
  ['masks folder', 'masks', 'masks/train/a.png', { 'images/train/a.jpg': 'x', 'masks/train/a.png': 'x' }],
  ['mask suffix', 'masks', 'a_mask.png', { 'a.jpg': 'x', 'a_mask.png': 'x', 'b.jpg': 'x' }],
  ['CamVid masks', 'masks', 'trainannot/a.png', { 'train/a.png': 'x', 'trainannot/a.png': 'y' }],
])('%s are found', async (_, name, label, files) => {
  const { index } = await openDataset([makeFolder('set', files)]);
  const [set, ...more] = index.labelSets.filter((s) => s.samples > 0); // data.yaml is no label
  expect([set!.name, more, index.labelsCannotFollow]).toEqual([name, [], undefined]);
  const sample = index.samples.find((s) => /a\.\w+$/.test(s.path))!;
  expect(placesOf(set!.places!, sample.path).map((place) => sidecarAt(place, sample.path))).toEqual([label]);
});

test.each<readonly [string, RegExp, Readonly<Record<string, string>>]>([
  ['a list of files', /tables that name the files \(train\.txt\)/, { 'a.jpg': 'x', 'train.txt': './images/a.jpg\n' }],
  [
    'JSON of an unknown kind',
    /tables that name the files \(labels\.json\)/,
    { 'train/a.jpg': 'x', 'labels.json': '{"a.jpg": "cat"}' },
  ],
])('%s', async (_, reason, files) => {
  const { index } = await openDataset([makeFolder('set', files)]);
  expect(index.labelsCannotFollow).toMatch(reason);
});

test.each<readonly [string, string, Readonly<Record<string, string>>, readonly string[]]>([
  ['a table with file names', 'CSV classes', { 'images/a.jpg': 'x', 'train.csv': 'file,label\na.jpg,cat\n' }, ['cat']],
  [
    'a table with stems',
    'CSV classes',
    { 'a1.jpg': 'x', 'b2.jpg': 'x', 'labels.csv': 'id,breed\na1,cat\nb2,dog\n' },
    ['cat', 'dog'],
  ],
  ['a table without header', 'TSV', { 'deep/a.jpg': 'x', 'list.tsv': 'deep\\a.jpg\tcat\n' }, ['deep']],
  [
    'Hugging Face metadata',
    'Hugging Face metadata',
    { 'train/a.jpg': 'x', 'train/metadata.jsonl': '{"file_name": "a.jpg"}' },
    [],
  ],
  [
    'several classes in a cell',
    'CSV several classes each',
    { 'a.jpg': 'x', 'b.jpg': 'x', 'x.csv': 'f,tags\na.jpg,cat dog\nb.jpg,dog\n' },
    ['cat', 'dog'],
  ],
  [
    'a list in a cell',
    'CSV several classes each',
    { 'a.jpg': 'x', 'x.csv': `f,label\na.jpg,"['cat', 'dog']"\n` },
    ['cat', 'dog'],
  ],
  [
    'a column for each class',
    'CSV several classes each',
    { 'a.jpg': 'x', 'b.jpg': 'x', 'x.csv': 'f,is_cat,is_dog\na.jpg,1,1\nb.jpg,0,1\n' },
    ['cat', 'dog'],
  ],
  ['soft labels', 'CSV soft labels', { 'a.jpg': 'x', 'x.csv': 'f,p_cat,p_dog\na.jpg,0.9,0.1\n' }, ['cat']],
  [
    'boxes',
    'CSV boxes',
    { 'a.jpg': 'x', 'x.csv': 'f,class,xmin,xmax,ymin,ymax\na.jpg,cat,1,2,3,4\na.jpg,dog,1,2,3,4\n' },
    ['cat', 'dog'],
  ],
])('%s', async (_, name, files, classes) => {
  const { index } = await openDataset([makeFolder('set', files)]);
  expect([index.labelSets.map((set) => set.name), index.labelsCannotFollow]).toEqual([[name], undefined]);
  expect(index.classes).toEqual(classes);
});

test('the split column of a table counts, and what is to be handed in is test data', async () => {
  const root = makeFolder('set', {
    'images/a.jpg': 'x',
    'images/b.jpg': 'x',
    'images/c.jpg': 'x',
    'all.csv': 'id,label,split\na,cat,train\nb,dog,valid\nc,cat,test\n',
    'sample_submission.csv': 'id,label\nc,dog\n',
  });
  const { index } = await openDataset([root]);
  expect(index.samples.map((s) => [s.split, s.labels.map((l) => l.name)])).toEqual([
    ['train', ['cat']],
    ['validation', ['dog']],
    ['test', ['cat']],
  ]);
});

test('COCO files are found, one set each', async () => {
  const coco = (...names: string[]) =>
    JSON.stringify({ images: names.map((file_name, id) => ({ id, file_name })), annotations: [], categories: [] });
  const root = makeFolder('set', {
    'images/a.jpg': 'x',
    'images/b.jpg': 'x',
    'train.json': coco('a.jpg'),
    'val.json': coco('b.jpg'),
  });
  const { index } = await openDataset([root]);
  expect(index.labelSets.map((set) => set.file)).toEqual(['train.json', 'val.json']);
  expect(index.samples.map((s) => s.split)).toEqual(['train', 'validation']);
});

test('masks are no samples', async () => {
  const { index } = await openDataset([makeFolder('set', ['images/a.jpg', 'masks/a.png'])]);
  expect(index.samples.map((s) => s.path)).toEqual(['images/a.jpg']);
  expect(index.others.map((s) => s.path)).toEqual(['masks/a.png']);
});

test.each<readonly [string, Readonly<Record<string, string>>]>([
  [
    'papers',
    { 'cat/a.jpg': 'x', 'dog/b.jpg': 'x', 'README.md': 'see a.jpg', 'README.txt': 'a.jpg is a cat', LICENSE: 'a.jpg' },
  ],
  [
    'class names',
    { 'cat/cat.jpg': 'x', 'dog/b.jpg': 'x', 'classes.txt': 'cat\ndog\n', 'classes.csv': 'id,name\n0,cat\n1,dog\n' },
  ],
  ['a config', { 'cat/a.jpg': 'x', 'dog/b.jpg': 'x', 'config.yaml': 'names: x\n', 'package.json': '{"name": "x"}' }],
  ['a class called mask', { 'mask/1.png': 'x', 'no_mask/1.png': 'x' }],
  ['the same stem in two formats', { 'cat/a.jpg': 'x', 'cat/a.png': 'x', 'dog/a.jpg': 'x' }],
  ['a name that ends like a mask', { 'cat/a_mask.png': 'x', 'dog/b.png': 'x' }],
])('%s are no labels', async (_, files) => {
  const { index } = await openDataset([makeFolder('set', files)]);
  expect(index.labelsCannotFollow).toBeUndefined();
});

test('beside a file of an unknown kind, pixels stay where they are', async () => {
  const root = makeFolder('set', {
    'train/cat/a.jpg': 'x',
    'train/cat/a.npy': 'x',
    'train/cat/b.jpg': 'x',
    'val/cat/c.jpg': 'x',
  });
  const { index } = await openDataset([root]);
  const recipe = makeRecipe([{ transform: 'image.flip' }, { transform: 'image.noise' }, { transform: 'image.mixup' }]);
  expect(planRun(index, recipe, catalogue, choice)).toMatchObject({
    refusal: undefined,
    warnings: expect.arrayContaining([expect.stringMatching(/whether train\/cat\/a\.npy says where things are/)]),
  });
  const facts = factsOf(index);
  const reasons = (path: string) => {
    const sample = index.samples.find((s) => s.path === path)!;
    return drawVariant(recipe, catalogue, facts(sample), { epoch: 0, variant: 1 }).map((o) =>
      'skipped' in o ? o.skipped : 'done',
    );
  };
  expect(reasons('train/cat/a.jpg')).toEqual(['unknown labels', 'done', 'unknown labels']);
  expect(reasons('train/cat/b.jpg')).toEqual(['done', 'done', 'nothing to do']); // nobody else may be its partner
});

const pictures = { 'images/a.jpg': 'x', 'images/b.jpg': 'x' };
const coco = (annotation: object) =>
  JSON.stringify({
    images: [{ id: 1, file_name: 'a.jpg' }],
    annotations: [{ image_id: 1, ...annotation }],
    categories: [],
  });
test.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
  [
    'panoptic COCO',
    { ...pictures, 'p.json': coco({ segments_info: [{ id: 7, bbox: [1, 2, 3, 4] }] }) },
    /panoptic COCO \(“segments_info”\), which is not supported.*convert it to COCO instances/,
  ],
  [
    'COCO of whole bodies',
    { ...pictures, 'p.json': coco({ bbox: [1, 2, 3, 4], face_box: [1, 2, 3, 4] }) },
    /“face_box”/,
  ],
  [
    'VOC with outlines of an unknown kind',
    {
      ...pictures,
      'a.xml':
        '<annotation><object><name>x</name><polygon><x1>1</x1></polygon><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></object></annotation>',
    },
    /“polygon”/,
  ],
])('beside places that are not read, pixels stay where they are: %s', async (_, files, note) => {
  const { index } = await openDataset([makeFolder('set', files)]);
  const { warnings, refusal } = planRun(index, makeRecipe([{ transform: 'image.flip' }]), catalogue, choice);
  expect([refusal, index.samples.map((s) => s.fixed)]).toEqual([undefined, [true, undefined]]);
  expect(warnings.some((warning) => note.test(warning))).toBe(true);
});

test('a mirror says when nobody knows which keypoints change places', async () => {
  const warned = async (more: string, step: Step) => {
    const { index } = await openDataset([
      makeFolder('set', {
        'images/a.jpg': 'x',
        'labels/a.txt': '0 0.5 0.5 0.2 0.2 0.4 0.4 0.6 0.6\n',
        'data.yaml': `train: images\nnames: [cat]\nkpt_shape: [2, 2]\n${more}`,
      }),
    ]);
    const { warnings } = planRun(index, makeRecipe([step]), catalogue, choice);
    return warnings.filter((w) => w.includes('flip_idx'));
  };
  expect(await warned('', { transform: 'image.flip' })).toEqual([
    expect.stringMatching(/^Flip mirrors keypoints, and data.yaml does not say/),
  ]);
  expect(await warned('', { transform: 'image.rotate' })).toEqual([]);
  expect(await warned('flip_idx: [1, 0]\n', { transform: 'image.flip' })).toEqual([]);
});

test('a step that a kind of label cannot follow refuses the run', async () => {
  const { index } = await openDataset([makeFolder('set', ['images/a.jpg', 'masks/a.png', 'images/b.jpg'])]);
  const mixing = planRun(index, makeRecipe([{ transform: 'image.mixup' }]), catalogue, choice);
  expect(mixing.refusal).toEqual({
    kind: 'labels',
    reason: expect.stringMatching(/^Mix-up can’t be used here, because the masks could not follow: .*blended/),
  });
  expect(planRun(index, makeRecipe([{ transform: 'image.flip' }]), catalogue, choice).refusal).toBeUndefined();
});
