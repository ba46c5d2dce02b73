import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { randomFor } from '../../../src/core/random';
import { npy } from '../embedding/files';
import { dataset, height, width } from '../labels/fixtures';
import { filesBelow, smallRecipe, treeHash } from '../run/datasets';
import { audio, labelledClips } from '../timed/clips';
import { bundledCli, ended, lastJson, runCli, startSignalled } from './cli';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const kills = Number(process.env.KILLS ?? 2); // `npm run test:kill` takes more
const variants = 3;
const names = ['a', 'b', 'c', 'd'];
const steps = [...smallRecipe.steps, { transform: 'image.crop' }, { transform: 'image.mosaic', probability: 0.5 }];

/** Pictures with a label file each, and tables of four kinds that name them all. */
function labelled(): string {
  const box = { bbox: [10, 8, 30, 30], area: 900, iscrowd: 0, segmentation: [[10, 8, 40, 8, 25, 38]] };
  const root = dataset({
    ...Object.fromEntries(names.map((name, i) => [`images/train/${name}.png`, i])),
    'images/val/e.png': 9,
    ...Object.fromEntries(names.map((name) => [`labels/train/${name}.txt`, '0 0.5 0.5 0.4 0.4\n1 0.2 0.3 0.25 0.3\n'])),
    'data.yaml': 'path: .\ntrain: train.txt\nval: images/val\nnames: [cat, dog]\n',
    'train.txt': names.map((name) => `./images/train/${name}.png\n`).join(''),
    'labels.csv': `file,label\n${names.map((name) => `${name}.png,cat\n`).join('')}`,
    'coco_train.json': JSON.stringify({
      images: names.map((name, id) => ({ id, file_name: `${name}.png`, width, height })),
      annotations: names.map((_, id) => ({ id, image_id: id, category_id: 1, ...box })),
      categories: [{ id: 1, name: 'cat' }],
    }),
    'images/train/metadata.parquet': new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'file_name', data: names.map((name) => `${name}.png`) },
          { name: 'label', data: names.map(() => 'cat') },
        ],
      }),
    ),
  });
  writeFileSync(join(dirname(root), 'recipe.json'), JSON.stringify({ ...smallRecipe, variants, steps }));
  return root;
}

/** Clips with labels in time, in files beside them and in tables of two kinds. */
function timed(): string {
  const root = dataset(labelledClips('mixed'));
  const recipe = audio([
    { transform: 'audio.shift', fraction: [-0.6, 0.6] },
    { transform: 'audio.mixup', weight: [0.3, 0.9] },
  ]);
  writeFileSync(join(dirname(root), 'recipe.json'), JSON.stringify({ ...recipe, variants }));
  return root;
}

/** Embeddings in three blocks, a column after the other, with their labels in a file beside them. */
function points(): string {
  const rows = 4200;
  const data = Float32Array.from({ length: rows * 2 }, (_, i) => (i * 7919) % 1000);
  const root = dataset({
    'X_train.npy': npy('<f4', [rows, 2], new Uint8Array(data.buffer), true),
    'y_train.npy': npy(
      '|u1',
      [rows],
      Uint8Array.from({ length: rows }, (_, i) => i % 3),
    ),
  });
  const steps = [{ transform: 'embedding.noise' }, { transform: 'embedding.mixup', probability: 0.2 }];
  const recipe = { version: 1, modality: 'embedding', seed: 7, variants: 1, steps };
  writeFileSync(join(dirname(root), 'recipe.json'), JSON.stringify(recipe));
  return root;
}

// writes of pictures and clips: 12 variants, 12 copies and up to 5 tables, each with its lines of the journal and its name;
// of points: a line and two names a block, two tables
describe.skipIf(process.platform !== 'linux').each([
  { of: 'pictures', labelled, kills, seed: 5, sources: 4, made: 12, writes: 60 },
  { of: 'clips', labelled: timed, kills: Math.ceil(kills / 2), seed: 6, sources: 4, made: 12, writes: 60 },
  { of: 'points', labelled: points, kills: Math.ceil(kills / 2), seed: 7, sources: 4200, made: 4200, writes: 20 },
])('a run of $of with labels that is killed', ({ labelled, kills, seed, sources, made, writes }) => {
  const args = ['run', 'set', '--recipe', 'recipe.json', '--out', 'out', '--workers', '1', '--json'];
  let cli: string;
  let home: string;
  beforeAll(async () => {
    cli = bundledCli();
    home = dirname(labelled());
    expect(lastJson(await runCli(cli, args, home))).toMatchObject({ sources, variants: made, failed: [] });
  });

  const random = randomFor('kills', seed);
  const moments = Array.from({ length: kills }, () => random.integer([0, writes]));

  it.each(moments)('at write %i ends with the same labels and tables', async (count) => {
    const root = labelled();
    const source = treeHash(root);
    const at = dirname(root);
    const first = await ended(startSignalled(cli, args, at, count, 'SIGKILL'));
    expect(first.signal).toBe('SIGKILL');
    for (const path of existsSync(join(at, 'out')) ? filesBelow(join(at, 'out')) : []) {
      if (path.startsWith('.augment') || path.endsWith('.tmp')) continue;
      expect(readFileSync(join(at, 'out', path)).equals(readFileSync(join(home, 'out', path))), path).toBe(true);
    }
    const resumed = await runCli(cli, [...args, '--resume'], at);
    expect([resumed.code, resumed.stderr]).toEqual([0, expect.not.stringMatching(/changed/)]);
    expect(treeHash(join(at, 'out'))).toBe(treeHash(join(home, 'out')));
    expect(treeHash(root)).toBe(source);
  });
});
