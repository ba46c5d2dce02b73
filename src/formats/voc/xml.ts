/** One element of a text: `inner` is what stands between its tags. */
export interface Element {
  readonly start: number;
  readonly end: number;
  readonly inner: string;
  readonly innerStart: number;
}

/** The elements of this name, in order; they must not hold others of their own name. */
export function elementsOf(text: string, name: string): readonly Element[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}\\s*>`, 'g');
  return [...text.matchAll(pattern)].map((found) => {
    const innerStart = found.index + found[0].indexOf('>') + 1;
    return { start: found.index, end: found.index + found[0].length, inner: found[1]!, innerStart };
  });
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

/** The text without a piece of it, and without the line that this leaves empty. */
export function withoutPiece(text: string, start: number, end: number): string {
  const before = /[^\S\n]*$/.exec(text.slice(0, start))!.index;
  const alone = (before === 0 || text[before - 1] === '\n') && /^[^\S\n]*\n/.test(text.slice(end));
  return alone
    ? text.slice(0, before) + text.slice(text.indexOf('\n', end) + 1)
    : text.slice(0, start) + text.slice(end);
}
