import type { StepOutcome } from '../../core/draw';
import type { FeatureScales } from '../../core/embedding';
import type { ErrorLine, SkippedLine, VariantLine } from '../../core/manifest';
import type { Answer, Question } from '../../core/questions';
import type { Recipe } from '../../core/recipe';
import type { RunFailure } from '../../core/run';
import type { NamedSpan } from '../../core/spans';
import type { Block, Reading } from '../../core/table';
import type { ReplacedWord } from '../text/candidates';

/** Variants of the rows of one block of a table. */
export interface RowsAsk {
  /** Absolute. */
  readonly disk: string;
  /** The table's path in the dataset. */
  readonly table: string;
  readonly reading: Reading;
  readonly block: Block;
  /** For each row of the block, how many variants it gets, and its split. */
  readonly counts: Uint16Array;
  readonly splitOf: Uint8Array;
  readonly recipe: Recipe;
  readonly epoch: number;
  /** The class of each row, where another file says it. */
  readonly labelOf?: readonly (string | undefined)[];
  /** Of the features, for rows of embeddings. */
  readonly scales?: FeatureScales;
  /** What stands between two rows. */
  readonly separator: string;
  /** Two more cells say where a variant comes from. */
  readonly provenance: boolean;
  /** The variant that is looked at. */
  readonly look?: number;
  /** What models and servers said so far, by the key of the question. */
  readonly answers?: ReadonlyMap<string, Answer>;
  /** The files to write: the rows, and their lines for the manifest. Without them, the rows come back. */
  readonly to?: { readonly rows: string; readonly lines: string };
}

export interface RowsResult {
  readonly made: number;
  readonly skipped: number;
  readonly failed: readonly RunFailure[];
  readonly rows?: readonly RowOutcome[];
  /** What has to be answered first: nothing was made, and nothing written. */
  readonly open?: ReadonlyMap<string, Question>;
}

/** What became of one variant of a row, or of a row as a whole (no `variant`). */
export type RowOutcome =
  | {
      readonly line: Omit<VariantLine, 'output'>;
      /** The row as it stands in the table, and its text; numbers are made words only where nothing is written. */
      readonly rawBefore: string;
      readonly before: string;
      readonly raw: string;
      readonly text: string;
      readonly look?: LookedRow;
    }
  | { readonly line: SkippedLine | ErrorLine; readonly look?: LookedRow };

/** What a tile shows of a variant of a row. A variant that is left out looks like its source. */
export type LookedRow = LookedText | LookedVector;

export interface LookedText {
  readonly kind: 'text';
  readonly before: string;
  readonly spansBefore: readonly NamedSpan[];
  readonly after: string;
  readonly spans: readonly NamedSpan[];
  readonly outcomes: readonly StepOutcome[];
  readonly replaced: readonly ReplacedWord[];
}

export interface LookedVector {
  readonly kind: 'embedding';
  readonly before: Float64Array;
  /** As they are written. */
  readonly after: Float64Array;
  readonly outcomes: readonly StepOutcome[];
}

/** Rows of a table to learn from. */
export interface CorpusTable {
  readonly disk: string;
  readonly reading: Reading;
  readonly blocks: readonly Block[];
  /** For each row of the table, 1 where it belongs to the corpus. */
  readonly taken: Uint8Array;
}
