import type { Split } from './dataset';
import type { Span } from './spans';

/** How the user says that tables are read; what is left out is found out. Part of a recipe. */
export interface DataOptions {
  /** Column (or key) names; columns of a table without header are called 0, 1, 2, … */
  readonly text?: string;
  readonly label?: string;
  readonly split?: string;
  /** One character. */
  readonly delimiter?: string;
  readonly header?: boolean;
  /** Two more columns, `source_row` and `variant`; originals are variant 0. */
  readonly provenance?: boolean;
}

export type Encoding = 'utf8' | 'latin1';

/** Which cells of a row mean what: positions in a table, keys in JSON. */
export interface Roles<Key extends string | number> {
  readonly text: Key;
  readonly label?: Key;
  readonly split?: Key;
  /** Cells with the offsets of one span of the text. */
  readonly start?: Key;
  readonly end?: Key;
  /** A cell with a list of spans, as JSON. */
  readonly spans?: Key;
}

interface ReadingBase {
  readonly encoding: Encoding;
  /** Bytes before the first row: byte order mark and header. */
  readonly head: number;
  readonly lineEnd: '\n' | '\r\n' | '\r';
}
export interface DelimitedReading extends ReadingBase {
  readonly kind: 'delimited';
  readonly delimiter: string;
  /** Cells may stand in quotes. */
  readonly quotes: boolean;
  readonly columns: readonly string[];
  readonly roles: Roles<number>;
}
export interface JsonLinesReading extends ReadingBase {
  readonly kind: 'jsonl';
  readonly columns: readonly string[];
  readonly roles: Roles<string>;
}
/** One document: a list of rows, or lists of rows by split. A row is a record, or a list whose places have roles. */
export interface JsonReading extends ReadingBase {
  readonly kind: 'json';
  readonly columns: readonly string[];
  readonly roles: Roles<string>;
}
export interface FastTextReading extends ReadingBase {
  readonly kind: 'fasttext';
}
/** A document a line, all of one class. */
export interface LinesReading extends ReadingBase {
  readonly kind: 'lines';
  readonly label?: string;
}
/** A file that is one document, from its first byte to its last. */
export interface DocumentReading extends ReadingBase {
  readonly kind: 'document';
  readonly label?: string;
}
/** Rows of Parquet are read and made as lines of JSON, and stand in the file in its own schema. */
export interface ParquetReading extends ReadingBase {
  readonly kind: 'parquet';
  readonly columns: readonly string[];
  readonly roles: Roles<string>;
}
export type Reading =
  | DelimitedReading
  | JsonLinesReading
  | JsonReading
  | FastTextReading
  | LinesReading
  | DocumentReading
  | ParquetReading;

/** The columns of a dataset's tables, and which of them hold texts and labels: found out, or as the user named them. */
export interface TableColumns {
  readonly names: readonly string[];
  /** Undefined where nothing reads like text. */
  readonly text?: string;
  readonly label?: string;
}

/** Rows that follow each other in the file. */
export interface Block {
  /** Bytes of the file; the end is not included. Of Parquet: what its columns take, unpacked, up to there. */
  readonly start: number;
  readonly end: number;
  /** Number of the first row, and how many there are. */
  readonly first: number;
  readonly rows: number;
  /** Which list of a JSON document they stand in, from 0; other tables are one list. */
  readonly list: number;
}

/** A file of the dataset whose rows are samples. Rows are never held as objects: a table may have many millions. */
export interface Table {
  readonly path: string;
  readonly reading: Reading;
  readonly rows: number;
  readonly blocks: readonly Block[];
  /** For each row the number of its class, from 1; 0 for none. */
  readonly classOf: Uint16Array;
  readonly classNames: readonly string[];
  /** For each row its split, as a position in `splits`. */
  readonly splitOf: Uint8Array;
  /** Whether the rows say their splits themselves. */
  readonly splitByRow: boolean;
}

export const splits: readonly Split[] = ['train', 'validation', 'test'];

/** The name of a row in keys, plans and manifests: `train.tsv#12`, from 0. */
export const rowName = (path: string, row: number): string => `${path}#${row}`;

/** The file and the number of a row's name; undefined for names of files. */
export function parseRowName(name: string): { readonly path: string; readonly row: number } | undefined {
  const match = /^(.+)#(\d+)$/.exec(name);
  return match ? { path: match[1]!, row: Number(match[2]) } : undefined;
}

/** A row as far as augmenting needs it. */
export interface TextRow {
  readonly text: string;
  readonly classes: readonly string[];
  readonly spans: readonly Span[];
}
