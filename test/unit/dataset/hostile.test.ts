import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import { decodeSound, floatWav, readFloat } from '../../../src/engine/audio/decode';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { decodeMask } from '../../../src/formats/masks/png';
import { inProcess } from '../labels/in-process';
import { filesBelow, smallRecipe, temporaryFolder } from '../run/datasets';

const folder = temporaryFolder();
afterAll(() => folder.remove());
let n = 0;
/** The dataset; `secret` lies beside it, and is a picture like any other. */
let root: string;
let secret: string;

const gray = (level: number) =>
  encode({ width: 40, height: 30, channels: 3, depth: 8, data: new Uint8Array(40 * 30 * 3).fill(level) });
function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
beforeEach(() => {
  root = join(folder.path, `${++n}`, 'deep', 'set');
  secret = join(folder.path, `${n}`, 'outside', 'secret.png');
  mkdirSync(dirname(secret), { recursive: true });
  writeFileSync(secret, gray(77));
  put('images/p.png', gray(10));
  put('images/q.png', gray(20));
});

const box = '0 0.5 0.5 0.2 0.4\n';
const voc = (head = '', name = 'cat', before = '') =>
  `<?xml version="1.0"?>${head}<annotation><filename>p.png</filename><size><width>40</width><height>30</height><depth>3</depth></size>${before}<object><name>${name}</name><bndbox><xmin>3</xmin><ymin>4</ymin><xmax>20</xmax><ymax>22</ymax></bndbox></object></annotation>`;
const coco = (names: readonly string[]) =>
  JSON.stringify({
    images: names.map((file_name, id) => ({ id, file_name, width: 40, height: 30 })),
    annotations: names.map((_, id) => ({
      id,
      image_id: id,
      category_id: 1,
      bbox: [2, 3, 10, 8],
      area: 80,
      iscrowd: 0,
    })),
    categories: [{ id: 1, name: 'cat' }],
  });
const outside = 'which lies outside of the dataset: nothing there is read';

/** What is wrong with the dataset, and how long it took to say so; its run writes nothing outside, and of nothing there. */
async function scanned(): Promise<readonly string[]> {
  const began = process.cpuUsage();
  const dataset = await openDataset([root]);
  const { user, system } = process.cpuUsage(began);
  expect(user + system).toBeLessThan(5_000_000); // µs of CPU, where what is mended took 20 s and more
  expect(dataset.index.samples.map((sample) => sample.path)).toEqual(['images/p.png', 'images/q.png']);
  return dataset.index.problems.map(({ path, problem }) => `${path}: ${problem}`);
}
async function ran(): Promise<readonly { readonly error: string }[]> {
  const out = join(root, '..', 'out');
  const recipe: Recipe = { ...smallRecipe, variants: 1 };
  const choice = { out, onlyVariants: false, allowEvaluationData: true };
  const { failed } = await runRecipe(await openDataset([root]), recipe, choice, { pool: inProcess });
  const stolen = readFileSync(secret);
  for (const path of filesBelow(out)) expect(readFileSync(join(out, path)).equals(stolen)).toBe(false);
  expect(filesBelow(join(root, '..', '..')).filter((path) => !/^deep\/(set|out)\//.test(path))).toEqual([
    'outside/secret.png',
  ]);
  return failed;
}

