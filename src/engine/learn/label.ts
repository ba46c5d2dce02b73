import { rounded } from '../../core/random';
import type { Document } from './documents';
import { type NearDocument, nearestDocuments, tfIdf } from './tf-idf';

export interface LabelChoice {
  /** Neighbours that have a say. */
  readonly k: number;
  readonly metric: 'cosine' | 'euclidean';
  /** Of the labels that are given, the share that shall be right, 0 to 1. */
  readonly precision: number;
}

/** What becomes of a document without a label. */
export interface Labelled {
  readonly name: string;
  readonly text: string;
  /** Undefined: unsure, it stays without. */
  readonly label?: string;
  /** What its neighbours say most; undefined where it has none. */
  readonly likely?: string;
  /** Share of labelled documents, as sure as this one or more of the same class, that their neighbours get right. */
  readonly confidence: number;
  /** The nearest labelled documents. */
  readonly evidence: readonly { readonly name: string; readonly label: string; readonly similarity: number }[];
}

export interface LabelResult {
  /** The surest first. */
  readonly documents: readonly Labelled[];
  /** For each class, by leave-one-out on the labelled documents at its threshold. */
  readonly classes: readonly ClassOutlook[];
}
export interface ClassOutlook {
  readonly name: string;
  readonly labelled: number;
  /** Share of right labels, and of the class's documents that would get one; undefined where no threshold is good enough. */
  readonly precision?: number;
  readonly coverage?: number;
}

/** A threshold is believed when at least so many labelled documents stand above it. */
const leastSeen = 5;

/**
 * Labels documents by their nearest labelled ones (TF-IDF). Each class has a threshold of its own, the lowest at which the
 * labelled documents, each judged without itself, are right as often as wanted: one for all would starve rare classes.
 */
export function labelDocuments(
  labelled: readonly Document[],
  unlabelled: readonly Document[],
  choice: LabelChoice,
  alive: () => void = () => {},
): LabelResult {
  const space = tfIdf(labelled.map(({ text }) => text));
  const known = space.rows(labelled.map(({ text }) => text));
  const nearest = nearestDocuments(known);
  const vote = (near: readonly NearDocument[]) => votes(labelled, near, choice);
  const judged = labelled.map(({ label }, i) => {
    if (i % 256 === 0) alive();
    return { truth: label!, ...vote(nearest(known, i, choice.k, i)) };
  });
  const classes = [...new Set(labelled.map(({ label }) => label!))].sort();
  const outlooks = new Map(classes.map((name) => [name, outlookOf(judged, name, choice.precision)]));
  const asked = space.rows(unlabelled.map(({ text }) => text));
  const documents = unlabelled.map(({ name, text }, i): Labelled => {
    if (i % 256 === 0) alive();
    const near = nearest(asked, i, choice.k);
    const { likely, score } = vote(near);
    const outlook = likely === undefined ? undefined : outlooks.get(likely)!;
    const label = outlook && score >= outlook.threshold ? likely : undefined;
    const evidence = near.map(({ document, cosine }) => {
      const { name: other, label: its } = labelled[document]!;
      return { name: other, label: its!, similarity: rounded(similarity(cosine, choice.metric), 4) };
    });
    return { name, text, label, likely, confidence: rounded(outlook?.confidence(score) ?? 0, 4), evidence };
  });
  documents.sort(
    (a, b) => b.confidence - a.confidence || Number(b.label !== undefined) - Number(a.label !== undefined),
  );
  return {
    documents,
    classes: classes.map((name) => {
      const { precision, coverage } = outlooks.get(name)!;
      return { name, labelled: labelled.filter(({ label }) => label === name).length, precision, coverage };
    }),
  };
}

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

interface Judged {
  readonly truth: string;
  readonly likely: string | undefined;
  readonly score: number;
}

function outlookOf(judged: readonly Judged[], name: string, wanted: number) {
  const said = judged.filter(({ likely }) => likely === name).sort((a, b) => b.score - a.score);
  let right = 0;
  const precisions = said.map(({ truth }, i) => {
    right += truth === name ? 1 : 0;
    return right / (i + 1);
  });
  // equal scores stand or fall together; what is surer is never less precise than what is less sure
  for (let i = said.length - 2; i >= 0; i--) {
    const next = precisions[i + 1]!;
    precisions[i] = said[i]!.score === said[i + 1]!.score ? next : Math.max(precisions[i]!, next);
  }
  const last = precisions.findLastIndex((precision, i) => precision >= wanted && i + 1 >= leastSeen);
  const truths = judged.filter(({ truth }) => truth === name).length;
  const found = said.slice(0, last + 1).filter(({ truth }) => truth === name).length;
  return {
    threshold: last < 0 ? Number.POSITIVE_INFINITY : said[last]!.score,
    ...(last >= 0 && { precision: found / (last + 1), coverage: found / truths }),
    confidence(score: number): number {
      const at = said.findIndex((one) => one.score <= score);
      return at < 0 ? (precisions.at(-1) ?? 0) : precisions[at]!;
    },
  };
}
