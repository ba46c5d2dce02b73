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

/** A JSON text with items added to lists of its outermost object, in its own style: indented, or with or without spaces. */
export function withItems(text: string, more: Readonly<Record<string, readonly unknown[]>>): string {
  const places = [...listPlaces(text)].filter(([key]) => (more[key] ?? []).length > 0);
  return places
    .sort(([, a], [, b]) => b.start - a.start)
    .reduce(
      (out, [key, place]) => out.slice(0, place.start) + extended(out, place, more[key]!) + out.slice(place.end),
      text,
    );
}

function extended(text: string, { start, end }: ListPlace, items: readonly unknown[]): string {
  const list = text.slice(start, end);
  const empty = /^\[\s*\]$/.test(list);
  const first = /^\[(\r?\n)([^\S\n]*)/.exec(list);
  if (first) {
    const [, line = '\n', indent = ''] = first;
    const unit = /\n(\s+)"/.exec(text.slice(0, start))?.[1] ?? '  ';
    const own = /\{\r?\n/.test(list.slice(0, 200)) ? unit : undefined;
    const written = items.map((item) => {
      const json = own === undefined ? compact(item, true) : JSON.stringify(item, null, own);
      return indent + json.replaceAll('\n', line + indent);
    });
    const body = list.slice(0, -1).trimEnd();
    const tail = list.slice(body.length); // the line end and what stands before the bracket
    return `${body}${empty ? '' : ','}${line}${written.join(`,${line}`)}${tail}`;
  }
  const spaced = /"\s*:\s/.test(text.slice(0, 1000));
  const written = items.map((item) => compact(item, spaced)).join(spaced ? ', ' : ',');
  return empty ? `[${written}]` : `${list.slice(0, -1).trimEnd()}${spaced ? ', ' : ','}${written}]`;
}

/** One line; with a space after commas and colons, as Python writes it, or without. */
function compact(value: unknown, spaced: boolean): string {
  if (!spaced) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((v) => compact(v, true)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${entries.map(([key, v]) => `${JSON.stringify(key)}: ${compact(v, true)}`).join(', ')}}`;
}
