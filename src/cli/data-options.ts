import type { DataOptions } from '../core/table';
import type { Given, Options } from './arguments';

/** Which columns of tables hold what; they take the place of what a recipe says. */
export const dataOptions = {
  'text-column': { value: 'NAME', help: 'the column of the texts; default: found out' },
  'label-column': { value: 'NAME', help: 'the column of the labels; default: found out' },
} as const satisfies Options;

/** How tables are read, as the command line says. */
export function givenData(given: Given): DataOptions {
  const [text, label] = [given.text('text-column'), given.text('label-column')];
  return { ...(text !== undefined && { text }), ...(label !== undefined && { label }) };
}
