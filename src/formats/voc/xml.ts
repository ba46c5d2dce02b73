/** One element of a text: `inner` is what stands between its tags. */
export interface Element {
  readonly start: number;
  readonly end: number;
  readonly inner: string;
  readonly innerStart: number;
}

/**
 * The elements of this name, in order; they must not hold others of their own name. Beginnings and ends are found apart:
 * one pattern for both takes minutes for a small file full of beginnings.
 */
export function elementsOf(text: string, name: string): readonly Element[] {
  const ends = [...text.matchAll(new RegExp(`</${name}\\s*>`, 'g'))];
  const elements: Element[] = [];
  let [n, last] = [0, 0];
  for (const { index: start } of text.matchAll(new RegExp(`<${name}(?=[\\s>])`, 'g'))) {
    if (start < last) continue;
    const innerStart = text.indexOf('>', start) + 1;
    while (n < ends.length && ends[n]!.index < innerStart) n++;
    const end = ends[n];
    if (innerStart === 0 || !end) break;
    last = end.index + end[0].length;
    elements.push({ start, end: last, inner: text.slice(innerStart, end.index), innerStart });
  }
  return elements;
}

export const firstOf = (text: string, name: string): Element | undefined => elementsOf(text, name)[0];

/** The text of the first element of this name, without entities. */
export function textOf(text: string, name: string): string | undefined {
  const inner = firstOf(text, name)?.inner.trim();
  return inner?.replace(/&(lt|gt|quot|apos|amp|#\d+|#x[0-9a-f]+);/gi, (_, entity: string) => {
    if (entity[0] !== '#') return { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[entity.toLowerCase()]!;
    return String.fromCodePoint(Number(entity[1] === 'x' ? `0${entity.slice(1)}` : entity.slice(1)));
  });
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The text with what the first element of this name holds replaced; without such an element, the text as it is. */
export function withValue(text: string, name: string, value: string): string {
  const found = firstOf(text, name);
  if (!found) return text;
  const end = found.innerStart + found.inner.length;
  return text.slice(0, found.innerStart) + value + text.slice(end);
}

/** A piece of a text, and what takes its place; without that, it goes, and with it the line that this leaves empty. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly by?: string;
}

/** The text with these pieces replaced or left out, in one go: they come in order and do not overlap. */
export function withPieces(text: string, pieces: readonly Piece[]): string {
  const kept: string[] = [];
  let [at, line, cut] = [0, '', false]; // what is kept of a line, and whether a piece was left out of it
  const keep = (more: string) => {
    const first = more.indexOf('\n') + 1;
    if (first === 0) {
      line += more;
      return;
    }
    line += more.slice(0, first);
    if (!cut || /\S/.test(line)) kept.push(line);
    const last = more.lastIndexOf('\n') + 1;
    kept.push(more.slice(first, last));
    [line, cut] = [more.slice(last), false];
  };
  for (const { start, end, by } of pieces) {
    keep(text.slice(at, start));
    if (by === undefined) cut = true;
    else keep(by);
    at = end;
  }
  keep(text.slice(at));
  return kept.join('') + line;
}