describe('labels that name files outside of the dataset', () => {
  const away = () => ['../../outside/secret.png', secret, 'images/../../../outside/secret.png'];
  const names = () => ['images/p.png', ...away(), 'images/q.png', './images/p.png'];

  it.each([
    ['COCO', () => put('instances.json', coco(names()))],
    [
      'CSV',
      () =>
        put(
          'labels.csv',
          `file_name,label\n${names()
            .map((name) => `${name},cat\n`)
            .join('')}`,
        ),
    ],
    [
      'JSONL',
      () =>
        put(
          'metadata.jsonl',
          names()
            .map((file_name) => `${JSON.stringify({ file_name, label: 'x' })}\n`)
            .join(''),
        ),
    ],
    [
      'a list of a split',
      () => {
        put('labels/p.txt', box);
        put('data.yaml', 'train: train.txt\nval: ../../outside/list.txt\nnames: [cat]\n');
        put('train.txt', names().join('\n'));
      },
    ],
  ] as const)('%s: each is named, and nothing there is read', async (_, make) => {
    make();
    const problems = await scanned();
    for (const name of away()) expect(problems).toContainEqual(expect.stringContaining(`names ${name}, ${outside}`));
    expect(await ran()).toEqual([]);
  });

  it('data.yaml leads nowhere else', async () => {
    put('labels/p.txt', box);
    put('labels/q.txt', box);
    put('data.yaml', `path: ${dirname(secret)}\ntrain: ../../outside\nval: ${dirname(secret)}\nnames: [cat]\n`);
    await scanned();
    expect(await ran()).toEqual([]);
  });

  it('VOC goes by its own name, whatever stands in it', async () => {
    put(
      'annotations/p.xml',
      voc().replace('<filename>p.png', `<folder>../..</folder><path>${secret}</path><filename>${secret}`),
    );
    await scanned();
    expect(await ran()).toEqual([]);
  });

  it('links that go round are named, and not followed', async () => {
    symlinkSync(root, join(root, 'images', 'again'));
    symlinkSync(join(root, 'b'), join(root, 'a'));
    symlinkSync(join(root, 'a'), join(root, 'b'));
    const problems = await scanned();
    expect(problems).toContainEqual(expect.stringMatching(/^images\/again: is a link to a folder that it stands in/));
    expect(problems.filter((problem) => /^[ab]: /.test(problem))).toHaveLength(2);
  });
});

