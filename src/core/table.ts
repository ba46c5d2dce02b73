import type { Split } from './dataset';
import type { NamedSpan } from './spans';

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

/** How the numbers of a cell are written: with so many decimals, or as the shortest text of the type that stores them. */
export type NumberStyle =
  | { readonly form: 'fixed' | 'exponent'; readonly least: number; readonly most: number }
  | { readonly form: 'float' | 'double' };

/** Which cells of a row are the numbers of an embedding. */
export interface FeatureRoles<Key extends string | number> {
  /** Cells with a number each, in their order, or the one that holds all of them; none where rows are labels alone. */
  readonly features: readonly Key[];
  /** How many numbers a row has. */
  readonly width: number;
  /** The cell holds a list. */
  readonly list: boolean;
  /** Of each cell. */
  readonly styles: readonly NumberStyle[];
  readonly label?: Key;
  readonly split?: Key;
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
  readonly roles: Roles<number> | FeatureRoles<number>;
}
export interface JsonLinesReading extends ReadingBase {
  readonly kind: 'jsonl';
  readonly columns: readonly string[];
  readonly roles: Roles<string> | FeatureRoles<string>;
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
  readonly roles: Roles<string> | FeatureRoles<string>;
}
/** Numbers or short texts of one width, as NumPy stores them. */
export interface Cell {
  /** Float, whole number with and without sign, truth value, UTF-32 text, bytes of text. */
  readonly type: 'f' | 'i' | 'u' | 'b' | 'U' | 'S';
  readonly bytes: number;
  readonly little: boolean;
}
/** Rows of one width: `.npy`, and `.bytes` of the Embedding Projector. The text of a row is its bytes, in latin1. */
export interface MatrixReading extends ReadingBase {
  readonly kind: 'matrix';
  readonly file: 'npy' | 'bytes';
  readonly rows: number;
  /** 1 for a plain list. */
  readonly columns: number;
  readonly cell: Cell;
  /** A column after the other, as Fortran does. */
  readonly fortran: boolean;
}
export type Reading =
  | DelimitedReading
  | JsonLinesReading
  | JsonReading
  | FastTextReading
  | LinesReading
  | DocumentReading
  | ParquetReading
  | MatrixReading;

/** True for a table that can take the columns `source_row` and `variant` while its own rows stay. */
export const takesProvenance = (reading: Reading): boolean =>
  reading.kind === 'parquet'
    ? !reading.columns.some((name) => name === 'source_row' || name === 'variant')
    : ['delimited', 'jsonl', 'json'].includes(reading.kind);

/** True where rows are embeddings, or the labels of embeddings. */
export const holdsFeatures = (reading: Reading): boolean =>
  reading.kind === 'matrix' || ('roles' in reading && 'features' in reading.roles);

/** Numbers a row of embeddings has; 0 for other rows. */
export function featureCount(reading: Reading): number {
  if (reading.kind === 'matrix') return reading.columns;
  return 'roles' in reading && 'features' in reading.roles ? reading.roles.width : 0;
}

/** "150 rows × 4 features, float32"; undefined for rows that are no embeddings. */
export function featureWords({ reading, rows }: Pick<Table, 'reading' | 'rows'>): string | undefined {
  const count = featureCount(reading);
  if (count === 0) return undefined;
  const size = `${rows} ${rows === 1 ? 'row' : 'rows'} × ${count} features`;
  if (reading.kind !== 'matrix') return reading.kind === 'parquet' ? size : `${size}, as text`;
  const { cell, fortran } = reading;
  const order = [...(cell.little ? [] : ['big-endian']), ...(fortran ? ['Fortran order'] : [])];
  return [`${size}, float${cell.bytes * 8}`, ...order].join(', ');
}

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
  /** The file that says their labels, where that is another one: its rows run along these. */
  readonly labels?: LabelRows;
  /** Where each row begins, in bytes of the file, for rows of embeddings that are lines. */
  readonly starts?: Float64Array;
}

/** Rows in a file of their own that say what the rows of a table are. */
export interface LabelRows {
  readonly path: string;
  readonly diskPath?: string;
  readonly reading: Reading;
  readonly blocks: readonly Block[];
}

export const splits: readonly Split[] = ['train', 'validation', 'test'];

/** The name of a row in keys, plans and manifests: `train.tsv#12`, from 0. */
export const rowName = (path: string, row: number): string => `${path}#${row}`;

/** The file and the number of a row's name; undefined for names of files. */
export function parseRowName(name: string): { readonly path: string; readonly row: number } | undefined {
  const match = /^(.+)#(\d+)$/.exec(name);
  return match ? { path: match[1]!, row: Number(match[2]) } : undefined;
}

/** A row of an embedding as far as augmenting needs it. */
export interface VectorRow {
  readonly values: Float64Array;
  readonly classes: readonly string[];
}

/** A row of a text as far as augmenting needs it. */
export interface TextRow {
  readonly text: string;
  readonly classes: readonly string[];
  readonly spans: readonly NamedSpan[];
}
