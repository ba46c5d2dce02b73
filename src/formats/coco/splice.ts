/** Where a list under a key of the outermost object stands in a JSON text; the brackets are included. */
export interface ListPlace {
  readonly start: number;
  readonly end: number;
}

/** The lists under keys of the outermost object. The text must be valid JSON. */
export function listPlaces(text: string): ReadonlyMap<string, ListPlace> {
  const places = new Map<string, ListPlace>();
  let depth = 0;
  let key: string | undefined;
  let start = 0;
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [word] = found;
    if (word[0] === '"') {
      if (depth === 1 && /^\s*:/.test(text.slice(token.lastIndex, token.lastIndex + 20))) key = JSON.parse(word);
    } else if (word === '[' || word === '{') {
      if (depth++ === 1) start = found.index;
    } else if (--depth === 1 && word === ']' && key !== undefined) {
      places.set(key, { start, end: token.lastIndex });
    }
  }
  return places;
}

/** A JSON text that is open at the ends of some lists. */
export interface OpenLists {
  /** The text in order, and where a list grows the place of its key among those asked for. */
  readonly parts: readonly (string | number)[];
  /** An item of a list in the text's own style, with what divides it from the one before; items come in their order. */
  item(key: string, value: unknown): string;
}

/** Opens lists of the outermost object of a JSON text. Lists that are not there do not grow. */
export function openLists(text: string, keys: readonly string[]): OpenLists {
  const places = listPlaces(text);
  const found = keys.flatMap((key, at) => {
    const place = places.get(key);
    return place ? [{ key, at, ...place }] : [];
  });
  const parts: (string | number)[] = [];
  const styles = new Map<string, (value: unknown) => string>();
  let done = 0;
  for (const { key, at, start, end } of found.sort((a, b) => a.start - b.start)) {
    const list = text.slice(start, end);
    styles.set(key, styleOf(text, start, list));
    const body = list.slice(0, -1).trimEnd(); // what follows are the line end and what stands before the bracket
    parts.push(text.slice(done, start + body.length), at);
    done = start + body.length;
  }
  return { parts: [...parts, text.slice(done)], item: (key, value) => styles.get(key)?.(value) ?? '' };
}

/** How items are written at the end of a list: indented, or in a line, with or without spaces. */
function styleOf(text: string, start: number, list: string): (value: unknown) => string {
  let isFirst = /^\[\s*\]$/.test(list);
  const divided = (space: string, item: string) => {
    const before = isFirst ? '' : ',';
    const after = isFirst && space === ' ' ? '' : space;
    isFirst = false;
    return before + after + item;
  };
  const [, line, indent = ''] = /^\[(\r?\n)([^\S\n]*)/.exec(list) ?? [];
  if (line !== undefined) {
    const unit = /\n(\s+)"/.exec(text.slice(0, start))?.[1] ?? '  ';
    const isIndented = /\{\r?\n/.test(list.slice(0, 200));
    return (value) => {
      const json = isIndented ? JSON.stringify(value, null, unit) : compact(value, true);
      return divided(line + indent, json.replaceAll('\n', line + indent));
    };
  }
  const spaced = /"\s*:\s/.test(text.slice(0, 1000));
  return (value) => divided(spaced ? ' ' : '', compact(value, spaced));
}

/** One line; with a space after commas and colons, as Python writes it, or without. */
function compact(value: unknown, spaced: boolean): string {
  if (!spaced) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((v) => compact(v, true)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}: ${compact(v, true)}`).join(', ')}}`;
}
