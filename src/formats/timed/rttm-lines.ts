import { stemOf } from '../../core/names';
import type { MovedTimed, TimedLabel } from '../../core/timed';
import { endsLike, shareLike } from './numbers';

export const fieldsOf = (line: string): readonly string[] => line.trim().split(/\s+/);
export const isComment = (line: string): boolean => line.trim() === '' || /^\s*(;;|#)/.test(line);
export const linesIn = (text: string): readonly string[] => text.replace(/^\uFEFF/, '').split(/\r?\n/);

/** Why a line is not as RTTM has it; undefined where it is. */
export function lineProblem(fields: readonly string[]): string | undefined {
  if (fields.length !== 9 && fields.length !== 10) return `has ${fields.length} fields; RTTM has 10`;
  const [, , , begin, length] = fields;
  if (begin === '<NA>') return undefined; // of a speaker, not of a time
  const numbers = [begin, length].filter((field) => field !== '<NA>').map(Number);
  if (!numbers.every(Number.isFinite)) return 'has times that are no numbers';
  return numbers.some((n) => n < 0) ? 'has a time below 0' : undefined;
}

/** The segments of lines that are no comments. Throws for a line that is not as RTTM has it. */
export const segmentsOf = (lines: readonly string[]): readonly TimedLabel[] =>
  lines.flatMap((line, i): readonly TimedLabel[] => {
    const fields = fieldsOf(line);
    const wrong = lineProblem(fields);
    if (wrong) throw new Error(`the line “${line}” ${wrong}`);
    if (fields[3] === '<NA>') return [];
    const start = Number(fields[3]);
    const length = fields[4] === '<NA>' ? 0 : Number(fields[4]);
    const name = fields[7] === '<NA>' ? '' : fields[7]!;
    return [{ class: name, noun: 'segment', number: i + 1, start, end: start + length, record: line }];
  });

/** The lines of a variant: what says no time, and the segments that are there. */
export function movedLines(lines: readonly string[], timed: readonly MovedTimed[], output: string): readonly string[] {
  const id = stemOf(output);
  const whole = lines.filter((line) => fieldsOf(line)[3] === '<NA>').map((line) => withFields(line, { 1: id }));
  return [...whole, ...timed.map((one) => movedLine(one, id))];
}

/** A line with other fields; what stands between them stays. */
export function withFields(line: string, values: Readonly<Record<number, string>>): string {
  let at = -1;
  return line.replace(/\S+/g, (was) => {
    at++;
    return values[at] ?? was;
  });
}

function movedLine({ record, start, end, changed, weight }: MovedTimed, id: string): string {
  const line = record as string;
  const [, , , begin, length, , , , confidence] = fieldsOf(line);
  const [from, to] = endsLike([start, end], [begin!, length === '<NA>' ? '0' : length!], 1);
  const digits = Math.max(0, from.length - from.indexOf('.') - 1);
  const sure = confidence === '<NA>' ? 1 : Number(confidence);
  const values: Record<number, string> = { 1: id };
  if (changed) values[3] = from;
  if (changed && length !== '<NA>') values[4] = (Number(to) - Number(from)).toFixed(digits);
  if (weight < 1 && Number.isFinite(sure)) values[8] = shareLike(sure * weight, confidence!);
  return withFields(line, values);
}
