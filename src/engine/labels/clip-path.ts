import { type AudioOperation, type ClipShape, pitchOf, timeOf } from '../../core/audio';
import { compose, identity, type Matrix } from '../../core/geometry';
import { framesSeen } from '../../core/seen-frames';
import { momentBehind, scaleTime, type TimeMap, thenTime, trimTime } from '../../core/time-map';
import type { ClipMotion } from '../../core/timed';
import { videoMatrix, videoTime } from '../../core/video';
import type { ClipFacts } from '../../formats/timed/clip-format';
import type { OpenVideo } from '../video/open';
import type { VideoProgram } from '../video/program';

/** What a program does to the labels of its clip. */
export interface ClipPath {
  readonly after: ClipFacts;
  readonly motions: readonly ClipMotion[];
  /** Which moment of the source is there at a moment of the variant; seconds. */
  behind(moment: number): number | undefined;
  /** Of a video: the source's frame that each frame shows, and how coordinates move. */
  readonly seen?: readonly (number | undefined)[];
  readonly matrix: Matrix;
}

export const soundFacts = ({ samples, rate }: ClipShape): ClipFacts => ({ seconds: samples / rate });

/** The path of the labels of a sound; neighbouring operations that leave time alone are none. */
export function soundPath(operations: readonly AudioOperation[], { samples, rate }: ClipShape): ClipPath {
  let now = samples;
  const motions = operations.flatMap((operation): readonly ClipMotion[] => {
    const length = now / rate;
    if (operation.kind === 'mix') return [{ ...operation, length }];
    const map = timeOf(operation, now);
    const pitch = pitchOf(operation, now);
    now = map.length;
    return [{ kind: 'time', map: scaleTime(map, 1 / rate), pitch }];
  });
  const whole = wholeMap(motions, samples / rate);
  return {
    after: { seconds: now / rate },
    motions,
    behind: (moment) => momentBehind(whole, moment),
    matrix: identity,
  };
}

const wholeMap = (motions: readonly ClipMotion[], seconds: number): TimeMap =>
  motions.reduce<TimeMap>(
    (all, motion) => (motion.kind === 'time' ? thenTime(all, motion.map) : all),
    trimTime(seconds, 0, seconds),
  );

/** What the labels of a video speak of: time begins with its file, frames with its first one. */
export const videoFacts = ({ shape, early, packets }: Pick<OpenVideo, 'shape' | 'early' | 'packets'>): ClipFacts => ({
  seconds: shape.frames / shape.fps + early,
  ...(!packets.even && { uneven: true }),
  pictures: shape,
});

/** The path of the labels of a video. */
export function videoPath(
  { picture, shape: after }: VideoProgram,
  { shape, early, lead }: Pick<OpenVideo, 'shape' | 'early' | 'lead'>,
): ClipPath {
  const { fps, frames } = shape;
  const seconds = frames / fps + early;
  const motions: ClipMotion[] = early > 0 ? [{ kind: 'time', map: trimTime(seconds, early, seconds), pitch: 1 }] : [];
  for (const operation of picture) {
    motions.push({ kind: 'time', map: scaleTime(videoTime(operation, operation.on.frames), 1 / fps), pitch: 1 });
  }
  const shown = framesSeen(picture, frames);
  return {
    after: { seconds: after.frames / fps, pictures: after },
    motions,
    behind(moment) {
      const at = Math.min(after.frames - 1, Math.floor(moment * fps));
      const frame = shown[at];
      return frame === undefined ? undefined : early + frame / fps + (moment - at / fps);
    },
    seen: shown.map((frame) => (frame === undefined ? undefined : Math.max(0, frame - lead))), // the first one is held
    matrix: picture.reduce((all, operation) => compose(videoMatrix(operation, operation.on), all), identity),
  };
}
