import { type Modality, modalities, worksOn } from './modality';
import { didYouMean, nearestWord } from './nearest';
import { checkParameter, type Problem } from './parameter-check';
import type { Parameters } from './parameters';
import { outputFormats, type Recipe } from './recipe';

export type { Problem } from './parameter-check';

/** What the check needs to know of a transform; both a transform and its `TransformInfo` have it. */
export type CheckableCatalogue = ReadonlyMap<string, { readonly parameters: Parameters }>;

export type Checked = { readonly recipe: Recipe } | { readonly problems: readonly Problem[] };

const recipeKeys = ['version', 'modality', 'seed', 'variants', 'steps', 'output', 'labels', 'data', 'balance'];
const stepKeys = ['probability', 'disabled', 'onlyClasses', 'exceptClasses'];

/** A recipe out of anything that JSON can hold, or everything that is wrong with it, each with its path. */
export function checkRecipe(value: unknown, catalogue: CheckableCatalogue): Checked {
  if (!isObject(value)) return { problems: [{ path: '', message: 'must be an object with "version": 1 and "steps"' }] };
  const problems: Problem[] = [...unknownKeys(value, recipeKeys, '')];
  const add = (path: string, message: string) => problems.push({ path, message });
  if (value.version !== 1) add('version', 'must be 1');
  if (!modalities.some((m) => m === value.modality)) add('modality', `must be one of ${modalities.join(', ')}`);
  if (!isWhole(value.seed, 0, 4294967295)) add('seed', 'must be a whole number from 0 to 4294967295');
  if (!isWhole(value.variants, 1, 1000)) add('variants', 'must be a whole number from 1 to 1000');
  if (value.balance !== undefined && typeof value.balance !== 'boolean') add('balance', 'must be true or false');
  problems.push(
    ...checkOutput(value.output, outputFormats[value.modality as Modality] ?? []),
    ...checkLabels(value.labels),
    ...checkData(value.data),
  );
  problems.push(...checkSteps(value.steps, 'steps', catalogue, String(value.modality)));
  return problems.length > 0 ? { problems } : { recipe: value as unknown as Recipe };
}

/** `steps[1].degrees[0]: must be a number from -180 to 180`, one line each. */
export const problemLines = (problems: readonly Problem[]): string =>
  problems.map((p) => (p.path ? `${p.path}: ${p.message}` : p.message)).join('\n');

function checkSteps(value: unknown, path: string, catalogue: CheckableCatalogue, modality: string): Problem[] {
  if (!Array.isArray(value)) return [{ path, message: 'must be a list of steps' }];
  return value.flatMap((step, i) => checkStep(step, `${path}[${i}]`, catalogue, modality));
}

function checkStep(step: unknown, path: string, catalogue: CheckableCatalogue, modality: string): Problem[] {
  if (!isObject(step)) return [{ path, message: 'must be an object with "transform", "oneOf" or "someOf"' }];
  const problems = checkOptions(step, path);
  const group = 'oneOf' in step ? 'oneOf' : 'someOf' in step ? 'someOf' : undefined;
  if (group) {
    const own = group === 'someOf' ? [group, 'count'] : [group];
    problems.push(...unknownKeys(step, [...own, ...stepKeys], path));
    if (group === 'someOf') problems.push(...checkCount(step.count, `${path}.count`));
    return [...problems, ...checkSteps(step[group], `${path}.${group}`, catalogue, modality)];
  }
  const id = step.transform;
  if (typeof id !== 'string') return [{ path, message: 'must have "transform", "oneOf" or "someOf"' }];
  const transform = catalogue.get(id);
  if (!transform)
    return [{ path: `${path}.transform`, message: `unknown transform "${id}"${suggestion(id, catalogue)}` }];
  if (!worksOn(id, modality)) {
    problems.push({ path: `${path}.transform`, message: `${id} does not work on "modality": "${modality}"` });
  }
  problems.push(...unknownKeys(step, ['transform', ...stepKeys, ...Object.keys(transform.parameters)], path));
  for (const [name, parameter] of Object.entries(transform.parameters)) {
    if (step[name] !== undefined) problems.push(...checkParameter(parameter, step[name], `${path}.${name}`));
  }
  return problems;
}

