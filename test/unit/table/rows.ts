import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Recipe } from '../../../src/core/recipe';
import type { RunChoice } from '../../../src/core/run';

const words = ['film', 'car', 'house', 'city', 'doctor', 'story', 'river', 'teacher', 'garden', 'picture'];
/** The nth of a hundred sentences with words that have synonyms. */
export const sentence = (n: number) =>
  `He bought a ${words[n % 10]} and saw the ${words[(n * 7 + 3) % 10]} near a big ${words[(n * 3 + 1) % 10]}`;
/** A table of so many sentences, with ids and two classes. */
export const csv = (count: number) =>
  `id,text,label\n${Array.from({ length: count }, (_, n) => `${n},"${sentence(n)}, he said",${n % 3 ? 'a' : 'b'}\n`).join('')}`;

export const recipe: Recipe = {
  version: 1,
  modality: 'text',
  seed: 7,
  variants: 3,
  steps: [{ transform: 'text.synonym' }, { transform: 'text.typo', probability: 0.5 }],
};
export const choice: RunChoice = { onlyVariants: false, allowEvaluationData: false };
/** The lines of a file of JSON, as objects. */
export const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
export const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
