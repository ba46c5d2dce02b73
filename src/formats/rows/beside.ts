import { baseOf, extensionOf, stemOf } from '../../core/names';

type Cells = Readonly<Record<string, unknown>>;

/** Columns that name another file of the same picture: `masks/a.png`, or `a_depth.png`, where it is called `a.jpg`. */
export function besideKeys(rows: readonly Cells[], fileKey: string): readonly string[] {
  return Object.keys(rows[0] ?? {}).filter((key) => {
    const own = key === fileKey ? [] : rows.filter((cells) => !isEmpty(cells[key]));
    return own.length > 0 && own.every((cells) => isBeside(String(cells[key]), cells[fileKey]));
  });
}

const isEmpty = (value: unknown): boolean => value === '' || value === null || value === undefined;

const isBeside = (name: string, file: unknown): boolean =>
  /\.[a-z]\w{1,4}$/i.test(name) && name !== file && plain(name).startsWith(plain(file));

/** What a table calls a file, without folder and extension. */
const plain = (name: unknown): string => stemOf(String(name).replaceAll('\\', '/'));

/** What such columns say of a variant. Masks are written as PNG. */
export const besideNames = (
  cells: Cells,
  { beside = [], fileKey }: { readonly beside?: readonly string[]; readonly fileKey: string },
  output: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    beside.flatMap((key) =>
      isEmpty(cells[key]) ? [] : [[key, besideName(key, `${cells[key]}`, cells[fileKey], output)]],
    ),
  );

function besideName(key: string, name: string, file: unknown, output: string): string {
  const base = baseOf(name.replaceAll('\\', '/'));
  const extension = /mask|seg|label/i.test(key) ? 'png' : extensionOf(base);
  const more = plain(base).slice(plain(file).length);
  return `${name.slice(0, name.length - base.length)}${stemOf(output)}${more}.${extension}`;
}
