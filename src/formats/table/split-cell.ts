import type { Split } from '../../core/dataset';
import { splitWord } from '../../core/splits';

/** The split that a cell names; `is_valid` columns say yes or no. Undefined for what names none. */
export function splitOfCell(value: string, column: string): Split | undefined {
  if (/^is_(valid|validation|test)$/i.test(column)) {
    const held: Split = /test/i.test(column) ? 'test' : 'validation';
    if (/^(true|1|yes)$/i.test(value)) return held;
    return /^(false|0|no)$/i.test(value) ? 'train' : undefined;
  }
  return splitWord(value);
}
