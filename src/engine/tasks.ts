import type { DrawnStep } from '../core/draw';
import type { FeatureScales } from '../core/embedding';
import type { ModelAnswer } from '../core/questions';
import type { Picture, TileContent } from '../protocol-tiles';
import type { MeasureAsk, PlaceAsk, PlacedPoints } from './embedding/asks';
import type { FfmpegUse } from './ffmpeg/needs';
import type { EmbeddedFile, EmbedTextsAsk, JudgeAsk, JudgeResult, LabelTextsAsk } from './learn/asks';
import type { LabelResult } from './learn/label';
import type { AnswerAsk, LearnAsk, ReadyAsk } from './models/asks';
import type { RowsAsk, RowsResult } from './table/asks';
import type { SourceAsk, SourceOutcome, VariantOutcome, VariantsAsk } from './variant-asks';

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
