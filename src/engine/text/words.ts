import type { Span } from '../../core/spans';
import type { Word } from '../../core/text';

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;

/** What no step may change: it means something to a machine, or is a number's or a compound's part. */
const protectedPattern =
  /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\p{L}\p{N}_]+|\[[^\]\s]{1,40}\]|\{[^}\s]{0,40}\}|<[^<>\n]{1,80}>|%[sd]|\$\w+|[\p{L}\p{M}]*[\p{N}_][\p{L}\p{M}\p{N}_]*|[\p{L}\p{M}]+(?:[-–./][\p{L}\p{M}]+)+/gu;

/**
 * The words of a text. Pieces between white space that are plain words with their punctuation, which are nearly all, need
 * no look at the patterns; `named` are spans whose words stay.
 */
export function wordsOf(text: string, named: readonly Span[] = []): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) at++;
    else {
      const count = words.length;
      const end = plainPiece(text, at, words);
      if (end < 0) {
        words.length = count;
        at = otherPiece(text, at, words);
      } else at = end;
    }
  }
  return named.length === 0 ? words : words.map((word) => (isIn(named, word) ? { ...word, kept: true } : word));
}

const isIn = (spans: readonly Span[], word: Span): boolean =>
  spans.some(({ start, end }) => start < word.end && end > word.start);

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90); // ASCII
const punctuation: ReadonlySet<number> = new Set([...'!"\'()*,:;?'].map((sign) => sign.charCodeAt(0)));
const [apostrophe, dot, smallW] = [39, 46, 119];

/** Adds the words of a piece that no pattern protects, and says where it ends; −1 for pieces that may be more. */
function plainPiece(text: string, from: number, words: Word[]): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) {
      const start = at;
      do at++;
      while (
        isLetter(text.charCodeAt(at)) ||
        (text.charCodeAt(at) === apostrophe && isLetter(text.charCodeAt(at + 1)))
      );
      words.push({ start, end: at, text: text.slice(start, at), kept: false });
      at--;
    } else if (isSpace(code)) return at;
    else if (
      code === dot ? isLetter(text.charCodeAt(at + 1)) || text.charCodeAt(at - 1) === smallW : !punctuation.has(code)
    )
      return -1;
  }
  return at;
}

/** Adds the words of a piece by the patterns, and says where it ends: tags may reach over white space. */
function otherPiece(text: string, from: number, words: Word[]): number {
  let end = pieceEnd(text, from);
  for (let open = text.indexOf('<', from); open >= 0 && open < end; open = text.indexOf('<', open + 1)) {
    const close = text.indexOf('>', open);
    if (close >= end && close - open <= 81) end = pieceEnd(text, close);
  }
  const piece = text.slice(from, end);
  const kept = Array.from(piece.matchAll(protectedPattern), (m) => ({ start: m.index, end: m.index + m[0].length }));
  let next = 0;
  for (const { 0: word, index: start } of piece.matchAll(wordPattern)) {
    const stop = start + word.length;
    while (next < kept.length && kept[next]!.end <= start) next++;
    const inside = next < kept.length && kept[next]!.start < stop;
    words.push({ start: from + start, end: from + stop, text: word, kept: inside });
  }
  return end;
}

function pieceEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  return end;
}
