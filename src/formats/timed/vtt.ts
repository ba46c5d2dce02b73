import type { LabelSet } from '../../core/dataset';
import type { MovedTimed } from '../../core/timed';
import { clipSidecar } from './clip-format';
import { findSidecars } from './sidecars';
import {
  type Cue,
  cueLabels,
  cueTimes,
  type Dialect,
  joinBlocks,
  leftOver,
  lookAtSubtitles,
  parseSubtitles,
  secondsOf,
  timeText,
} from './subtitles';

const dialect: Dialect = {
  time: /(?:\d+:)?\d{2}:\d{2}\.\d{3}/,
  write: (seconds, was) => timeText(seconds, was.split(':').length > 2 ? was.indexOf(':') : 0, '.'),
};
/** `<00:00:01.200>`: when the next word is said. */
const stamp = new RegExp(`<(${dialect.time.source})>`, 'g');

/**
 * WebVTT: header, styles, regions and notes stay; names of subtitles stay, and numbers run on. Times within a subtitle
 * move along, and those that were cut are left out.
 */
export const vtt = clipSidecar<LabelSet>({
  name: 'vtt',
  kind: 'sidecar',
  find: (tree) =>
    findSidecars(tree, {
      extensions: ['vtt'],
      look: (text) => lookAtSubtitles(text, dialect),
      setOf: (base) => ({ ...base, format: 'vtt', name: 'WebVTT subtitles', nature: 'times' }),
    }),
  read: (text) => ({
    timed: cueLabels(parseSubtitles(text, dialect).cues, ({ lines }) =>
      [...lines.join('\n').matchAll(stamp)].map(([, time]) => secondsOf(time!)),
    ),
  }),
  write(text, _set, { timed }) {
    const { head, cues } = parseSubtitles(text, dialect);
    const numbered = cues.every(({ id }, i) => id === String(Number(cues[0]!.id) + i));
    const first = Number(cues[0]?.id);
    const blocks = timed.flatMap((one, i) => {
      const { id, between, rest, after } = one.record as Cue;
      const [start, end] = cueTimes(one, dialect);
      const name = numbered ? String(first + i) : id !== undefined && one.part > 0 ? `${id}-${one.part + 1}` : id;
      const block = [...(name === undefined ? [] : [name]), start + between + end + rest, ...linesOf(one)];
      return [block.join('\n'), ...(one.part === 0 && !one.partner ? after : [])];
    });
    return joinBlocks([...head, ...blocks, ...leftOver(cues, timed)], text);
  },
});

/** The text, its times moved along. */
function linesOf({ record, changed, moments }: MovedTimed): readonly string[] {
  const { lines } = record as Cue;
  if (!changed || !moments) return lines;
  let at = 0;
  return lines.map((line) =>
    line.replace(stamp, (_, was: string) => {
      const moment = moments[at++];
      return moment === undefined ? '' : `<${dialect.write(moment, was)}>`;
    }),
  );
}
