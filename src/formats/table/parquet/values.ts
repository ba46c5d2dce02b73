import type { SchemaTree } from 'hyparquet';
import { isList, isText } from './schema';

/**
 * A row as a line of JSON that gives back each value as it was: whole numbers past 2^53, NaN, infinities and -0 are
 * written as text, bytes as base64, maps as lists of `{ key, value }`.
 */
export function rowToJson(columns: readonly SchemaTree[], cell: (column: number) => unknown): string {
  return JSON.stringify(Object.fromEntries(columns.map((c, i) => [c.element.name, toJson(c, cell(i))])));
}

/** The values of a row for the writer, by column. Throws for what is no such row. */
export function rowOfJson(columns: readonly SchemaTree[], line: string): Readonly<Record<string, unknown>> {
  const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(columns.map((c) => [c.element.name, ofJson(c, row[c.element.name])]));
}

/** The child of a list or a map that repeats, and what it holds. */
const repeated = (node: SchemaTree): SchemaTree | undefined =>
  node.children.length === 1 && node.children[0]!.element.repetition_type === 'REPEATED' ? node.children[0] : undefined;

function toJson(node: SchemaTree, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  const inner = repeated(node);
  if (inner && isList(node)) return (value as readonly unknown[]).map((one) => toJson(inner.children[0]!, one));
  if (inner) {
    const entries = (value as Readonly<Record<string, unknown>>)[inner.element.name] as readonly unknown[] | null;
    return (entries ?? []).map((entry) => record(inner, entry, toJson));
  }
  if (node.children.length > 0) return record(node, value, toJson);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : `${value}`;
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return value;
}

function ofJson(node: SchemaTree, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const inner = repeated(node);
  if (inner && isList(node)) return (value as readonly unknown[]).map((one) => ofJson(inner.children[0]!, one));
  if (inner) return (value as readonly unknown[]).map((entry) => record(inner, entry, ofJson));
  if (node.children.length > 0) return record(node, value, ofJson);
  switch (node.element.type) {
    case 'INT64':
      return BigInt(value as number | string);
    case 'FLOAT':
    case 'DOUBLE':
      return Number(value);
    case 'BYTE_ARRAY':
    case 'FIXED_LEN_BYTE_ARRAY':
      return isText(node) ? value : new Uint8Array(Buffer.from(value as string, 'base64'));
    default:
      return value;
  }
}

function record(
  { children }: SchemaTree,
  value: unknown,
  each: (node: SchemaTree, value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  const from = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(children.map((c) => [c.element.name, each(c, from[c.element.name])]));
}
