import type { LabelSet } from '../../core/dataset';
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
  timeText,
} from './subtitles';

const dialect: Dialect = {
  time: /\d+:\d{1,2}:\d{1,2}[,.]\d{1,3}/,
  write: (seconds, was) => timeText(seconds, was.indexOf(':'), was.includes('.') ? '.' : ','),
};

/** SubRip: numbered subtitles, `00:00:01,500 --> 00:00:02,000`. Numbers run on in the order of time. */
export const srt = clipSidecar<LabelSet>({
  name: 'srt',
  kind: 'sidecar',
  find: (tree) =>
    findSidecars(tree, {
      extensions: ['srt'],
      look: (text) => lookAtSubtitles(text, dialect),
      setOf: (base) => ({ ...base, format: 'srt', name: 'SRT subtitles', nature: 'times' }),
    }),
  read: (text) => ({ timed: cueLabels(parseSubtitles(text, dialect).cues, () => []) }),
  write(text, _set, { timed }) {
    const { head, cues } = parseSubtitles(text, dialect);
    const first = Number(cues[0]?.id ?? 1);
    const blocks = timed.flatMap((one, i) => {
      const { between, rest, lines, after } = one.record as Cue;
      const [start, end] = cueTimes(one, dialect);
      const number = (Number.isInteger(first) ? first : 1) + i;
      return [
        [number, start + between + end + rest, ...lines].join('\n'),
        ...(one.part === 0 && !one.partner ? after : []),
      ];
    });
    return joinBlocks([...head, ...blocks, ...leftOver(cues, timed)], text);
  },
});
