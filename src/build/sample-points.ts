// `npm run samples`: the embeddings of media/sample, made of random numbers from a fixed seed, which belong to everybody.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFor } from '../core/random';
import { npyOf } from '../engine/learn/npy';

const folder = 'media/sample/points';
const [rows, features] = [120, 8];

/** Where each class lies, in the first three features. */
const classes: Readonly<Record<string, readonly number[]>> = {
  amber: [2.4, 0, 0.5],
  birch: [-0.8, 1.1, 0],
  cedar: [-0.6, -1, 0.4],
};

const random = randomFor('sample', 'points');
const names = Object.keys(classes);
const data = new Float32Array(rows * features);
const lines = ['label,split'];
for (let row = 0; row < rows; row++) {
  const name = names[row % names.length]!;
  for (let i = 0; i < features; i++) {
    data[row * features + i] = (classes[name]![i] ?? 0) + random.normal() * (i < 3 ? 0.6 : 0.25);
  }
  lines.push(`${name},${row < 90 ? 'train' : 'validation'}`);
}
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'points.npy'), npyOf(data, rows, features));
writeFileSync(join(folder, 'points.csv'), `${lines.join('\n')}\n`);
