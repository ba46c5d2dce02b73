import type { LabelSet } from '../../core/dataset';
import type { MovedTimed, TimedLabel } from '../../core/timed';
import { type ClipSidecar, clipSidecar } from './clip-format';
import { lineEndOf } from './numbers';
import { findSidecars } from './sidecars';
import { type Cue, type Dialect, parseSubtitles, secondsOf } from './subtitles';

/** What is a format's own. */
interface SubtitleFormat {
  readonly format: 'srt' | 'vtt';
  readonly name: string;
  readonly dialect: Dialect;
  /** Times within a subtitle, in seconds. */
  momentsIn(cue: Cue): readonly number[];
  /** What stands over the times of subtitle `i` of a variant of a file with these subtitles. */
  idsOf(cues: readonly Cue[]): (one: MovedTimed, i: number) => string | undefined;
  /** The text of a moved subtitle. */
  linesOf(one: MovedTimed): readonly string[];
}

/** A format of subtitles, with what all of them have alike. What they do not know stays where it stood. */
export const subtitleFormat = ({ format, name, dialect, momentsIn, idsOf, linesOf }: SubtitleFormat): ClipSidecar =>
  clipSidecar<LabelSet>({
    name: format,
    kind: 'sidecar',
    find: (tree) =>
      findSidecars(tree, {
        extensions: [format],
        look: (text) => lookAt(text, dialect),
        setOf: (base) => ({ ...base, format, name, nature: 'times' }),
      }),
    read: (text) => ({ timed: cueLabels(parseSubtitles(text, dialect).cues, momentsIn) }),
    write(text, _set, { timed }) {
      const { head, cues } = parseSubtitles(text, dialect);
      const idOf = idsOf(cues);
      const blocks = timed.flatMap((one, i) => {
        const { between, rest, after } = one.record as Cue;
        const [start, end] = cueTimes(one, dialect);
        const id = idOf(one, i);
        const block = [...(id === undefined ? [] : [id]), start + between + end + rest, ...linesOf(one)];
        return [block.join('\n'), ...(one.part === 0 && !one.partner ? after : [])];
      });
      return joinBlocks([...head, ...blocks, ...leftOver(cues, timed)], text);
    },
  });

/** Subtitles of a file as labels. Throws with the line for one that ends before it begins. */
function cueLabels(cues: readonly Cue[], momentsIn: (cue: Cue) => readonly number[]): readonly TimedLabel[] {
  return cues.map((cue, i) => {
    const [start, end] = [secondsOf(cue.start), secondsOf(cue.end)];
    if (end < start) throw new Error(`line ${cue.line} ends before it begins`);
    const moments = momentsIn(cue);
    return {
      ...{ class: '', noun: 'subtitle', number: i + 1, start, end, record: cue },
      text: cue.lines.join(' ').replace(/<[^>]*>/g, ''),
      ...(moments.length > 0 && { moments }),
    };
  });
}

/** The times of a moved subtitle, at least a millisecond apart where they were apart. */
function cueTimes({ start, end, record, changed }: MovedTimed, { write }: Dialect): readonly [string, string] {
  const cue = record as Cue;
  if (!changed) return [cue.start, cue.end];
  const last = end > start ? Math.max(end, start + 0.001) : end;
  return [write(start, cue.start), write(last, cue.end)];
}

/** Blocks with an empty line between them, in the line ends of the source, which ends as it did. */
function joinBlocks(blocks: readonly string[], text: string): string {
  const end = lineEndOf(text);
  const tail = /((?:\r?\n)*)$/.exec(text)![1]!;
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return mark + blocks.join('\n\n').replaceAll('\n', end) + (blocks.length > 0 ? tail : '');
}

/** What follows subtitles that are gone is kept. */
const leftOver = (cues: readonly Cue[], timed: readonly MovedTimed[]): readonly string[] => {
  const there = new Set(timed.flatMap(({ record, partner }) => (partner === undefined ? (record as Cue).line : [])));
  return cues.flatMap((cue) => (there.has(cue.line) ? [] : cue.after));
};

/** What a first look says of a file. */
function lookAt(text: string, dialect: Dialect) {
  if (!text.includes('-->')) return undefined;
  try {
    const { cues } = parseSubtitles(text, dialect);
    const wrong = cues.filter((cue) => secondsOf(cue.end) < secondsOf(cue.start));
    return { classes: [], problems: wrong.map(({ line }) => `line ${line} ends before it begins`) };
  } catch (error) {
    return { classes: [], problems: [(error as Error).message] };
  }
}
