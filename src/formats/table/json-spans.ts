import type { NamedSpan, Span } from '../../core/spans';
import { pointsOfSpan, spanOfPoints } from './codec';

/** A value of a JSON text, and where it stands in it. */
export interface JsonPlace extends Span {
  readonly value: unknown;
  /** The values of a list, or of an object with their keys. */
  readonly items?: readonly (JsonPlace & { readonly key?: string })[];
}

const token = /\s*(?:([[\]{},:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null))/y;

/** The places of all values of a JSON text. Throws for what is no JSON. */
export function jsonPlaces(text: string): JsonPlace {
  let at = 0;
  const next = () => {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) throw new Error(`is not valid JSON at character ${at + 1}`);
    at = token.lastIndex;
    const word = match[1] ?? match[2] ?? match[3]!;
    return { word, start: at - word.length };
  };
  const value = (first = next()): JsonPlace => {
    const { word, start } = first;
    if (word !== '[' && word !== '{') return { start, end: at, value: JSON.parse(word) };
    const close = word === '[' ? ']' : '}';
    const items: (JsonPlace & { key?: string })[] = [];
    for (let one = next(); one.word !== close; one = next()) {
      if (one.word === ',') continue;
      if (close === ']') {
        items.push(value(one));
        continue;
      }
      next(); // the colon
      items.push({ ...value(), key: JSON.parse(one.word) as string });
    }
    const list = items.map((item) => item.value);
    return {
      start,
      end: at,
      items,
      value: close === ']' ? list : Object.fromEntries(items.map((item) => [item.key!, item.value])),
    };
  };
  return value();
}

/** The numbers that say where one span is. */
interface SpanPlaces {
  readonly start: JsonPlace;
  /** Absent where the length follows from a text that stands beside. */
  readonly end?: JsonPlace;
  readonly length?: number;
  /** What the span is labelled as. */
  readonly name?: string;
}

const startKeys = ['start', 'start_char', 'start_offset', 'begin', 'answer_start', 'from'];
const endKeys = ['end', 'end_char', 'end_offset', 'stop', 'to'];
const nameKeys = ['label', 'labels', 'type', 'entity', 'entity_type', 'entity_group', 'tag', 'category', 'class'];

/**
 * Spans in what records hold under `entities`, `spans` or `answers`: objects with `start` and `end`, lists
 * `[start, end, …]` (spaCy), and SQuAD's `{ text: […], answer_start: […] }`.
 */
function spanPlaces(place: JsonPlace): readonly SpanPlaces[] {
  const { items = [] } = place;
  const by = (keys: readonly string[]) => items.find((item) => item.key !== undefined && keys.includes(item.key));
  const isNumber = (p: JsonPlace | undefined): p is JsonPlace => Number.isInteger(p?.value);
  const [start, end, text] = [by(startKeys), by(endKeys), by(['text'])];
  const named = nameOf(by(nameKeys));
  if (isNumber(start) && isNumber(end)) return [{ start, end, ...named }];
  if (isNumber(start) && typeof text?.value === 'string') return [{ start, length: [...text.value].length, ...named }];
  if (start?.items && text?.items) {
    return start.items.flatMap((one, i) =>
      isNumber(one) ? [{ start: one, length: [...String(text.items![i]?.value ?? '')].length }] : [],
    );
  }
  if (Array.isArray(place.value) && isNumber(items[0]) && isNumber(items[1]))
    return [{ start: items[0], end: items[1], ...nameOf(items[2]) }];
  return items.flatMap(spanPlaces);
}

/** A name, or the first of a list of them. */
function nameOf(place: JsonPlace | undefined): { readonly name?: string } {
  const value = Array.isArray(place?.value) ? (place.value[0] as unknown) : place?.value;
  return typeof value === 'string' && value !== '' ? { name: value } : {};
}

/** The spans of a text that a JSON text lists. */
export const spansOf = (json: string, text: string): readonly NamedSpan[] => spansAt(jsonPlaces(json), text);

export const spansAt = (place: JsonPlace, text: string): readonly NamedSpan[] =>
  spanPlaces(place).map(({ start, end, length, name }) => {
    const from = start.value as number;
    const span = spanOfPoints(text, from, end ? (end.value as number) : from + length!);
    return name === undefined ? span : { ...span, name };
  });

/** The JSON text with its spans moved; all else stays to the byte. */
export function movedSpans(json: string, to: { readonly text: string; readonly spans: readonly Span[] }): string {
  return withPlaces(json, spanEdits(jsonPlaces(json), to));
}

/** Where numbers change, and to what. */
export function spanEdits(
  place: JsonPlace,
  { text, spans }: { readonly text: string; readonly spans: readonly Span[] },
): readonly (readonly [place: Span, value: string])[] {
  return spanPlaces(place).flatMap(({ start, end }, i) => {
    const [from, to] = pointsOfSpan(text, spans[i]!);
    return [[start, `${from}`] as const, ...(end ? [[end, `${to}`] as const] : [])];
  });
}

/** A text with some of its places written anew. */
export function withPlaces(text: string, edits: readonly (readonly [place: Span, value: string])[]): string {
  let out = '';
  let from = 0;
  for (const [{ start, end }, value] of [...edits].sort((a, b) => a[0].start - b[0].start)) {
    out += text.slice(from, start) + value;
    from = end;
  }
  return out + text.slice(from);
}
