import type { Column } from '../rows/columns';

/** What columns that speak of time are called. */

/** A name of a column as the patterns below want it. */
export const plain = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '');
const unit = '(inseconds|seconds?|secs?|s|inms|ms|msecs?|millis|milliseconds?)?';
export const starts = new RegExp(`^(event)?(onset|start|begin|tstart|tmin|from)(time|at)?${unit}$`);
export const ends = new RegExp(`^(event)?(offset|end|stop|tend|tmax|to)(time|at)?${unit}$`);
export const lengths = new RegExp(`^(event)?(duration|dur|length)(time)?${unit}$`);
export const thousandths = /(ms|msecs?|millis|milliseconds?)$/;
export const lows = /^(low|min|flow|fmin)(freq|frequency)?(hz)?$/;
export const highs = /^(high|max|fhigh|fmax)(freq|frequency)?(hz)?$/;
export const frames = /^(frame|frames?(id|idx|index|num|number|no|nr))$/; // `frames` alone counts them
export const moments = new RegExp(`^(time|timestamp|t)${unit}$`);
export const weights = /^(weight|confidence|conf|score|probability|soft)$/;
/** What happens, in the words of sound, speech, birds and video. */
export const happenings =
  /^((sound)?event(label|class|name|type)?|speaker(id)?|annotation|species|commonname|action|activity)$/;
/** Columns of datasets whose times say where in a longer recording a clip was taken from. */
export const elsewhere = /^(slicefilename|fsid|ytid|youtubeid|youtubekey|srcfile|originalfile|recordingid|sourcefile)$/;

export const filledOf = ({ values }: Column) => values.filter((v) => v !== '' && v !== null && v !== undefined);
/** A number, or a text that is one. */
export const isNumber = (v: unknown): boolean => typeof v !== 'object' && Number.isFinite(Number(v));
export const areNumbers = (column: Column): boolean => {
  const filled = filledOf(column);
  return filled.length > 0 && filled.every(isNumber);
};

/** A column of a table without a header, which is named by its place. */
export const isNameless = ({ key }: Column): boolean => /^\d+$/.test(key);
