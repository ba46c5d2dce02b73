import type { DatasetProblem, Label, LabelSet, Split } from '../core/dataset';
import type { Size } from '../core/geometry';
import type { MovedObject, ObjectLabel } from '../core/objects';
import type { PageCodecs } from './table/parquet/file';
import type { Tree } from './tree';

/** What a label format finds in a dataset. */
export interface FoundLabels<S extends LabelSet = LabelSet> {
  readonly set: S;
  /** By the path of the sample; those without are not here. */
  readonly labels: ReadonlyMap<string, readonly Label[]>;
  /** Where these labels say which split a sample is of. */
  readonly splits?: ReadonlyMap<string, Split>;
  /** Where these labels say which fold a sample is of. */
  readonly groups?: ReadonlyMap<string, string>;
  readonly problems: readonly DatasetProblem[];
  /** Files that no other format looks at any more. */
  readonly taken: readonly string[];
  /** Folders are then no classes, since the format's loader takes classes from these labels alone. */
  readonly insteadOfFolders?: true;
}

/** The labels of one picture, read. */
export interface PictureLabels {
  readonly objects: readonly ObjectLabel[];
  /** Size of the picture that the coordinates speak of, where the file says it. */
  readonly declared?: Size;
}

/** A variant whose labels are to be written. */
export interface LabelledVariant {
  /** Path of its picture, relative to the output. */
  readonly output: string;
  readonly size: Size;
  readonly objects: readonly MovedObject[];
  /** How long a clip was, and how long its variant is. */
  readonly seconds?: { readonly was: number; readonly now: number };
  /** Class → weight, where mixing or mirroring changed the class of the whole. */
  readonly target?: ReadonlyMap<string, number>;
  /** Whom it was mixed with: what the same table says of them, and the share that is left of each. */
  readonly partners?: readonly { readonly rows: unknown; readonly weight: number; rename?(name: string): string }[];
  /** What its own classes are called now, where left and right have changed places. */
  rename?(name: string): string;
}

/** Labels in a file for each sample. */
export interface SidecarFormat<S extends LabelSet = LabelSet> {
  readonly name: S['format'];
  readonly kind: 'sidecar';
  /** Its sets, and those of other files that belong to them. */
  find(tree: Tree): Promise<readonly FoundLabels[]>;
  /** One file; undefined where the sample has none. Throws with the line for a file that can't be understood. */
  read(text: string | undefined, set: S, size: Size): PictureLabels;
  /** The file of a variant; undefined where it needs none. `text` is that of its source. */
  write(text: string | undefined, set: S, variant: LabelledVariant): string | undefined;
}

/** Checks a declaration's types and gives it to the list of formats. */
export const sidecarFormat = <S extends LabelSet>(format: SidecarFormat<S>): SidecarFormat =>
  format as unknown as SidecarFormat;

/** Lists of labels, shared by all samples that have the same classes. */
export function labelLists(kind: Label['kind']): (names: Iterable<string>) => readonly Label[] {
  const known = new Map<string, readonly Label[]>();
  return (names) => {
    const each = [...new Set(names)];
    const key = each.join('\u0000');
    const list = known.get(key) ?? each.map((name) => ({ kind, name }));
    known.set(key, list);
    return list;
  };
}

/** Labels of many samples in one file. `Rows` is JSON: what the file says of one sample. */
export interface TableFiles<S extends LabelSet = LabelSet, Rows = unknown> {
  readonly name: S['format'];
  readonly kind: 'table';
  find(tree: Tree): Promise<readonly FoundLabels<S>[]>;
  /** Reads the file: from a sample's path to its rows. `resolve` finds the sample that a name in a table means. */
  open(
    bytes: Uint8Array,
    set: S,
    resolve: (reference: string, table: string) => string | undefined,
    codecs: PageCodecs,
  ): ((sample: string) => Rows | undefined) | Promise<(sample: string) => Rows | undefined>;
  /**
   * The file, to which rows of variants are added. `elsewhere`: the originals stay in the dataset; without it, they lie
   * beside the variants.
   */
  grow(
    bytes: Uint8Array,
    set: S,
    codecs: PageCodecs,
    elsewhere?: Elsewhere,
  ): GrowingTable<Rows> | Promise<GrowingTable<Rows>>;
}

/** Tables that speak of pictures, or of whole samples. */
export interface TableFormat<S extends LabelSet = LabelSet, Rows = unknown> extends TableFiles<S, Rows> {
  read(rows: Rows, set: S, size: Size): PictureLabels;
  /** The rows of a variant, out of those of its source. */
  write(rows: Rows, set: S, variant: LabelledVariant): Rows;
}

/** A file with places at which it grows. It holds its own bytes in memory, and of what is added at most a row group. */
export interface GrowingTable<Rows = unknown> {
  /** What one variant, and those that waited for it, add at each place, in the order of the variants. */
  add(rows: Rows): readonly Uint8Array[];
  /** The file when all variants are in, asked for once: bytes of its own, and numbers of places. */
  parts(): readonly (Uint8Array | number)[];
}

/** Where originals lie that a run did not copy. */
export interface Elsewhere {
  /** From the output folder to the dataset, with `/`. */
  readonly source: string;
  /** What a table calls a file from now on. */
  rename(reference: string): string;
}

/** Checks a declaration's types and gives it to the list of formats. */
export const tableFormat = <S extends LabelSet, Rows>(format: TableFormat<S, Rows>): TableFormat =>
  format as unknown as TableFormat;
