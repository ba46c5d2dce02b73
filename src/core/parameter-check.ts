import type { ChoiceParameter, NumberParameter, Parameter, RangeParameter } from './parameters';

/** One thing that is wrong in a recipe: `path` as in `steps[1].degrees[0]`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Everything that is wrong with a value for a parameter; empty when it is valid. */
export function checkParameter(parameter: Parameter, value: unknown, path: string): readonly Problem[] {
  switch (parameter.kind) {
    case 'range':
      return checkRange(parameter, value, path);
    case 'number':
      return checkNumber(parameter, value, path);
    case 'choice':
      return checkChoice(parameter, value, path);
    case 'color':
      return checkColor(value, path);
    case 'boolean':
      return typeof value === 'boolean' ? [] : [{ path, message: 'must be true or false' }];
    case 'text':
      return typeof value === 'string' ? [] : [{ path, message: 'must be a text' }];
  }
}

function checkRange(p: RangeParameter, value: unknown, path: string): readonly Problem[] {
  if (!Array.isArray(value) || value.length !== 2) {
    return [{ path, message: `must be [low, high], two numbers from ${p.min} to ${p.max}` }];
  }
  const problems = value.flatMap((v, i) => checkNumber(p, v, `${path}[${i}]`));
  if (problems.length === 0 && value[0] > value[1]) {
    return [{ path, message: `the first number must not be above the second (${value[0]} > ${value[1]})` }];
  }
  return problems;
}

function checkNumber(p: RangeParameter | NumberParameter, value: unknown, path: string): readonly Problem[] {
  const what = p.integer ? 'a whole number' : 'a number';
  const fits = typeof value === 'number' && value >= p.min && value <= p.max;
  if (!fits || (p.integer && !Number.isInteger(value))) {
    return [{ path, message: `must be ${what} from ${p.min} to ${p.max}` }];
  }
  return [];
}

function checkChoice(p: ChoiceParameter, value: unknown, path: string): readonly Problem[] {
  if (typeof value === 'string' && Object.hasOwn(p.options, value)) return [];
  return [{ path, message: `must be one of ${Object.keys(p.options).join(', ')}` }];
}

function checkColor(value: unknown, path: string): readonly Problem[] {
  const valid = (v: unknown) => typeof v === 'number' && v >= 0 && v <= 255;
  if (Array.isArray(value) && value.length === 3 && value.every(valid)) return [];
  return [{ path, message: 'must be [red, green, blue], three numbers from 0 to 255' }];
}
