import type { Split } from '../../core/dataset';
import type { Span } from '../../core/spans';
import type { Reading, Roles, TextRow, VectorRow } from '../../core/table';
import { holdsFeatures, takesProvenance } from '../../core/table';
import { delimitedVectors } from '../vectors/delimited';
import { jsonVectors } from '../vectors/json';
import { matrixCodec } from '../vectors/matrix';
import { delimitedCodec } from './delimited';
import { jsonCells, jsonCodec } from './json-rows';
import { documentCodec, fastTextCodec, linesCodec } from './plain-rows';

/** What a row says beside its text. */
export interface RowFacts {
  /** The first of its classes. */
  readonly label?: string;
  readonly split?: Split;
}

/** Where a variant comes from, written into two more columns. */
export interface Provenance {
  readonly sourceRow: number;
  readonly variant: number;
}

/** Reads rows of a table, each as the text of its line, and writes them as they were but for what changed. */
export interface RowCodec {
  /** Throws with a readable message for a row that can't be read. */
  facts(raw: string): RowFacts;
  /** The row with its provenance; undefined where the format has no columns. */
  readonly withProvenance?: (raw: string, provenance: Provenance) => string;
  /** The header with two more columns. */
  readonly headWithProvenance?: (head: string) => string;
}

export interface TextCodec extends RowCodec {
  read(raw: string): TextRow;
  /** The row with another text and moved spans; the rest stays to the byte. */
  write(raw: string, row: Pick<TextRow, 'text' | 'spans'>, from: TextRow): string;
}

export interface VectorCodec extends RowCodec {
  read(raw: string): VectorRow;
  /** The row with other values, at the precision of the table, and with other classes where they are given. */
  write(raw: string, values: Float64Array, from: VectorRow, classes?: readonly string[]): string;
}

/** What all rows have: the facts of a scan, and provenance. */
export const codecOf = (reading: Reading): RowCodec =>
  holdsFeatures(reading) ? vectorCodecOf(reading) : textCodecOf(reading);

/** The codec of a table of texts. Throws for one of embeddings. */
export function textCodecOf(reading: Reading): TextCodec {
  switch (reading.kind) {
    case 'delimited':
      return delimitedCodec({ ...reading, roles: textRoles(reading.roles) });
    case 'jsonl':
    case 'json':
      return jsonCodec(textRoles(reading.roles));
    case 'parquet':
      return { ...jsonCodec(textRoles(reading.roles)), ...parquetProvenance(reading) };
    case 'fasttext':
      return fastTextCodec;
    case 'lines':
      return linesCodec(reading);
    case 'document':
      return documentCodec(reading);
    case 'matrix':
      throw new Error(noTexts);
  }
}

/** A column of Parquet has one name of its own. */
const parquetProvenance = (reading: Reading): Partial<RowCodec> =>
  takesProvenance(reading) ? {} : { withProvenance: undefined };

const noTexts = 'holds embeddings, not texts';

function textRoles<Key extends string | number>(roles: object): Roles<Key> {
  if ('text' in roles) return roles as Roles<Key>;
  throw new Error(noTexts);
}

/** The codec of a table of embeddings, or of their labels. Throws for one of texts. */
export function vectorCodecOf(reading: Reading): VectorCodec {
  switch (reading.kind) {
    case 'matrix':
      return matrixCodec(reading);
    case 'delimited':
      if ('features' in reading.roles) return delimitedVectors(reading, reading.roles);
      break;
    case 'jsonl':
      if ('features' in reading.roles) return jsonVectors(reading.roles);
      break;
    case 'parquet':
      if ('features' in reading.roles) {
        const { facts } = jsonCells(reading.roles).common; // a scan unpacks no features
        return { ...jsonVectors(reading.roles), facts, ...parquetProvenance(reading) };
      }
  }
  throw new Error('holds texts, not embeddings');
}

/** Offsets in files count characters as Python does, not units of UTF-16; the same unless the text has emoji. */
export function spanOfPoints(text: string, start: number, end: number): Span {
  if (!/[\uD800-\uDBFF]/.test(text)) return { start, end };
  const points = [...text];
  const units = (count: number) => points.slice(0, count).join('').length;
  return { start: units(start), end: units(end) };
}

export function pointsOfSpan(text: string, { start, end }: Span): readonly [start: number, end: number] {
  if (!/[\uD800-\uDBFF]/.test(text)) return [start, end];
  return [[...text.slice(0, start)].length, [...text.slice(0, end)].length];
}
