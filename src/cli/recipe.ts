import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { UseError } from '../core/errors';
import { isAlbumentations } from '../core/import/albumentations';
import { didYouMean } from '../core/nearest';
import { builtInPresets } from '../core/presets';
import type { Recipe } from '../core/recipe';
import { checkRecipe, problemLines } from '../core/recipe-check';
import { catalogue } from '../transforms';
import type { Given, Options } from './arguments';
import { dataOptions, givenData } from './data-options';
import { downloadOption } from './models';

/** Options of the commands that work with a recipe. */
export const recipeOptions = {
  recipe: {
    value: '<file.json | preset>',
    help: 'a file, else a preset of the workspace settings, else a built-in one',
  },
  variants: { value: 'N', help: 'variants of each source, instead of the recipe’s' },
  seed: { value: 'N', help: 'another seed draws other variants' },
  ...dataOptions,
  ...downloadOption,
} as const satisfies Options;

const settingsKey = 'datasetAugmentation.presets';

/** The recipe that a command line asks for, checked, for a dataset at `path`. Throws a `UseError` that says all. */
export async function givenRecipe(given: Given, path: string): Promise<Recipe> {
  const word = given.text('recipe');
  if (word === undefined)
    throw new UseError(
      `Say with --recipe which recipe: a file, or the name of a preset (${builtInPresets.map((p) => p.name).join(', ')}, or one of the workspace settings).`,
    );
  const { value, origin } = await findRecipe(word, resolve(path));
  const variants = given.whole('variants', 1, 1000);
  const seed = given.whole('seed', 0, 4294967295);
  const overrides = { ...(variants !== undefined && { variants }), ...(seed !== undefined && { seed }) };
  const named = givenData(given);
  const data = isRecord(value) && isRecord(value.data) ? { ...value.data, ...named } : named;
  const more = { ...overrides, ...(Object.keys(named).length > 0 && { data }) };
  const whole = isRecord(value) ? { ...value, ...more } : value;
  if (isAlbumentations(value)) {
    throw new UseError(
      `${word} is an Albumentations pipeline: make a recipe of it with dataset-augment import ${word}.`,
    );
  }
  const checked = checkRecipe(whole, catalogue);
  if ('recipe' in checked) return checked.recipe;
  throw new UseError(`${origin} is not a valid recipe:\n${problemLines(checked.problems)}`);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

interface Found {
  readonly value: unknown;
  /** Where it stands, for messages. */
  readonly origin: string;
}

async function findRecipe(word: string, dataset: string): Promise<Found> {
  const isFile = await stat(word).then(
    (s) => s.isFile(),
    () => false,
  );
  if (isFile) return { value: await readJson(word), origin: word };
  const names: string[] = [];
  for (const start of [dataset, process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const presets = await presetsIn(join(folder, '.vscode', 'settings.json'));
      if (Object.hasOwn(presets, word)) return { value: presets[word], origin: `The preset "${word}"` };
      names.push(...Object.keys(presets));
      if (folder === dirname(folder)) break;
    }
  }
  const builtIn = builtInPresets.find((p) => p.name.toLowerCase() === word.toLowerCase());
  if (builtIn) return { value: builtIn.recipe, origin: builtIn.name };
  const all = [...new Set([...names, ...builtInPresets.map((p) => p.name)])];
  throw new UseError(
    `There is no file and no preset "${word}".${didYouMean(word, all)} The presets here are: ${all.join(', ')}.`,
  );
}

async function presetsIn(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const settings: unknown = parse(text, [], { allowTrailingComma: true }); // as VS Code reads it: what is broken is left out
  const presets = (settings as Readonly<Record<string, unknown>> | undefined)?.[settingsKey];
  return typeof presets === 'object' && presets !== null ? (presets as Readonly<Record<string, unknown>>) : {};
}

/** A JSON file; comments and trailing commas are fine, as in settings. Throws a `UseError` with line and column. */
export async function readJson(file: string): Promise<unknown> {
  const read = readFile(file, 'utf8').catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new UseError(code === 'ENOENT' ? `${file} does not exist.` : `${file} can't be read: ${message}`);
  });
  const text = (await read).replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (!error) return value;
  const before = text.slice(0, error.offset).split('\n');
  const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
  const what = printParseErrorCode(error.error).replace(/\B[A-Z]/g, ' $&'); // CloseBraceExpected
  throw new UseError(`${file} is not valid JSON: ${what.toLowerCase()} at ${place}.`);
}
