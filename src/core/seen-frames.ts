import { goldenShare, movesFrames, type VideoOperation, type VideoShape } from './video';

/** The operations of a clip, each with the shape that it finds. */
type Operations = readonly (VideoOperation & { readonly on: VideoShape })[];

/**
 * The source's frame, from 0, that each frame of a variant shows; undefined where it shows none. Labels by frame follow
 * what is seen: a frame that is held has the labels of the one it shows.
 */
export function framesSeen(operations: Operations, frames: number): readonly (number | undefined)[] {
  let seen: readonly (number | undefined)[] = Array.from({ length: frames }, (_, n) => n);
  for (const operation of operations) seen = after(operation, seen);
  return seen;
}

function after(operation: VideoOperation, seen: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const count = seen.length;
  if (count === 0 || !movesFrames(operation)) return seen;
  switch (operation.kind) {
    case 'shift': {
      const { by, edge } = operation;
      if (edge === 'loop') return seen.map((_, n) => seen[(((n - by) % count) + count) % count]);
      if (edge === 'black') return seen.map((_, n) => seen[n - by]);
      return seen.map((_, n) => seen[Math.min(count - 1, Math.max(0, n - by))]);
    }
    case 'speed': {
      // as ffmpeg's fps filter: the last frame whose rounded time has come
      const times = seen.map((_, n) => Math.floor((n * operation.frames) / count + 0.5));
      let at = 0;
      return Array.from({ length: operation.frames }, (_, n) => {
        while (at + 1 < count && times[at + 1]! <= n) at++;
        return seen[at];
      });
    }
    case 'reverse':
      return [...seen].reverse();
    case 'drop': {
      let kept = 0;
      return seen.map((_, n) => {
        if (n === 0 || (n * n * goldenShare + operation.phase) % 1 >= operation.share) kept = n;
        return seen[kept];
      });
    }
  }
}
