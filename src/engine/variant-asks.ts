import type { DrawnStep } from '../core/draw';
import type { Modality } from '../core/modality';
import type { OutputOptions } from '../core/recipe';
import type { LabelsAsk } from './labels/asks';

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
