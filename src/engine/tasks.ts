import type { DrawnStep, StepOutcome } from '../core/draw';
import type { FeatureScales } from '../core/embedding';
import type { ErrorLine, SkippedLine, VariantLine } from '../core/manifest';
import type { Modality } from '../core/modality';
import type { Answer, Metric, ModelAnswer, ModelQuestion, Question } from '../core/questions';
import type { OutputOptions, Recipe, TransformStep } from '../core/recipe';
import type { RunFailure } from '../core/run';
import type { NamedSpan } from '../core/spans';
import type { Block, DataOptions, Reading, Table } from '../core/table';
import type { JudgedOn } from '../core/tuning';
import type { Picture, PointCloud, TileContent } from '../protocol-tiles';
import type { FfmpegUse } from './ffmpeg/needs';
import type { LabelsAsk } from './labels/asks';
import type { LabelResult } from './learn/label';
import type { ReplacedWord } from './text/candidates';

/** All that a worker needs to make variants of one source. Paths on disk are absolute. */
export interface SourceAsk {
  readonly modality: Modality;
  /** The dataset's folder: where relative folders in a recipe begin. */
  readonly root: string;
  readonly source: string;
  /** The path of the source in the dataset. */
  readonly path: string;
  /** Size of the source when the dataset was read; the task fails when it has changed since. */
  readonly bytes?: number;
  readonly output: OutputAsk;
  /** Where the partners of mixing steps lie on disk, by their path in the dataset. */
  readonly partners: Readonly<Record<string, string>>;
  /** What the labels of the source and of its partners say. */
  readonly labels?: LabelsAsk;
}
/** How variants are written; the extension is without its dot. */
export interface OutputAsk extends OutputOptions {
  readonly quality: number;
  readonly extension: string;
}
export interface VariantsAsk extends SourceAsk {
  readonly variants: readonly VariantAsk[];
}
export interface VariantAsk {
  readonly variant: number;
  readonly steps: readonly DrawnStep[];
  /** The file to write; without it, the bytes come back. */
  readonly to?: string;
  /** Path of the output, relative to the output folder: label files may name it. */
  readonly output: string;
  /** The label files to write, along the sets of labels. */
  readonly sidecars?: readonly (string | undefined)[];
  /** Class → weight, where mixing or mirroring changed the class of the whole. */
  readonly target?: readonly (readonly [name: string, weight: number])[];
  /** Whom it was mixed with, each with the share that is left of it. */
  readonly mixedWith?: readonly MixedWith[];
  /** True when left and right have changed places in its own picture. */
  readonly swapped?: boolean;
}
export interface MixedWith {
  readonly source: string;
  readonly weight: number;
  /** As `swapped` of the variant. */
  readonly swapped: boolean;
}
export type VariantOutcome = MadeVariant | FailedVariant;
export type SourceOutcome = readonly VariantOutcome[] | { readonly error: string };
export interface MadeVariant {
  readonly variant: number;
  readonly sha256: string;
  readonly bytes?: Uint8Array;
  readonly notes: readonly string[];
  readonly labels?: MadeLabels;
}
/** What became of the labels of a variant; lists run along the sets. */
export interface MadeLabels {
  /** Undefined where a set has no file of its own for this variant. */
  readonly files: readonly (MadeFile | undefined)[];
  /** What the variant adds to tables. */
  readonly rows: readonly unknown[];
  /** "box 3: 12 % visible" */
  readonly dropped: readonly string[];
  /** Classes of the objects that are there; undefined where nothing says of objects. */
  readonly classes?: readonly string[];
}
/** The bytes come back where no file is written. */
export interface MadeFile {
  readonly sha256: string;
  readonly bytes?: Uint8Array;
}
export interface FailedVariant {
  readonly variant: number;
  readonly error: string;
}

export interface CopyAsk {
  readonly files: readonly { readonly from: string; readonly to: string }[];
}
export type CopyOutcome = { readonly sha256: string } | { readonly error: string };

export interface TileTask extends SourceAsk {
  readonly steps: readonly DrawnStep[];
  /** Also the source as a browser shows it. */
  readonly before: boolean;
}
export interface ThumbnailTask extends SourceAsk {
  readonly steps: readonly DrawnStep[];
  /** Of the longer side, in pixels. */
  readonly side: number;
  /** The picture that stands for one out of a folder. */
  readonly target?: string;
}
/** A picture of samples before and after: before above after, each pair with its label. */
export interface SheetAsk {
  readonly pairs: readonly { readonly label: string; readonly before: string; readonly after: string }[];
  readonly to: string;
}

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

