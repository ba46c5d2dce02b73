import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UseError } from '../../../src/core/errors';
import { createPool, type Pool } from '../../../src/engine/pool';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { smallRecipe, temporaryFolder } from './datasets';
import { mutated } from './mutations';
import { bundled } from './worker-bundle';

const copies = Number(process.env.FUZZ ?? 50); // `npm run test:fuzz` takes 2,000 of each format

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 });

const folder = temporaryFolder();
let pool: Pool;
let picture: Uint8Array;
beforeAll(async () => {
  pool = createPool({ workerFile: bundled('worker'), workers: 2, timeLimit: 30_000 });
  const pixels = Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * i) % 251);
  picture = await sharp(pixels, { raw: { width: 40, height: 30, channels: 3 } })
    .png()
    .toBuffer();
});
afterAll(() => {
  pool.dispose();
  folder.remove();
});

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const voc = `<annotation><size><width>40</width><height>30</height><depth>3</depth></size>
<object><name>cat</name><bndbox><xmin>3</xmin><ymin>4</ymin><xmax>20</xmax><ymax>22</ymax></bndbox></object></annotation>`;
const beside = {
  YOLO: { file: (n: number) => `labels/train/${n}.txt`, whole: '0 0.5 0.5 0.2 0.4\n1 0.25 0.3 0.1 0.1\n' },
  VOC: { file: (n: number) => `annotations/${n}.xml`, whole: voc },
} as const;

describe.each(Object.entries(beside))('damaged %s files', (name, { file, whole }) => {
  it(`stop no run, and each of ${copies} pictures is made or named`, async () => {
    const root = join(folder.path, name);
    const images = name === 'YOLO' ? 'images/train' : 'images';
    for (let n = 0; n < copies; n++) {
      put(join(root, images, `${n}.png`), picture);
      put(join(root, file(n)), n === 0 ? whole : mutated(Buffer.from(whole), name, n));
    }
    const dataset = await openDataset([root]);
    expect(dataset.index.labelSets.map((set) => set.name.split(' ').includes(name))).toEqual([true]);
    const choice = { out: join(folder.path, `${name}-out`), onlyVariants: true, allowEvaluationData: false };
    const result = await runRecipe(dataset, { ...smallRecipe, variants: 1 }, choice, { pool });
    expect(result.variants + result.failed.length + result.skipped).toBe(copies);
    expect(result.failed.filter(({ error }) => /crashed|took longer/.test(error))).toEqual([]);
  });
});

const rows = Array.from({ length: 12 }, (_, i) => i);
const tables: Readonly<Record<string, { readonly file: string; readonly pictures: boolean; readonly whole: string }>> =
  {
    COCO: {
      file: 'instances.json',
      pictures: true,
      whole: JSON.stringify({
        images: rows.map((id) => ({ id, file_name: `images/${id}.png`, width: 40, height: 30 })),
        annotations: rows.map((id) => ({
          id,
          image_id: id,
          category_id: 1,
          bbox: [2, 3, 10, 8],
          area: 80,
          iscrowd: 0,
        })),
        categories: [{ id: 1, name: 'cat' }],
      }),
    },
    'CSV of pictures': {
      file: 'train.csv',
      pictures: true,
      whole: `file_name,label\n${rows.map((n) => `images/${n}.png,${n % 2 ? 'a' : '"b, c"'}\n`).join('')}`,
    },
    'CSV of texts': {
      file: 'train.csv',
      pictures: false,
      whole: `id,text,label\n${rows.map((n) => `${n},"one fine film, number ${n}",${n % 2 ? 'a' : 'b'}\n`).join('')}`,
    },
    JSONL: {
      file: 'train.jsonl',
      pictures: false,
      whole: rows.map((n) => `${JSON.stringify({ text: `the old car ${n}`, label: n % 2 })}\n`).join(''),
    },
  };

describe.each(Object.entries(tables))('damaged tables: %s', (name, { file, pictures, whole }) => {
  it(`are read, or refused with a reason, each of ${copies}`, async () => {
    const root = join(folder.path, name.replaceAll(' ', '-'));
    if (pictures) for (const n of rows) put(join(root, 'images', `${n}.png`), picture);
    let read = 0;
    for (let n = 0; n < copies; n++) {
      put(join(root, file), mutated(Buffer.from(whole), name, n));
      try {
        await openDataset([root]);
        read++;
      } catch (error) {
        expect(error).toBeInstanceOf(UseError);
      }
    }
    expect(read).toBeGreaterThan(0);
  });
});
