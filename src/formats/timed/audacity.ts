import type { LabelSet } from '../../core/dataset';
import type { TimedLabel } from '../../core/timed';
import { type ClipLabels, clipSidecar, type LabelledClip } from './clip-format';
import { endsLike, lineEndOf, numberLike } from './numbers';
import { findSidecars } from './sidecars';

/** A label: its cells, and those of the line below it that says its band. */
interface AudacityRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly band?: readonly string[];
}

const isNumber = (cell: string | undefined): boolean =>
  cell !== undefined && cell.trim() !== '' && Number.isFinite(Number(cell));

/** Throws with the line that is neither a label nor a band. */
function rowsOf(text: string): readonly AudacityRow[] {
  const rows: AudacityRow[] = [];
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const cells = line.split('\t');
    const last = rows.at(-1);
    if (cells[0] === '\\' && last && !last.band && isNumber(cells[1]) && isNumber(cells[2])) {
      rows[rows.length - 1] = { ...last, band: cells };
    } else if (isNumber(cells[0]) && isNumber(cells[1]) && cells.length <= 3) rows.push({ line: i + 1, cells });
    else throw new Error(`line ${i + 1} is no label: it needs two times and a name, with tabs between`);
  }
  return rows;
}

function look(text: string) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const plain = lines.slice(0, 20).map((line) => line.replace(/^\uFEFF/, '').split('\t'));
  const fitting = plain.filter(
    (cells) => cells[0] === '\\' || (isNumber(cells[0]) && isNumber(cells[1]) && cells.length <= 3),
  );
  if (fitting.length * 2 <= plain.length) return undefined;
  try {
    const rows = rowsOf(text);
    const wrong = rows.filter(({ cells }) => Number(cells[1]) < Number(cells[0]));
    return {
      classes: rows.flatMap(({ cells }) => cells[2]?.trim() || []),
      problems: wrong.map(({ line }) => `line ${line} ends before it begins`),
    };
  } catch (error) {
    return { classes: [], problems: [(error as Error).message] };
  }
}

/**
 * Label tracks of Audacity, and the strong labels of DCASE without a header: `start`, `end`, `label` with tabs between,
 * in seconds. A moment has equal ends; a line below that begins with `\` says the band in Hz.
 */
export const audacity = clipSidecar<LabelSet>({
  name: 'audacity',
  kind: 'sidecar',
  find: (tree) =>
    findSidecars(tree, {
      extensions: ['txt', 'tsv', 'lab', 'ann'],
      look,
      setOf: (base) => ({ ...base, format: 'audacity', name: 'Audacity labels', nature: 'times' }),
    }),
  read: (text): ClipLabels => ({
    timed: rowsOf(text).map((row, i): TimedLabel => {
      const [start, end] = row.cells.slice(0, 2).map(Number) as [number, number];
      if (end < start) throw new Error(`line ${row.line} ends before it begins`);
      const band = row.band?.slice(1, 3).map(Number);
      return {
        ...{ class: row.cells[2] ?? '', noun: 'event', number: i + 1, start, end, record: row },
        ...(band && { frequencies: band }),
      };
    }),
  }),
  write(text, _set, { timed }: LabelledClip) {
    const end = lineEndOf(text);
    const lines = timed.flatMap(({ start, end: last, record, changed, frequencies }) => {
      const { cells, band } = record as AudacityRow;
      const times = changed ? endsLike([start, last], [cells[0]!, cells[1]!], 1) : cells.slice(0, 2);
      const own = [...times, ...cells.slice(2)].join('\t');
      if (!band) return [own];
      // Audacity writes -1 for a side that is open
      const hertz = band.slice(1, 3).map((was, i) => (Number(was) < 0 ? was : numberLike(frequencies![i]!, was)));
      return [own, ['\\', ...(changed ? hertz : band.slice(1, 3)), ...band.slice(3)].join('\t')];
    });
    const last = lines.length > 0 && (text.trim() === '' || /\n$/.test(text)) ? end : '';
    return (text.startsWith('\uFEFF') ? '\uFEFF' : '') + lines.join(end) + last;
  },
});