/** Rows of embeddings to measure, with their labels as in their table. */
export interface VectorCorpus extends CorpusTable, Pick<Table, 'path' | 'classOf' | 'classNames'> {}
export interface MeasureAsk {
  readonly corpus: readonly VectorCorpus[];
  readonly width: number;
}
/** Rows to place among those of a dataset. The same `key` stands for the same rows, which are then kept. */
export interface PlaceAsk extends MeasureAsk {
  readonly key: string;
  readonly scales: FeatureScales;
  readonly row: string;
  readonly before: Float64Array;
  readonly after: Float64Array;
}
/** A row and its variant on the plane of the two strongest directions, and their nearest rows. */
export interface PlacedPoints {
  readonly before: readonly [x: number, y: number];
  readonly after: readonly [x: number, y: number];
  /** In standard deviations of the features. */
  readonly moved: number;
  /** Other than the row itself; absent where there is no other row. */
  readonly nearestBefore?: NearRow;
  readonly nearestAfter?: NearRow;
  readonly cloud: PointCloud;
}
export interface NearRow {
  readonly row: string;
  readonly label?: string;
}
/** Questions for models, servers and vectors. */
export interface AnswerAsk {
  readonly questions: readonly ModelQuestion[];
  /** Where relative paths in a recipe begin. */
  readonly root: string;
  /** Where models and packed vectors are kept. */
  readonly storage: string;
  /** The folder of the vectors learnt from the dataset. */
  readonly learnt?: string;
}
export interface ReadyAsk extends Omit<AnswerAsk, 'questions' | 'learnt'> {
  /** The steps of the recipe that are not off, with their defaults. */
  readonly steps: readonly TransformStep[];
  /** Whether there is a language model to ask. */
  readonly languageModel?: boolean;
}
/** Word vectors out of the texts of a dataset. */
export interface LearnAsk {
  readonly corpus: readonly CorpusTable[];
  /** The folder to write. */
  readonly folder: string;
}
/** Rows of a table to learn from. */
export interface CorpusTable {
  readonly disk: string;
  readonly reading: Reading;
  readonly blocks: readonly Block[];
  /** For each row of the table, 1 where it belongs to the corpus. */
  readonly taken: Uint8Array;
}

/** Texts that a worker reads itself. */
export interface TextsAsk {
  /** What was chosen, absolute. */
  readonly paths: readonly string[];
  readonly data?: DataOptions;
  /** A sentence-embedding model: a folder, absolute or relative to the dataset, or a hub id; TF-IDF without. */
  readonly model?: string;
  /** Where models are kept. */
  readonly storage: string;
}
export interface LabelTextsAsk extends TextsAsk {
  /** Where the documents without a label are; in the same dataset, without. */
  readonly unlabelled?: readonly string[];
  readonly k: number;
  readonly metric: Metric;
}
export interface EmbedTextsAsk extends TextsAsk {
  /** The folder to write, absolute. */
  readonly out: string;
  /** The words of the training documents instead of the documents. */
  readonly words?: boolean;
  /** Numbers a document, at most; a model has its own. */
  readonly dimensions: number;
}
export interface EmbeddedFile {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** One training of a small classifier, with the variants of a recipe or without any. */
export interface JudgeAsk {
  /** What was chosen, absolute. */
  readonly paths: readonly string[];
  readonly data?: DataOptions;
  /** Its seed is that of the variants. */
  readonly recipe?: Recipe;
  /** Of the training. */
  readonly seed: number;
}
export interface JudgeResult {
  readonly on: JudgedOn;
  /** For each validation sample, 1 where it was right. */
  readonly right: readonly number[];
  readonly variants: number;
}

/** What a worker process does, by name. */
export type Tasks = {
  /** Fails as a whole when the source can't be read, or when nothing can be written (`WriteError`). */
  readonly variants: { readonly ask: VariantsAsk; readonly result: readonly VariantOutcome[] };
  /** The same for several sources, in order: an error in the place of what can't be read. */
  readonly sources: { readonly ask: readonly VariantsAsk[]; readonly result: readonly SourceOutcome[] };
  readonly copy: { readonly ask: CopyAsk; readonly result: readonly CopyOutcome[] };
  readonly tile: { readonly ask: TileTask; readonly result: TileContent };
  readonly thumbnail: { readonly ask: ThumbnailTask; readonly result: Picture };
  readonly rows: { readonly ask: RowsAsk; readonly result: RowsResult };
  /** An answer for each question, or the error that it met. This and the next four run in a process of their own. */
  readonly answer: { readonly ask: AnswerAsk; readonly result: readonly ModelAnswer[] };
  /** Throws where a step's model, vectors or server is not there. */
  readonly ready: { readonly ask: ReadyAsk; readonly result: undefined };
  readonly learn: { readonly ask: LearnAsk; readonly result: undefined };
  /** These read whole datasets, in the process of the models too. A dataset that does not fit is a `UseError`. */
  readonly label: { readonly ask: LabelTextsAsk; readonly result: LabelResult };
  readonly embed: { readonly ask: EmbedTextsAsk; readonly result: readonly EmbeddedFile[] };
  readonly judge: { readonly ask: JudgeAsk; readonly result: JudgeResult };
  /** Mean and standard deviation of each feature of a dataset's rows. */
  readonly measure: { readonly ask: MeasureAsk; readonly result: FeatureScales };
  /** Where rows and their variants lie among the others. */
  readonly place: { readonly ask: PlaceAsk; readonly result: PlacedPoints };
  readonly sheet: { readonly ask: SheetAsk; readonly result: undefined };
  /** Names and versions of what decodes and encodes. */
  readonly versions: { readonly ask: FfmpegUse; readonly result: Readonly<Record<string, string>> };
};
