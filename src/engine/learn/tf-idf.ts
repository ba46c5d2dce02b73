import { log } from '../../core/exact';
import type { Sparse } from '../models/svd';

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\p{N}+/gu;

/** How often a text has each term: its words in small letters. */
function termsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(wordPattern)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Gives texts as rows of length 1 over the terms that it was made from; other terms have no part. */
export interface TfIdf {
  readonly terms: readonly string[];
  rows(texts: readonly string[]): Sparse;
  /**
   * Texts that are compared with the rows: terms that no document has count in their length. `own`: the texts are the
   * documents, and each is compared as if it had not been there, so that its similarities are those of any other text.
   */
  asked(texts: readonly string[], own: boolean): Sparse;
  /** For each term, how much rarer it is where a document with it had not been there. */
  readonly rarer: Float64Array;
}

/** Weights of terms: (1 + log count) × (1 + log((1 + documents) / (1 + documents with it))) (Salton and Buckley 1988). */
export function tfIdf(texts: readonly string[]): TfIdf {
  const having = new Map<string, number>();
  for (const text of texts) for (const term of termsOf(text).keys()) having.set(term, (having.get(term) ?? 0) + 1);
  const terms = [...having.keys()];
  const idOf = new Map(terms.map((term, i) => [term, i]));
  const rarityIn = (documents: number, withIt: number) => 1 + log((1 + documents) / (1 + withIt));
  const rarity = Float64Array.from(terms, (term) => rarityIn(texts.length, having.get(term)!));
  const rarityWithout = Float64Array.from(terms, (term) => rarityIn(texts.length - 1, having.get(term)! - 1));
  return {
    terms,
    rarer: rarityWithout.map((r, id) => r / rarity[id]!),
    rows: (of) => sparse(of, terms.length, idOf, (id) => (id === undefined ? 0 : rarity[id]!)),
    asked: (of, own) => {
      const seen = own ? rarityWithout : rarity;
      const unseen = rarityIn(texts.length, 0);
      return sparse(of, terms.length, idOf, (id) => (id === undefined ? unseen : seen[id]!));
    },
  };
}

/** Rows of length 1; terms without an id count in it by their rarity. */
function sparse(
  texts: readonly string[],
  columns: number,
  idOf: ReadonlyMap<string, number>,
  rarityOf: (id: number | undefined) => number,
): Sparse {
  const starts = new Uint32Array(texts.length + 1);
  const column: number[] = [];
  const value: number[] = [];
  for (const [row, text] of texts.entries()) {
    let square = 0;
    for (const [term, count] of termsOf(text)) {
      const id = idOf.get(term);
      const weight = (1 + log(count)) * rarityOf(id);
      square += weight * weight;
      if (id === undefined) continue;
      column.push(id);
      value.push(weight);
    }
    const length = Math.sqrt(square);
    for (let at = starts[row]!; at < value.length; at++) value[at]! /= length;
    starts[row + 1] = value.length;
  }
  return { rows: texts.length, columns, starts, column: Uint32Array.from(column), value: Float32Array.from(value) };
}

/** A document near another one. */
export interface NearDocument {
  readonly document: number;
  readonly cosine: number;
}

/** A document that is asked about though it is one of them, with the `rarer` of their terms. */
export interface OwnDocument {
  readonly document: number;
  readonly rarer: Float64Array;
}

/** Finds the nearest of some documents, by the postings of their terms; exact. `own` is left out, with all it says of terms. */
export function nearestDocuments(
  documents: Sparse,
): (query: Sparse, row: number, k: number, own?: OwnDocument) => readonly NearDocument[] {
  const postings = transposed(documents);
  const dots = new Float64Array(documents.rows);
  const grown = new Float64Array(documents.rows); // what a squared length gains where shared terms are rarer
  return (query, row, k, own) => {
    const touched: number[] = [];
    for (let at = query.starts[row]!; at < query.starts[row + 1]!; at++) {
      const term = query.column[at]!;
      for (let p = postings.starts[term]!; p < postings.starts[term + 1]!; p++) {
        const document = postings.column[p]!;
        if (dots[document] === 0) touched.push(document);
        const rarer = own ? own.rarer[term]! : 1;
        const weight = postings.value[p]!;
        dots[document]! += query.value[at]! * weight * rarer;
        grown[document]! += weight * weight * (rarer * rarer - 1);
      }
    }
    const near = touched
      .filter((document) => document !== own?.document)
      .map((document) => ({ document, cosine: dots[document]! / Math.sqrt(1 + grown[document]!) }));
    for (const document of touched) dots[document] = grown[document] = 0;
    return near.sort((a, b) => b.cosine - a.cosine || a.document - b.document).slice(0, k);
  };
}

function transposed({ rows, columns, starts, column, value }: Sparse): Sparse {
  const to = new Uint32Array(columns + 1);
  for (const c of column) to[c + 1]!++;
  for (let c = 0; c < columns; c++) to[c + 1]! += to[c]!;
  const next = to.slice();
  const out = {
    rows: columns,
    columns: rows,
    starts: to,
    column: new Uint32Array(column.length),
    value: new Float32Array(column.length),
  };
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const place = next[column[at]!]!++;
      out.column[place] = row;
      out.value[place] = value[at]!;
    }
  }
  return out;
}
