import type { Split } from '../../core/dataset';
import type { Span } from '../../core/spans';
import type { Reading, TextRow } from '../../core/table';
import { delimitedCodec } from './delimited';
import { jsonCodec } from './json-rows';
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
  read(raw: string): TextRow;
  /** The row with another text and moved spans; the rest stays to the byte. */
  write(raw: string, row: Pick<TextRow, 'text' | 'spans'>, from: TextRow): string;
  /** The row with its provenance; undefined where the format has no columns. */
  readonly withProvenance?: (raw: string, provenance: Provenance) => string;
  /** The header with two more columns. */
  readonly headWithProvenance?: (head: string) => string;
}

/** The codec of a table. */
export function codecOf(reading: Reading): RowCodec {
  switch (reading.kind) {
    case 'delimited':
      return delimitedCodec(reading);
    case 'jsonl':
    case 'json':
      return jsonCodec(reading);
    case 'parquet':
      return { ...jsonCodec(reading), withProvenance: undefined, headWithProvenance: undefined };
    case 'fasttext':
      return fastTextCodec;
    case 'lines':
      return linesCodec(reading);
    case 'document':
      return documentCodec(reading);
  }
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