function checkOptions(step: Record<string, unknown>, path: string): Problem[] {
  const problems: Problem[] = [];
  const { probability, disabled } = step;
  if (probability !== undefined && !(typeof probability === 'number' && probability >= 0 && probability <= 1)) {
    problems.push({ path: `${path}.probability`, message: 'must be a number from 0 to 1' });
  }
  if (disabled !== undefined && typeof disabled !== 'boolean') {
    problems.push({ path: `${path}.disabled`, message: 'must be true or false' });
  }
  for (const key of ['onlyClasses', 'exceptClasses']) {
    const list = step[key];
    if (list !== undefined && !(Array.isArray(list) && list.every((c) => typeof c === 'string'))) {
      problems.push({ path: `${path}.${key}`, message: 'must be a list of class names' });
    }
  }
  return problems;
}

function checkCount(value: unknown, path: string): Problem[] {
  const valid = Array.isArray(value) && value.length === 2 && value.every((v) => isWhole(v, 0, 100));
  return valid && value[0] <= value[1]
    ? []
    : [{ path, message: 'must be [low, high], two whole numbers from 0 to 100' }];
}

function checkOutput(value: unknown, formats: readonly string[]): Problem[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [{ path: 'output', message: 'must be an object' }];
  const problems = unknownKeys(value, ['format', 'quality', 'bitrate'], 'output');
  const { format, quality, bitrate } = value;
  if (format !== undefined && !formats.some((f) => f === format)) {
    problems.push({ path: 'output.format', message: `must be one of ${formats.join(', ')}` });
  }
  if (quality !== undefined && !isWhole(quality, 1, 100)) {
    problems.push({ path: 'output.quality', message: 'must be a whole number from 1 to 100' });
  }
  if (bitrate !== undefined && !isWhole(bitrate, 8, 512)) {
    problems.push({ path: 'output.bitrate', message: 'must be a whole number from 8 to 512' });
  }
  return problems;
}

function checkLabels(value: unknown): Problem[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [{ path: 'labels', message: 'must be an object' }];
  const problems = unknownKeys(value, ['minVisibility', 'classMap'], 'labels');
  const { minVisibility: v, classMap } = value;
  if (v !== undefined && !(typeof v === 'number' && v >= 0 && v <= 1)) {
    problems.push({ path: 'labels.minVisibility', message: 'must be a number from 0 to 1' });
  }
  if (classMap !== undefined && !(isObject(classMap) && Object.values(classMap).every((c) => typeof c === 'string'))) {
    problems.push({ path: 'labels.classMap', message: 'must map class names to class names' });
  }
  return problems;
}

function checkData(value: unknown): Problem[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [{ path: 'data', message: 'must be an object' }];
  const problems = unknownKeys(value, ['text', 'label', 'split', 'delimiter', 'header', 'provenance'], 'data');
  for (const key of ['text', 'label', 'split'] as const) {
    if (value[key] !== undefined && typeof value[key] !== 'string') {
      problems.push({ path: `data.${key}`, message: 'must be the name of a column' });
    }
  }
  const { delimiter } = value;
  if (delimiter !== undefined && !(typeof delimiter === 'string' && /^[\0-\x7f]$/.test(delimiter))) {
    problems.push({ path: 'data.delimiter', message: 'must be one ASCII character' });
  }
  for (const key of ['header', 'provenance'] as const) {
    if (value[key] !== undefined && typeof value[key] !== 'boolean') {
      problems.push({ path: `data.${key}`, message: 'must be true or false' });
    }
  }
  return problems;
}

function unknownKeys(value: Record<string, unknown>, known: readonly string[], path: string): Problem[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: path ? `${path}.${key}` : key,
      message: `is not known here (known: ${known.join(', ')}).${didYouMean(key, known)}`.replace(/\.$/, ''),
    }));
}

function suggestion(id: string, catalogue: CheckableCatalogue): string {
  const bare = id.slice(id.indexOf('.') + 1).toLowerCase();
  const ids = [...catalogue.keys()];
  const near = ids.find((known) => known.toLowerCase().endsWith(`.${bare}`)) ?? nearestWord(id, ids);
  return near ? `: did you mean "${near}"?` : ': `dataset-augment list` shows those there are';
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isWhole = (value: unknown, low: number, high: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;
