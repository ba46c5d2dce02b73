import type { Box } from './image';
import { keepsTime, keptShare, moveMoment, moveSpan, type Span, type TimeMap, thenTime } from './time-map';

/** What a label says of a stretch of a clip; times are seconds from its beginning. */
export interface TimedLabel {
  /** Name of its class; `''` where it has none, as subtitles. */
  readonly class: string;
  /** As the manifest calls it. */
  readonly noun: 'event' | 'subtitle' | 'segment';
  /** Its place in its file, from 1. */
  readonly number: number;
  readonly start: number;
  /** Equal to `start` for a moment. */
  readonly end: number;
  /** Hz: the band that it speaks of. */
  readonly frequencies?: readonly number[];
  /** What a subtitle says, without marks. */
  readonly text?: string;
  /** Moments within it: the words of a subtitle. */
  readonly moments?: readonly number[];
  /** What its format keeps of it. */
  readonly record: unknown;
}

/** A stretch of a variant. One that wraps around its clip's end comes in two. */
export interface MovedTimed extends Omit<TimedLabel, 'moments'> {
  /** False when it stands where it stood: its record holds as it is. */
  readonly changed: boolean;
  /** Which part of the label this is, from 0. */
  readonly part: number;
  /** Along those of the label; undefined where a moment lies in another part, or was cut. */
  readonly moments?: readonly (number | undefined)[];
  /** Its share, where clips are blended: 0 to 1. */
  readonly weight: number;
  /** The clip that it came in with, where that is another one. */
  readonly partner?: string;
}

/** What an operation does to the labels of a clip. Maps are in seconds. */
export type ClipMotion =
  | { readonly kind: 'time'; readonly map: TimeMap /** Times so much. */; readonly pitch: number }
  /** The partner's labels come in from the beginning, and all get their share. */
  | { readonly kind: 'mix'; readonly partner: string; readonly weight: number; readonly length: number };

export interface MovedLabels {
  /** Sorted by their beginning. */
  readonly labels: readonly MovedTimed[];
  /** How many of the clip's own there were. */
  readonly of: number;
  /** "event 3: 12 % left" */
  readonly dropped: readonly string[];
}

/** Shorter parts (seconds) come of rounding where pieces of time join. */
const tiny = 1e-6;

interface Path {
  readonly map: TimeMap;
  readonly pitch: number;
  readonly weight: number;
}

/**
 * The labels of a clip through the motions of its variant, and those that come in with partners. A label of which less
 * than `minVisibility` is left is dropped; a moment is there or not.
 */
export function moveTimed(
  own: readonly TimedLabel[],
  length: number,
  motions: readonly ClipMotion[],
  partner: (path: string) => readonly TimedLabel[],
  minVisibility: number,
): MovedLabels {
  const still: TimeMap = beginning(length, length);
  const sets: { labels: readonly TimedLabel[]; path: Path; partner?: string }[] = [
    { labels: own, path: { map: still, pitch: 1, weight: 1 } },
  ];
  for (const motion of motions) {
    for (const set of sets) set.path = through(set.path, motion);
    if (motion.kind === 'mix') {
      const map = beginning(motion.length, motion.length);
      sets.push({
        labels: partner(motion.partner),
        path: { map, pitch: 1, weight: 1 - motion.weight },
        partner: motion.partner,
      });
    }
  }
  const dropped: string[] = [];
  const labels = sets.flatMap(({ labels, path, partner }) =>
    labels.flatMap((label) => {
      const parts = partsOf(label, path, minVisibility);
      if (parts.length === 0) dropped.push(droppedWords(label, path, partner));
      return partner === undefined ? parts : parts.map((one) => ({ ...one, partner }));
    }),
  );
  return { labels: labels.sort((a, b) => a.start - b.start || a.end - b.end), of: own.length, dropped };
}

/** The beginning of something so long, as it is; a partner's labels are cut at the end of the clip. */
const beginning = (source: number, length: number): TimeMap => ({
  source,
  length,
  pieces: length > 0 ? [{ from: 0, to: length, at: 0, slope: 1 }] : [],
});

const through = ({ map, pitch, weight }: Path, motion: ClipMotion): Path =>
  motion.kind === 'mix'
    ? { map, pitch, weight: weight * motion.weight }
    : { map: thenTime(map, motion.map), pitch: pitch * motion.pitch, weight };

function partsOf(label: TimedLabel, { map, pitch, weight }: Path, minVisibility: number): readonly MovedTimed[] {
  const { frequencies, moments, ...rest } = label;
  const tuned = frequencies && { frequencies: frequencies.map((hertz) => hertz * pitch) };
  if (keepsTime(map) && label.start < Math.max(map.source, tiny)) {
    return [{ ...rest, ...tuned, ...(moments && { moments }), changed: pitch !== 1, part: 0, weight }];
  }
  const spans = spansOf(label, map, minVisibility);
  return spans.map(([start, end], part) => ({
    ...rest,
    ...tuned,
    ...(moments && { moments: moments.map((moment) => within(moveMoment(map, moment), start, end)) }),
    ...{ start, end, changed: true, part, weight },
  }));
}

const within = (moment: number | undefined, start: number, end: number): number | undefined =>
  moment !== undefined && moment >= start - tiny && moment <= end + tiny ? moment : undefined;

function spansOf({ start, end }: TimedLabel, map: TimeMap, minVisibility: number): readonly Span[] {
  if (end <= start) {
    const moment = moveMoment(map, start);
    return moment === undefined ? [] : [[moment, moment]];
  }
  const span: Span = [start, Math.min(end, map.source)]; // files round the end of a clip up
  if (span[1] <= span[0] || keptShare(map, span) < minVisibility) return [];
  const spans = moveSpan(map, span);
  const seen = spans.filter(([a, b]) => b - a > tiny);
  return seen.length > 0 ? seen : spans.slice(0, 1);
}

function droppedWords({ noun, number, start, end }: TimedLabel, { map }: Path, partner: string | undefined): string {
  const share = end > start && start < map.source ? keptShare(map, [start, Math.min(end, map.source)]) : 0;
  const percent = share > 0 && share < 0.01 ? 'less than 1' : `${Math.floor(share * 100)}`;
  return `${noun} ${number}${partner === undefined ? '' : ` of ${partner}`}: ${percent} % left`;
}

/** What a label says of one frame, or of one of the even steps that its file divides the clip into. */
export interface FramedLabel {
  /** Counted from 0. */
  readonly frame: number;
  readonly class: string;
  readonly number: number;
  /** Where something stands in the frame, in pixels. */
  readonly box?: Box;
  readonly record: unknown;
}

/** A frame's label in a variant. Without a label: a frame that shows nothing of the clip. */
export interface MovedFramed {
  readonly frame: number;
  readonly label?: FramedLabel;
  readonly class: string;
  readonly box?: Box;
  /** True when its box is another one than the label says. */
  readonly moved: boolean;
}

/** Labels by frame, for the frames that a variant shows: `seen` names the source's frame for each, or none. */
export function followFrames(labels: readonly FramedLabel[], seen: readonly (number | undefined)[]) {
  const byFrame = new Map<number, FramedLabel[]>();
  for (const label of labels) {
    const list = byFrame.get(label.frame);
    if (list) list.push(label);
    else byFrame.set(label.frame, [label]);
  }
  return seen.map((frame) => (frame === undefined ? undefined : (byFrame.get(frame) ?? [])));
}