describe('labels that would fill the memory or take for ever', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const laughs = Array.from({ length: 12 }, (_, i) => {
    const [name, inner] = [i + 1, i].map((k) => `e${k}`);
    return `<!ENTITY ${name} "${`&${inner};`.repeat(10)}">`;
  }).join('');
  const aliases = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`);

  it.each([
    ['entities of XML', () => put('annotations/p.xml', voc(`<!DOCTYPE x [<!ENTITY e0 "lol">${laughs}]>`, '&e12;'))],
    [
      'beginnings of elements without end',
      () => put('annotations/p.xml', voc('', 'cat', `<!-- ${'<size '.repeat(60_000)} -->`)),
    ],
    [
      'objects without end',
      () =>
        put('annotations/p.xml', voc().replace('</annotation>', `<!-- ${'<object>'.repeat(60_000)} --></annotation>`)),
    ],
    [
      'objects without size',
      () =>
        put(
          'annotations/p.xml',
          voc(
            '',
            'cat',
            '<object><name>x</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>1</xmax><ymax>1</ymax></bndbox></object>'.repeat(
              10_000,
            ),
          ),
        ),
    ],
    [
      'parts and points of one object',
      () =>
        put(
          'annotations/p.xml',
          voc().replace(
            '</bndbox></object>',
            `</bndbox>${'<part><name>x</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></part>\n'.repeat(5000)}${'<point><x>5</x><y>6</y></point>\n'.repeat(5000)}</object>`,
          ),
        ),
    ],
  ] as const)('VOC: %s', async (_, make) => {
    make();
    await scanned();
    const began = process.cpuUsage();
    expect(await ran()).toEqual([]);
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(10_000_000); // µs of CPU, where pieces cut one by one took minutes
    const made = readFileSync(join(root, '..', 'out', 'annotations', 'p__aug-1.xml'), 'utf8');
    expect(made.length).toBeLessThan(2_000_000); // an entity stays the word that it was
  });

  it.each([
    ['aliases', `a0: &a0 [x, x]\n${aliases.join('\n')}\ntrain: images\nval: images\nnames: [cat]\n`, 'alias'],
    ['lists in lists', `x: ${deep}\ntrain: images\nval: images\nnames: [cat]\n`, 'nested more than 50'],
    ['size', `x: ${'y'.repeat(2_000_000)}\ntrain: images\nval: images\nnames: [cat]\n`, 'larger than a megabyte'],
  ])('data.yaml: %s, named', async (_, text, said) => {
    put('labels/p.txt', box);
    put('data.yaml', text);
    expect(await scanned()).toContainEqual(expect.stringMatching(new RegExp(`^data.yaml: can’t be read: .*${said}`)));
  });

  it.each([
    ['COCO', 'instances.json', () => coco(['images/p.png']).replace('"iscrowd":0', `"iscrowd":0,"x":${deep}`)],
    ['JSONL', 'metadata.jsonl', () => `{"file_name":"images/p.png","label":"a","x":${deep}}\n`],
  ] as const)('%s nested too deep is no table, and no label falls behind', async (_, path, text) => {
    put(path, text());
    await scanned();
    await expect(ran()).rejects.toThrow(path);
  });

  it('one row of JSONL nested too deep is named with its line', async () => {
    put(
      'metadata.jsonl',
      `{"file_name":"images/p.png","label":"x"}\n{"file_name":"images/q.png","label":"x","y":${deep}}\n`,
    );
    expect(await scanned()).toContainEqual(
      'metadata.jsonl: line 2 is nested more than 1000 levels deep, and is not read',
    );
  });

  it('texts nested too deep are no table, or a row that is named', async () => {
    rmSync(root, { recursive: true });
    const row = (more: string) => `{"text":"a fine film","label":"a"${more}}\n`;
    put('train.jsonl', `${row('').repeat(30)}${row(`,"x":${deep}`)}`);
    const { index } = await openDataset([root]);
    expect(index.problems.map(({ problem }) => problem)).toEqual([expect.stringContaining('nested more than 1000')]);
  });

  it('outlines of YOLO with a million points are named', async () => {
    put('labels/p.txt', `0 ${'0.5 0.5 '.repeat(300_000)}\n`);
    expect(await scanned()).toContainEqual('labels/p.txt: line 1 has 600001 columns: up to 40001 are read');
    expect(await ran()).toMatchObject([{ error: expect.stringContaining('up to 40001 are read') }]);
  });

  it('masks of more pixels than are decoded', () => {
    const mask = Buffer.from(encode({ width: 2, height: 2, channels: 1, depth: 8, data: new Uint8Array(4) }));
    mask.writeUInt32BE(60_000, 16);
    mask.writeUInt32BE(60_000, 20);
    expect(() => decodeMask(mask)).toThrow('60000 × 60000 pixels');
    expect(() => decodeMask(mask.subarray(0, 20))).toThrow('cut off');
  });
});

describe('sound that is too long to be held in memory', () => {
  const control = { check() {}, pause: async () => {}, alive() {} };
  const most = 1 << 27; // values

  it('is named: WAV', async () => {
    const header = Buffer.alloc(44);
    header.write('RIFF');
    header.writeUInt32LE(most + 37, 4);
    header.write('WAVEfmt ', 8);
    header.writeUInt32LE(16, 16);
    header.writeUInt16LE(1, 20);
    header.writeUInt16LE(1, 22);
    header.writeUInt32LE(8000, 24);
    header.writeUInt32LE(8000, 28);
    header.writeUInt16LE(1, 32);
    header.writeUInt16LE(8, 34);
    header.write('data', 36);
    header.writeUInt32LE(most + 1, 40);
    const path = join(folder.path, 'long.wav');
    writeFileSync(path, header);
    truncateSync(path, most + 45); // holes take no room
    await expect(decodeSound(path, control)).rejects.toThrow('too long to be held in memory (280 minutes)');
  });

  it('is cut off where it would fill the disk, and named: what ffmpeg decodes', async () => {
    const limit = Number(floatWav[floatWav.indexOf('-fs') + 1]);
    const path = join(folder.path, 'decoded.wav');
    writeFileSync(path, '');
    truncateSync(path, limit);
    await expect(readFloat(path)).rejects.toThrow('too long to be held in memory');
  });
});
