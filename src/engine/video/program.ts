import { type AudioOperation, timeOf } from '../../core/audio';
import type { DrawnStep } from '../../core/draw';
import { soundOf, type VideoOperation, type VideoShape, videoTime } from '../../core/video';
import { audioCatalogue, videoCatalogue } from '../../transforms/index';

/** What drawn steps are for a clip: what its pictures go through, and its sound, in step. */
export interface VideoProgram {
  readonly picture: readonly (VideoOperation & { readonly on: VideoShape })[];
  readonly sound: readonly AudioOperation[];
  /** The shape after all of it. */
  readonly shape: VideoShape;
}

/** Compiles drawn steps. `sound`: rate and samples of the clip's sound, where it has one; it is as long as the picture. */
export function videoProgram(
  steps: readonly DrawnStep[],
  clip: VideoShape,
  heard: { readonly rate: number; readonly samples: number } | undefined,
): VideoProgram {
  let shape = clip;
  let samples = heard?.samples ?? 0;
  const picture: (VideoOperation & { readonly on: VideoShape })[] = [];
  const sound: AudioOperation[] = [];
  const listen = (operations: readonly AudioOperation[]) => {
    for (const operation of operations) samples = timeOf(operation, samples).length;
    sound.push(...operations);
  };
  for (const { path, transform: id, drawn } of steps) {
    const own = audioCatalogue.get(id);
    const transform = videoCatalogue.get(id);
    if (own && heard) listen(own.compile(drawn, { samples, rate: heard.rate }));
    else if (transform) {
      for (const operation of transform.compile(drawn, shape)) {
        picture.push({ ...operation, on: shape });
        if (heard) listen(soundOf(operation, shape, heard.rate));
        shape = { ...shape, frames: videoTime(operation, shape.frames).length };
      }
    } else if (!own) throw new Error(`${path}: unknown transform "${id}": this record was written by another version`);
  }
  return { picture, sound, shape };
}
