import type { NumberParameter, Parameter, ParameterValue, Range, RangeParameter } from './parameters';
import { stepParameters, type TransformStep } from './recipe';
import type { TransformInfo } from './transform';

/** Parameter values and drawn values as words, the same in the panel, the CLI and the documentation. */

type Numeric = RangeParameter | NumberParameter;

/** `−6.4`: a true minus, at most so many decimals, none that say nothing. */
export function numberWords(value: number, decimals = 2): string {
  const text = String(Math.abs(Number(value.toFixed(decimals))));
  return value < 0 && text !== '0' ? `−${text}` : text;
}

/** `+7`, `−9`, `0`. */
export function signedWords(value: number, decimals = 0): string {
  const text = numberWords(value, decimals);
  return value > 0 && text !== '0' ? `+${text}` : text;
}

/** A fraction as percent: 0.81 → `81 %`, 0.026 → `2.6 %`. */
export const percentWords = (fraction: number, decimals = 0): string => `${numberWords(fraction * 100, decimals)} %`;
export const signedPercentWords = (fraction: number): string => `${signedWords(fraction * 100)} %`;

/** The number as the form shows it, without unit: a percentage times 100. */
export const shown = (p: Pick<Numeric, 'percent'>, value: number): number =>
  p.percent ? Number((value * 100).toFixed(6)) : value;

/** What stands after a number of this parameter, with its space: `°`, ` %`, ` levels`, or the empty text. */
export function unitWords(p: Pick<Numeric, 'percent' | 'unit' | 'one'>, value?: number): string {
  const unit = p.percent ? '%' : value === 1 && p.one ? p.one : (p.unit ?? '');
  return unit === '' || unit === '°' ? unit : ` ${unit}`;
}

/** A value of a parameter in words: `±8°`, `75–95 %`, `× 0.85–1.20`, `left ↔ right`. */
export function valueWords(p: Parameter, value: ParameterValue): string {
  switch (p.kind) {
    case 'range':
      return rangeWords(p, [value as Range]);
    case 'number':
      return rangeWords(p, [[value as number, value as number]]);
    case 'choice':
      return p.options[value as string] ?? String(value);
    case 'color':
      return `rgb ${(value as readonly number[]).join(' ')}`;
    case 'boolean':
      return value ? 'yes' : 'no';
    case 'text':
      return String(value);
  }
}

/** Ranges of parameters that are alike: said once when they are equal, else side by side; prefix and unit once. */
function rangeWords(p: Numeric, ranges: readonly Range[]): string {
  const ends = ranges.map(([low, high]): Range => [shown(p, low), shown(p, high)]);
  const decimals = Math.max(places(shown(p, p.step)), ...ends.flat().map(places));
  const spans = new Set(ends.map((range) => spanWords(range, decimals, shown(p, p.min))));
  const [low, high] = ends[0]!;
  const single = ends.length === 1 && low === high ? low : undefined;
  return `${p.prefix ? `${p.prefix} ` : ''}${[...spans].join(' ')}${unitWords(p, single)}`;
}

function spanWords([low, high]: Range, decimals: number, min: number): string {
  const word = (v: number) => `${v < 0 ? '−' : ''}${Math.abs(v).toFixed(decimals)}`;
  if (low === high) return word(low);
  if (low === -high) return `±${word(high)}`;
  if (low === 0 && min === 0) return `up to ${word(high)}`;
  return low < 0 ? `${word(low)} to ${word(high)}` : `${word(low)}–${word(high)}`;
}

/** Decimals that a number needs, at most three. */
const places = (value: number): number => (String(Number(value.toFixed(3))).split('.')[1] ?? '').length;

/** The short summary of a step's row: the transform's `row` with its values filled in, else its first parameter. */
export function summarizeStep(info: Pick<TransformInfo, 'parameters' | 'row'>, step: TransformStep): string {
  const given = stepParameters(step);
  const [first] = Object.keys(info.parameters);
  const template = info.row ?? (first ? `{${first}}` : '');
  return template.replace(/\{(1-)?([\w,]+)\}/g, (_, rest: string | undefined, names: string) => {
    const list = names.split(',').map((name) => [info.parameters[name]!, given[name]] as const);
    const values = list.map(([p, value]) => (value ?? p.default) as ParameterValue);
    const p = list[0]![0];
    if (p.kind !== 'range' && p.kind !== 'number') return valueWords(p, values[0]!);
    const ranges = values.map((v): Range => (typeof v === 'number' ? [v, v] : (v as Range)));
    if (!rest) return rangeWords(p, ranges);
    const remainders = ranges.map(([low, high]): Range => [1 - high, 1 - low]);
    return rangeWords({ ...p, min: 1 - p.max }, remainders);
  });
}
