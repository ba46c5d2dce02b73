import type { LabelSet } from '../../core/dataset';

/** How the rows of a table are written. */
export type Reading =
  | {
      readonly kind: 'delimited';
      readonly delimiter: string;
      readonly quotes: boolean;
      readonly header: boolean;
      readonly columns: readonly string[];
    }
  | { readonly kind: 'jsonl' }
  /** Rows are lines of JSON on their way. */
  | { readonly kind: 'parquet' }
  /** A path or stem a line; what follows it goes along. */
  | { readonly kind: 'list' };

/** Where rows say where objects are; keys are names of columns. */
export type Place =
  | {
      readonly kind: 'corners';
      readonly keys: readonly [left: string, top: string, right: string, bottom: string];
      readonly shares: boolean;
    }
  | {
      readonly kind: 'size';
      readonly keys: readonly [x: string, y: string, width: string, height: string];
      readonly shares: boolean;
    }
  /** One cell that lists x, y, width, height. */
  | { readonly kind: 'cell'; readonly key: string }
  /** One cell that holds lists of boxes and of what belongs to them, or a list of records: Hugging Face's `objects`. */
  | { readonly kind: 'lists' | 'records'; readonly key: string; readonly boxes: string; readonly classes?: string };

export type Inside = Extract<Place, { boxes: string }>;
export type Flat = Exclude<Place, { boxes: string }>;

/** A column that says the class a second time, and how it calls each. */
export interface Twin {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Where rows say classes. */
export type Classes =
  | { readonly kind: 'one'; readonly key: string; readonly twins?: readonly Twin[] }
  | { readonly kind: 'many'; readonly key: string; readonly separator: '|' | ' ' | ',' | ';' | 'json' }
  /** A column for each class: 0 or 1, or shares that sum to 1. */
  | { readonly kind: 'flags' | 'shares'; readonly columns: readonly { readonly key: string; readonly name: string }[] };

/** A table of rows that name files. */
export interface RowsSet extends LabelSet {
  readonly format: 'rows';
  readonly file: string;
  readonly reading: Reading;
  /** The column that names the files. */
  readonly fileKey: string;
  /** Columns that name other files of the same picture. */
  readonly beside?: readonly string[];
  readonly size?: readonly [width: string, height: string];
  readonly place?: Place;
  /** True where pictures without objects have rows without boxes. */
  readonly empties?: true;
  /** In JSON and Parquet: keys of the rows, and of what stands in `objects`, under which numbers are whole. */
  readonly whole?: readonly string[];
  readonly classes?: Classes;
  /** True for lists of validation and test data, which get no rows. */
  readonly held?: true;
}
