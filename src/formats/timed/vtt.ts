import type { MovedTimed } from '../../core/timed';
import { subtitleFormat } from './subtitle-format';
import { type Cue, type Dialect, secondsOf, timeText } from './subtitles';

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
export const vtt = subtitleFormat({
  format: 'vtt',
  name: 'WebVTT subtitles',
  dialect,
  momentsIn: ({ lines }) => [...lines.join('\n').matchAll(stamp)].map(([, time]) => secondsOf(time!)),
  idsOf(cues) {
    const first = Number(cues[0]?.id);
    const numbered = cues.every(({ id }, i) => id === String(first + i));
    return ({ record, part }, i) => {
      const { id } = record as Cue;
      return numbered ? String(first + i) : id !== undefined && part > 0 ? `${id}-${part + 1}` : id;
    };
  },
  linesOf,
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
