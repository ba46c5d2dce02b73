import type { LabelSet } from '../../core/dataset';
import type { Size } from '../../core/geometry';
import type { FramedLabel, MovedFramed, MovedTimed, TimedLabel } from '../../core/timed';
import type { FoundLabels, TableFiles } from '../label-format';
import type { Tree } from '../tree';

/** What a format may know of a clip. */
export interface ClipFacts {
  readonly seconds: number;
  /** True for a video whose frames are not evenly spaced: its variants have others. */
  readonly uneven?: true;
  /** Of a video. */
  readonly pictures?: Size & { readonly frames: number; readonly fps: number };
}

/** The labels of one clip, read. */
export interface ClipLabels {
  readonly timed: readonly TimedLabel[];
  /** Labels by frame, where the file has them. */
  readonly framed?: readonly FramedLabel[];
  /** The even steps into which the file divides the clip, where its frames are not those of the video; seconds. */
  readonly steps?: { readonly count: number; readonly step?: number };
}

/** A variant of a clip, whose labels are to be written. */
export interface LabelledClip {
  /** Path of its source in the dataset, and of itself in the output. */
  readonly source: string;
  readonly output: string;
  readonly clip: ClipFacts;
  readonly timed: readonly MovedTimed[];
  readonly framed: readonly MovedFramed[];
}

/** Labels with time in a file for each clip. */
export interface ClipSidecar<S extends LabelSet = LabelSet> {
  readonly name: S['format'];
  readonly kind: 'sidecar';
  find(tree: Tree): Promise<readonly FoundLabels[]>;
  /** Throws with the line for a file that can't be understood. */
  read(text: string, set: S, clip: ClipFacts): ClipLabels;
  /** The file of a variant. `text` is that of its source; of partners, only what is in their records is known. */
  write(text: string, set: S, variant: LabelledClip): string;
  /** True when a label can carry the share that is left of it. */
  readonly weighs?: (set: S) => boolean;
}

/** Labels with time of many clips in one file. */
export interface ClipTable<S extends LabelSet = LabelSet, Rows = unknown> extends TableFiles<S, Rows> {
  read(rows: Rows, set: S, clip: ClipFacts): ClipLabels;
  write(rows: Rows, set: S, variant: LabelledClip): Rows;
  readonly weighs?: (set: S) => boolean;
}

/** Check a declaration's types and give it to the list of formats. */
export const clipSidecar = <S extends LabelSet>(format: ClipSidecar<S>): ClipSidecar =>
  format as unknown as ClipSidecar;
export const clipTable = <S extends LabelSet, Rows>(format: ClipTable<S, Rows>): ClipTable =>
  format as unknown as ClipTable;
