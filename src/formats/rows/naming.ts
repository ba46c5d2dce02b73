import type { Split } from '../../core/dataset';
import { baseOf, extensionOf, folderOf, stemOf } from '../../core/names';
import { splitWord } from '../../core/splits';
import type { RowsSet } from './set';

/** The split in the name of a table; what is to be handed in is test data. */
export function splitOfName(path: string): Split | undefined {
  if (/submission/i.test(stemOf(path))) return 'test';
  return splitWord(stemOf(path)) ?? splitWord(folderOf(path).split('/').at(-1) ?? '');
}

/** What a table is called: "Hugging Face metadata boxes", "CSV soft labels". */
export function nameOf({ file, reading, place, classes }: RowsSet, splits: boolean): string {
  const base = baseOf(file);
  const kind = /^metadata\./i.test(base)
    ? 'Hugging Face metadata'
    : reading.kind === 'list'
      ? 'lists of files'
      : extensionOf(file).toUpperCase();
  const what = place
    ? 'boxes'
    : classes &&
      { one: 'classes', many: 'several classes each', flags: 'several classes each', shares: 'soft labels' }[
        classes.kind
      ];
  return what ? `${kind} ${what}` : reading.kind !== 'list' && splits ? `${kind} splits` : kind;
}
