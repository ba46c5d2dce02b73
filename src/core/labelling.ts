/** The label that similar documents give to one that has none. */
export interface LikelyLabel {
  readonly name: string;
  readonly text: string;
  /** What its neighbours say most; undefined where it has none. */
  readonly likely?: string;
  /**
   * Of the labelled documents that are as sure as this one of the same class, at least this share is right, nine times out
   * of ten; 0 to 1.
   */
  readonly confidence: number;
  /** The nearest labelled documents. */
  readonly evidence: readonly Evidence[];
}

/** A labelled document near another one. */
export interface Evidence {
  readonly name: string;
  readonly label: string;
  readonly similarity: number;
  readonly text: string;
}

/** What the labelled documents say of a class. */
export interface ClassCurve {
  readonly name: string;
  /** How many documents have it. */
  readonly labelled: number;
  /** Those that their neighbours, without themselves, give this class; the surest first. */
  readonly judged: readonly { readonly confidence: number; readonly right: boolean }[];
}

/** What a wanted precision means for a class, by the labelled documents. */
export interface ClassOutlook {
  readonly name: string;
  readonly labelled: number;
  /** Share of right labels, and of the class's documents that get one; undefined where none is sure enough. */
  readonly precision?: number;
  readonly coverage?: number;
}

/** Whether a document gets its likely label when so large a share of labels shall be right. */
export const isSure = ({ likely, confidence }: LikelyLabel, wanted: number): boolean =>
  likely !== undefined && confidence >= wanted;

export function outlookOf({ name, labelled, judged }: ClassCurve, wanted: number): ClassOutlook {
  const sure = judged.filter(({ confidence }) => confidence >= wanted);
  if (sure.length === 0) return { name, labelled };
  const right = sure.filter((one) => one.right).length;
  return { name, labelled, precision: right / sure.length, coverage: right / labelled };
}
