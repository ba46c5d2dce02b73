import { writeFileSync } from 'node:fs';
import { UseError } from '../core/errors';
import { openAlbumentations } from '../core/import/albumentations';
import { catalogue } from '../transforms';
import type { Command } from './command';
import { print, say } from './output';
import { readJson } from './recipe';

export const importRecipe: Command = {
  usage: '<albumentations.json>',
  summary: 'make a recipe out of an Albumentations pipeline (A.save), and name what has no equivalent',
  options: { out: { value: 'FILE', help: 'write it to a new *.augment.json; without it, print it' } },
  async run(call) {
    const [file, ...more] = call.words;
    if (file === undefined || more.length > 0) throw new UseError('Say which file holds the Albumentations pipeline.');
    const { recipe, notes } = openedFrom(file, await readJson(file));
    for (const note of notes) say(note);
    const text = JSON.stringify(recipe, null, 2);
    const out = call.text('out');
    if (out === undefined) print(text);
    else writeNew(out, `${text}\n`);
    return 0;
  },
};

function openedFrom(file: string, value: unknown) {
  try {
    return openAlbumentations(value, catalogue);
  } catch (error) {
    throw new UseError(`${file}: ${(error as Error).message}.`);
  }
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new UseError(`${file} can't be written: ${(error as Error).message}. Choose another name with --out.`);
  }
}
