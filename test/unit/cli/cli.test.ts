import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Inspection } from '../../../src/cli/inspect';
import type { RunResult } from '../../../src/core/run';
import { filesBelow, smallRecipe, temporaryFolder, treeHash, writeDataset } from '../run/datasets';
import { bundledCli, type Ended, lastJson, runCli, runHere } from './cli';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let cli: string;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  cli = bundledCli();
});
beforeEach(async () => {
  folder = temporaryFolder();
  await writeDataset(at('pets'), 2);
  writeFileSync(at('small.augment.json'), JSON.stringify(smallRecipe));
});
afterEach(() => folder.remove());

const at = (...names: readonly string[]) => join(folder.path, ...names);
const augment = (...args: readonly string[]): Promise<Ended> => runCli(cli, args, folder.path);
const here = (...args: readonly string[]): Promise<Ended> => runHere(args, folder.path);
const validators = new Map<string, ValidateFunction>();
/** Made once: that of recipes takes seconds. */
const validator = async (name: string) => {
  const { stdout } = await here('schema', name);
  const made = validators.get(name) ?? new Ajv({ strict: false }).compile(JSON.parse(stdout.toString()));
  validators.set(name, made);
  return made;
};

describe('wrong use', () => {
  it('a folder that can’t be made is no place for a preview', async () => {
    symlinkSync(at('gone', 'away'), at('dangling'));
    const { code, stderr } = await here('preview', 'pets', '--recipe', 'gentle', '--out', 'dangling');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/dangling can't be made.*another folder/)]);
  });
  it.each([
    [['jump'], /There is no command "jump".*run, merge, preview, inspect, stream, .*undo, replay, list, schema/],
    [['rnu', 'pets'], /Did you mean "run"\?/],
    [['merge', 'out'], /holds no shards of a run/],
    [['run', 'pets', '--recipe', 'gentle', '--frobnicate'], /no option --frobnicate.*--recipe/],
    [
      ['run', 'pets', '--recipe', 'gentle', '--varaints', '3'],
      /no option --varaints here. Did you mean "--variants"\?/,
    ],
    [['run', 'pets', '--recipe', 'gentel'], /no preset "gentel". Did you mean "Gentle"\?/],
    [['list', 'image.fliip'], /no transform "image.fliip". Did you mean "image.flip"\?/],
    [['undo', 'nowhere'], /nowhere does not exist/],
    [['run', 'pets', '--recipe'], /--recipe needs a value/],
    [['run', 'pets', '--recipe', 'gentle', '--json=yes'], /--json is a switch/],
    [['run', 'pets'], /--recipe which recipe.*Gentle, Strong/],
    [['run', '--recipe', 'gentle'], /path is missing/],
    [['run', 'pets', '--recipe', 'nonesuch'], /no file and no preset "nonesuch".*Gentle, Strong/],
    [['run', 'pets', '--recipe', 'gentle', '--workers', '0'], /--workers must be a whole number from 1/],
    [['run', 'pets', '--recipe', 'gentle', '--variants', '1e3'], /--variants must be a whole number from 1 to 1000/],
    [['stream', 'pets', '--recipe', 'gentle', '--shard', '4/4'], /--shard must be I\/N/],
    [['run', 'pets/test', '--recipe', 'gentle'], /measures a model/],
    [['run', 'nowhere', '--recipe', 'gentle'], /nowhere/],
    [['undo', 'pets'], /holds no record/],
    [['replay', 'pets'], /replay takes/],
    [['schema', 'nothing'], /recipe, manifestLine/],
    [['import', 'nowhere.json'], /nowhere.json does not exist/],
    [['import'], /which file holds the Albumentations pipeline/],
    [['import', 'small.augment.json'], /no Albumentations recipe/],
    [['run', 'pets', '--recipe', 'gentle', '--resume'], /no unfinished run/],
  ] as const)('%j ends with 2, and says why', async (args, message) => {
    const before = treeHash(folder.path);
    const { code, stderr, stdout } = await here(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(stdout.toString()).toBe('');
    expect(treeHash(folder.path)).toBe(before);
  });

  it('says all that is wrong with a recipe', async () => {
    const steps = [{ transform: 'image.rotate', degrees: [-500, 8] }, { transform: 'image.flipp' }];
    writeFileSync(at('bad.json'), JSON.stringify({ ...smallRecipe, steps }));
    const { code, stderr } = await here('run', 'pets', '--recipe', 'bad.json');
    expect(code).toBe(2);
    expect(stderr).toContain('steps[0].degrees[0]: must be a number from -180 to 180');
    expect(stderr).toContain('steps[1].transform: unknown transform "image.flipp"');
  });
});

describe('help', () => {
  it('lists the commands, and the options of each', async () => {
    expect((await here('--help')).stdout.toString()).toMatch(/run .*\n.*preview/);
    const { code, stdout } = await here('run', '--help');
    expect(code).toBe(0);
    expect(stdout.toString()).toMatch(/--recipe <file.json \| preset>[\s\S]*--only-variants[\s\S]*--resume/);
    expect((await here('--version')).stdout.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('run', () => {
  it('prints the result as the last line, as its schema says', async () => {
    const ended = await augment('run', 'pets', '--recipe', 'small.augment.json', '--json', '--variants', '2');
    expect(ended.code).toBe(0);
    const result = lastJson(ended);
    expect(result).toMatchObject({ out: at('pets-augmented'), sources: 4, variants: 8, failed: [], skipped: 0 });
    expect((await validator('run'))(result)).toBe(true);
    const valid = await validator('manifestLine');
    const lines = readFileSync(at('pets-augmented', '.augment-manifest.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.filter((line) => !valid(JSON.parse(line)))).toEqual([]);
    const record = JSON.parse(readFileSync(at('pets-augmented', '.augment-recipe.json'), 'utf8'));
    expect((await validator('record'))(record)).toBe(true);
    expect((await validator('recipe'))(record.recipe)).toBe(true);
    expect(record.recipe.variants).toBe(2);
  });

  it('names a broken source and ends with 1', async () => {
    writeFileSync(at('pets/train/cat/broken.png'), 'no picture');
    const ended = await augment('run', 'pets', '--recipe', 'small.augment.json', '--json');
    expect(ended.code).toBe(1);
    expect(lastJson(ended)).toMatchObject({ variants: 12, failed: [{ source: 'train/cat/broken.png' }] });
    expect(ended.stderr).toContain('train/cat/broken.png');
  });

  it('writes nothing in a dry run', async () => {
    const before = treeHash(folder.path);
    const ended = await here('run', 'pets', '--recipe', 'gentle', '--dry-run', '--json');
    expect(ended.code).toBe(0);
    expect((await validator('estimate'))(lastJson(ended))).toBe(true);
    expect((await here('run', 'pets', '--recipe', 'gentle', '--dry-run')).stdout.toString()).toMatch(/4 images → 16/);
    const shares: unknown[] = [];
    for (const shard of ['0/3', '1/3', '2/3']) {
      const args = ['--recipe', 'gentle', '--out', 'out', '--shard', shard, '--dry-run', '--json'];
      const { sources, variants, out } = lastJson(await here('run', 'pets', ...args)) as RunResult;
      shares.push([sources, variants, out]);
    }
    expect(shares).toEqual([
      [2, 8, at('out')],
      [1, 4, at('out')],
      [1, 4, at('out')],
    ]);
    expect(treeHash(folder.path)).toBe(before);
  });

  it('leaves originals out when it is asked to', async () => {
    await augment('run', 'pets', '--recipe', 'small.augment.json', '--out', 'only', '--only-variants');
    const files = filesBelow(at('only')).filter((f) => !f.startsWith('.augment'));
    expect(files).toHaveLength(12);
    expect(files.every((f) => f.startsWith('train/') && f.includes('__aug-'))).toBe(true);
  });

  it('takes a preset of the nearest settings, with comments, before one of its own', async () => {
    mkdirSync(at('.vscode'));
    const presets = { gentle: smallRecipe, 'My photos': { ...smallRecipe, seed: 99 } };
    const settings = JSON.stringify({ 'datasetAugmentation.presets': presets }).slice(0, -1);
    writeFileSync(at('.vscode/settings.json'), `// mine\n${settings}, /* more */ }\n`);
    await augment('run', 'pets', '--recipe', 'gentle', '--out', 'a');
    await augment('run', 'pets', '--recipe', 'My photos', '--out', 'b');
    await augment('run', 'pets', '--recipe', 'GENTLE', '--out', 'c');
    const recipeOf = (out: string) => JSON.parse(readFileSync(at(out, '.augment-recipe.json'), 'utf8')).recipe;
    expect(recipeOf('a')).toEqual(smallRecipe);
    expect(recipeOf('b').seed).toBe(99);
    expect(recipeOf('c').steps).toHaveLength(6); // the built-in one
  });
});

describe('preview', () => {
  it('writes what a run writes, before and after, and one picture of all', async () => {
    const recipe = ['--recipe', 'small.augment.json'];
    const { code } = await augment('preview', 'pets', ...recipe, '--out', 'look', '--samples', '3');
    expect(code).toBe(0);
    const pairs = [1, 2, 3].flatMap((n) => [`${n}-after.png`, `${n}-before.png`]);
    expect(filesBelow(at('look'))).toEqual([...pairs, 'contact-sheet.png']);
    await augment('run', 'pets', ...recipe, '--out', 'out');
    const written = filesBelow(at('out')).filter((f) => f.includes('__aug-1'));
    const hashes = written.map((f) => readFileSync(at('out', f)).toString('hex'));
    const sources = filesBelow(at('pets')).map((f) => readFileSync(at('pets', f)).toString('hex'));
    for (const n of [1, 2, 3]) {
      expect(hashes).toContain(readFileSync(at('look', `${n}-after.png`)).toString('hex'));
      expect(sources).toContain(readFileSync(at('look', `${n}-before.png`)).toString('hex'));
    }
    expect((await augment('preview', 'pets', ...recipe, '--out', 'look')).code).toBe(2);
  });
});

describe('inspect, undo, replay, list, schema', () => {
  it('inspect says what the dataset is', async () => {
    const inspection = lastJson(await here('inspect', 'pets', '--json'));
    expect(inspection).toMatchObject({
      root: at('pets'),
      modality: 'image',
      layout: 'class folders',
      splits: { train: 4, test: 2 },
      labels: { class: 6 },
      classes: { cat: 3, dog: 3 },
      problems: [],
    });
    expect((await validator('inspect'))(inspection)).toBe(true);
    expect((await here('inspect', 'pets')).stdout.toString()).toMatch(/6 images, class folders[\s\S]*train 4/);
  });

  it('inspect names training files that also stand in validation or test', async () => {
    for (const name of ['train/a.png', 'val/b.png']) {
      mkdirSync(at('leaky', name, '..'), { recursive: true });
      writeFileSync(at('leaky', name), 'the same');
    }
    const { problems } = lastJson(await here('inspect', 'leaky', '--json')) as Inspection;
    expect(problems).toEqual([{ path: 'train/a.png', problem: expect.stringMatching(/same content as val\/b.png/) }]);
  });

  it('inspect names labels that can’t follow, and what to do', async () => {
    const segment = { image_id: 1, file_name: 'a.png', segments_info: [{ id: 7, bbox: [1, 2, 3, 4] }] };
    const coco = { images: [{ id: 1, file_name: 'a.jpg' }], annotations: [segment], categories: [] };
    for (const folder of ['images', 'panoptic_train']) mkdirSync(at('coco', folder), { recursive: true });
    writeFileSync(at('coco/images/a.jpg'), 'x');
    writeFileSync(at('coco/panoptic_train/a.png'), 'the segments');
    writeFileSync(at('coco/panoptic_train.json'), JSON.stringify(coco));
    const { labels, problems } = lastJson(await here('inspect', 'coco', '--json')) as Inspection;
    expect(labels).toEqual({ 'panoptic COCO': 1 });
    expect(problems.map(({ path }) => path)).toEqual(['panoptic_train.json']);
    expect(problems[0]!.problem).toMatch(/not supported.*convert it to COCO instances/);
  });

  it('undo and replay do what they say, and end with their codes', async () => {
    await augment('run', 'pets', '--recipe', 'small.augment.json');
    const output = join('train', 'cat', readdirSync(at('pets-augmented/train/cat')).find((f) => f.includes('__aug'))!);
    expect((await augment('replay', 'pets-augmented', output)).code).toBe(0);
    writeFileSync(at('pets-augmented', output), 'edited');
    expect((await augment('replay', 'pets-augmented', output)).code).toBe(2);
    expect(lastJson(await here('undo', 'pets-augmented', '--dry-run', '--json'))).toMatchObject({ kept: [output] });
    const undone = await here('undo', 'pets-augmented', '--json');
    expect(undone.code).toBe(1);
    expect((await validator('undo'))(lastJson(undone))).toBe(true);
    expect(undone.stderr).toContain(output);
    rmSync(at('pets-augmented', output));
    expect((await here('undo', 'pets-augmented')).code).toBe(0);
    expect(existsSync(at('pets-augmented'))).toBe(false);
  });

  it('list says what is drawn and what is a plain value', async () => {
    const transforms = lastJson(await here('list', '--json')) as readonly { id: string; parameters: object }[];
    expect((await validator('list'))(transforms)).toBe(true);
    const mixup = transforms.find((t) => t.id === 'image.mixup');
    expect(mixup?.parameters).toMatchObject({ weight: { drawn: true }, alpha: { drawn: false } });
    expect((await here('list')).stdout.toString()).toContain('image.rotate');
  });

  it('schema prints them all, each a schema of the 2020-12 draft', async () => {
    const all = JSON.parse((await here('schema')).stdout.toString());
    expect(Object.keys(all.$defs)).toEqual(expect.arrayContaining(['recipe', 'manifestLine', 'run', 'inspect']));
    const valid = (await validator('recipe'))(smallRecipe);
    expect(valid).toBe(true);
    for (const wrong of [
      { seed: -1 },
      { steps: [{ transform: 'image.nope' }] },
      { steps: [{ transform: 'image.rotate', degrees: [0] }] },
    ]) {
      expect((await validator('recipe'))({ ...smallRecipe, ...wrong })).toBe(false);
    }
  });
});
