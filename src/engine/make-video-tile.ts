import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VideoTile } from '../protocol-tiles';
import { inScratch } from './ffmpeg/scratch';
import { videoFacts, videoPath } from './labels/clip-path';
import { tileTimes } from './labels/show-times';
import { labelsFor, sourcesFor } from './make-sounds';
import { readable } from './readable';
import type { TaskControl } from './serve';
import type { TileTask } from './tasks';
import { openVideo } from './video/open';
import { renderVideos } from './video/render';
import { stretchOf, viewVideo } from './video/view';

/** A clip of video before and after: a small copy of the very bytes that a run writes. */
export async function makeVideoTile(ask: TileTask, control: TaskControl): Promise<VideoTile> {
  const source = await openVideo(ask.source, control).catch((error: unknown) => Promise.reject(readable(error)));
  const labels = await labelsFor(ask, videoFacts(source));
  const [made] = await renderVideos(source, [ask.steps], ask.output, sourcesFor(ask, control), control);
  if (!made || made instanceof Error) throw made ?? new Error('nothing was made');
  const stretch = stretchOf(source.shape);
  const hasSound = source.sound !== undefined;
  const after = await inScratch(async (folder) => {
    const path = join(folder, `after.${ask.output.extension}`);
    await writeFile(path, made.bytes);
    return viewVideo({ path, shape: made.shape, hasSound }, stretch, control);
  });
  const { notes, program } = made;
  const times = labels && (await tileTimes(labels, videoPath(program, source), videoFacts(source), ask.before));
  return {
    kind: 'video',
    ...(ask.before && { before: await viewVideo({ ...source, hasSound }, stretch, control) }),
    after,
    notes,
    ...(times && { times }),
  };
}
