import { readFile } from 'node:fs/promises';
import Ajv, { type ValidateFunction } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { generatedFiles } from '../../../src/build/generated';
import { builtInPresets } from '../../../src/core/presets';
import { checkRecipe } from '../../../src/core/recipe-check';
import { commandTable } from '../../../src/host/command-table';
import { catalogue } from '../../../src/transforms/index';

const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

describe('generated files', () => {
  it('are as `npm run generate` would write them', async () => {
    for (const [path, text] of await generatedFiles()) expect(await readFile(path, 'utf8'), path).toBe(text);
  });

  it('give every text of package.json in package.nls.json, and no other', async () => {
    const { contributes, capabilities } = await read('package.json');
    const used = JSON.stringify({ contributes, capabilities }).match(/%[a-zA-Z.]+%/g) ?? [];
    const texts = Object.keys(await read('package.nls.json'));
    expect([...new Set(used)].sort()).toEqual(texts.map((key) => `%${key}%`).sort());
  });

  it('put in the menus only commands that there are', async () => {
    const { contributes } = await read('package.json');
    const known = Object.keys(commandTable).map((name) => `datasetAugmentation.${name}`);
    const shown = Object.values<{ command?: string }[]>(contributes.menus).flat();
    expect(known).toEqual(expect.arrayContaining(shown.flatMap(({ command }) => command ?? [])));
  });

  it('show the submenu for pictures and tables, on disk only', async () => {
    const { contributes } = await read('package.json');
    const { when } = contributes.menus['explorer/context'][0];
    const pattern = new RegExp(/=~ \/(.*)\/i/.exec(when)?.[1] ?? '', 'i');
    for (const name of ['.jpg', '.JPEG', '.png', '.webp', '.tif', '.avif', '.gif', '.bmp', '.csv', '.parquet', '.txt'])
      expect(name).toMatch(pattern);
    for (const name of ['.txtx', '.jpgx', 'jpg', '.docx']) expect(name).not.toMatch(pattern);
    expect(when).toContain('resourceScheme == file || resourceScheme == vscode-remote');
  });

  it('offer to open an Albumentations recipe on .json files alone', async () => {
    const { contributes } = await read('package.json');
    const entries: readonly { command: string; when?: string }[] = contributes.menus['datasetAugmentation.explorer'];
    const { when = '' } = entries.find(({ command }) => command === 'datasetAugmentation.openAlbumentations')!;
    const pattern = new RegExp(/^resourceExtname =~ \/(.*)\/i$/.exec(when)![1]!, 'i');
    expect(['.json', '.JSON', '.jsonl', '.png', ''].map((name) => pattern.test(name))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('schema of settings.json', () => {
  let valid: ValidateFunction;
  beforeAll(async () => {
    valid = new Ajv({ strict: false, inlineRefs: false }).compile(await read('schemas/settings.generated.json'));
  }, 60_000); // a busy machine takes its time
  const recipe = builtInPresets[0]!.recipe;
  const withStep = (step: object) => ({ ...recipe, steps: [step] });

  it('accepts the built-in presets, and a recipe that names its preset', () => {
    for (const { name, recipe } of builtInPresets) {
      expect(valid({ 'datasetAugmentation.presets': { [name]: recipe } }), JSON.stringify(valid.errors)).toBe(true);
    }
    expect(valid({ 'datasetAugmentation.recipes': { '.': { preset: 'Gentle', ...recipe } } })).toBe(true);
  });

  it.each([
    ['a value out of range', withStep({ transform: 'image.rotate', degrees: [-900, 8] })],
    ['an unknown transform', withStep({ transform: 'image.nothing' })],
    ['an unknown parameter', withStep({ transform: 'image.rotate', angle: [0, 1] })],
    ['an invalid step in a group', withStep({ oneOf: [{ transform: 'image.flip', axis: 'sideways' }] })],
    ['no steps', { version: 1, modality: 'image', seed: 1, variants: 1 }],
  ])('refuses %s, as the check of recipes does', (_what, wrong) => {
    expect(valid({ 'datasetAugmentation.presets': { Mine: wrong } })).toBe(false);
    expect(valid({ 'datasetAugmentation.recipes': { '.': wrong } })).toBe(false);
    expect(checkRecipe(wrong, catalogue)).toHaveProperty('problems');
  });
});
