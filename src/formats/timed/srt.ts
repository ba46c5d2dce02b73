import { subtitleFormat } from './subtitle-format';
import { type Cue, timeText } from './subtitles';

/** SubRip: numbered subtitles, `00:00:01,500 --> 00:00:02,000`. Numbers run on in the order of time. */
export const srt = subtitleFormat({
  format: 'srt',
  name: 'SRT subtitles',
  dialect: {
    time: /\d+:\d{1,2}:\d{1,2}[,.]\d{1,3}/,
    write: (seconds, was) => timeText(seconds, was.indexOf(':'), was.includes('.') ? '.' : ','),
  },
  momentsIn: () => [],
  idsOf(cues) {
    const first = Number(cues[0]?.id ?? 1);
    return (_one, i) => String((Number.isInteger(first) ? first : 1) + i);
  },
  linesOf: ({ record }) => (record as Cue).lines,
});
