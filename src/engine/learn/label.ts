import type { ClassCurve, Evidence, LikelyLabel } from '../../core/labelling';
import { rounded } from '../../core/random';
import { confidences } from './confidence';
import type { Document } from './documents';
import type { Neighbours } from './near';
import type { NearDocument } from './tf-idf';

export interface LabelChoice {
  /** Neighbours that have a say. */
  readonly k: number;
  readonly metric: 'cosine' | 'euclidean';
}

export interface LabelResult {
  /** The surest first. */
  readonly documents: readonly LikelyLabel[];
  readonly classes: readonly ClassCurve[];
}

/**
 * The label of each document by its nearest labelled ones, and how far it can be trusted. That is measured for each class
 * by itself, on the labelled documents, each judged without itself: one measure for all would starve rare classes.
 */
export function labelDocuments(
  labelled: readonly Document[],
  unlabelled: readonly Document[],
  near: Neighbours,
  choice: LabelChoice,
): LabelResult {
  const vote = (of: readonly NearDocument[]) => votes(labelled, of, choice);
  const judged = labelled.map(({ label }, i) => ({ truth: label!, ...vote(near.own[i]!) }));
  const names = [...new Set(labelled.map(({ label }) => label!))].sort();
  const trusted = new Map(
    names.map((name) => {
      const said = judged.filter(({ likely }) => likely === name);
      return [name, confidences(said.map(({ score, truth }) => ({ score, right: truth === name })))];
    }),
  );
  const documents = unlabelled.map(({ name, text }, i): LikelyLabel => {
    const { likely, score } = vote(near.others[i]!);
    // surer than none of those that were judged: nothing speaks for it
    const as = likely === undefined ? undefined : trusted.get(likely)!.find((one) => one.score <= score);
    const evidence = near.others[i]!.map((one) => evidenceOf(labelled[one.document]!, one.cosine, choice.metric));
    return {
      name,
      text,
      ...(likely !== undefined && { likely }),
      confidence: rounded(as?.confidence ?? 0, 4),
      evidence,
    };
  });
  const classes = names.map((name) => ({
    name,
    labelled: labelled.filter(({ label }) => label === name).length,
    judged: trusted.get(name)!.map(({ confidence, right }) => ({ confidence: rounded(confidence, 4), right })),
  }));
  return { documents: documents.sort((a, b) => b.confidence - a.confidence), classes };
}

const evidenceOf = ({ name, label, text }: Document, cosine: number, metric: LabelChoice['metric']): Evidence => ({
  name,
  label: label!,
  similarity: rounded(similarity(cosine, metric), 4),
  text,
});

/** Of vectors of length 1: by Euclid 1 ÷ (1 + distance). */
const similarity = (cosine: number, metric: LabelChoice['metric']): number =>
  metric === 'cosine' ? cosine : 1 / (1 + Math.sqrt(Math.max(0, 2 - 2 * cosine)));

/** The class that the neighbours say most, and by how much more than the next one, a neighbour on average. */
function votes(labelled: readonly Document[], near: readonly NearDocument[], { k, metric }: LabelChoice) {
  const sums = new Map<string, number>();
  for (const { document, cosine } of near) {
    const label = labelled[document]!.label!;
    sums.set(label, (sums.get(label) ?? 0) + similarity(cosine, metric));
  }
  const [first, second] = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { likely: first?.[0], score: first ? (first[1] - (second?.[1] ?? 0)) / k : 0 };
}
