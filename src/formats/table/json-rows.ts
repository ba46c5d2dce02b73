import type { Span } from '../../core/spans';
import type { FeatureRoles, Roles } from '../../core/table';
import { parseJson } from '../json';
import type { RowCodec, TextCodec } from './codec';
import { type JsonPlace, jsonPlaces, spanEdits, spansAt, withPlaces } from './json-spans';
import { splitOfCell } from './split-cell';

/** Reading the cells of rows of JSONL, JSON and Parquet: records, or lists whose places are called 0, 1, 2, … */
export function jsonCells(roles: Roles<string> | FeatureRoles<string>) {
  const cell = (row: unknown, key: string | undefined): unknown =>
    key === undefined ? undefined : (row as Readonly<Record<string, unknown>>)[key];
  const placeOf = (row: JsonPlace, key: string | undefined): JsonPlace | undefined =>
    key === undefined ? undefined : row.items?.find((item, i) => (item.key ?? `${i}`) === key);
  const parse = (raw: string): unknown => {
    const row = parseJson(raw);
    if (typeof row !== 'object' || row === null) throw new Error('is no record');
    return row;
  };
  const common: RowCodec = {
    facts(raw) {
      const row = parse(raw);
      const [label] = labelsOf(cell(row, roles.label));
      const named = cell(row, roles.split);
      return {
        ...(label !== undefined && { label }),
        ...(named !== undefined && { split: splitOfCell(String(named), roles.split!) }),
      };
    },
    withProvenance(raw, { sourceRow, variant }) {
      const close = raw.lastIndexOf(raw.trimEnd().at(-1)!);
      const space = /[,:] /.test(raw) ? ' ' : '';
      const more = raw.trimStart().startsWith('[')
        ? `,${space}${sourceRow},${space}${variant}`
        : `,${space}"source_row":${space}${sourceRow},${space}"variant":${space}${variant}`;
      return raw.slice(0, close) + more + raw.slice(close);
    },
    headWithProvenance: (head) => head,
  };
  return { cell, placeOf, parse, common };
}

/** Rows of JSONL, JSON and Parquet that hold texts. */
export function jsonCodec(roles: Roles<string>): TextCodec {
  const { cell, placeOf, parse, common } = jsonCells(roles);
  return {
    ...common,
    read(raw) {
      const row = parse(raw);
      const text = cell(row, roles.text);
      if (typeof text !== 'string') throw new Error(`has no text under "${roles.text}"`);
      const spans = roles.spans === undefined ? undefined : placeOf(jsonPlaces(raw), roles.spans);
      const [start, end] = [cell(row, roles.start), cell(row, roles.end)];
      const one = roles.start !== undefined && Number.isInteger(start) && Number.isInteger(end);
      return {
        text,
        classes: labelsOf(cell(row, roles.label)),
        spans: spans ? spansAt(spans, text) : one ? spansAt(jsonPlaces(JSON.stringify([start, end])), text) : [],
      };
    },
    write(raw, row, from) {
      const places = jsonPlaces(raw);
      const edits: (readonly [place: Span, value: string])[] = [];
      const text = placeOf(places, roles.text)!;
      if (row.text !== from.text) edits.push([text, written(row.text, raw.slice(text.start, text.end))]);
      const spans = placeOf(places, roles.spans);
      if (spans) edits.push(...spanEdits(spans, row));
      const [start, end] = [placeOf(places, roles.start), placeOf(places, roles.end)];
      if (!spans && start && end && row.spans.length > 0) {
        edits.push([start, `${row.spans[0]!.start}`], [end, `${row.spans[0]!.end}`]);
      }
      return withPlaces(raw, edits);
    },
  };
}

/** A label is a text, a number, or a list of these. */
export function labelsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(labelsOf);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

/** A text as JSON, with escapes for what is not ASCII where the row has them. */
function written(text: string, was: string): string {
  const json = JSON.stringify(text);
  const escaped = /\\u[0-9a-fA-F]{4}/.test(was) && !/[^\0-\x7f]/.test(was);
  return escaped
    ? json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
}
