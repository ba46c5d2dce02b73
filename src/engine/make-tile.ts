import { readFile } from 'node:fs/promises';
import type { ImageTile } from '../protocol-tiles';
import { recentImage } from './decoded';
import { inWorkspace, renderImage } from './image/render';
import { showPicture } from './image/show';
import { labelling } from './labels/labelling';
import { tileObjects } from './labels/show';
import { otherPictures } from './other-pictures';
import { readable } from './readable';
import type { TaskControl } from './serve';
import type { TileTask } from './tasks';

/** The pictures of a tile. `after` has the very bytes that a run writes, transcoded only where a browser can't show them. */
export async function makeTilePictures(ask: TileTask, control: TaskControl): Promise<ImageTile> {
  const source = await recentImage(ask.source).catch((error: unknown) => Promise.reject(readable(error)));
  await control.pause();
  const others = otherPictures(ask);
  const labels = ask.labels && (await labelling(ask.labels, source, others.partner));
  const { bytes, notes, passes } = await inWorkspace(async (workspace) => {
    const made = await renderImage(source, ask.steps, ask.output, others, await labels?.look(ask.steps), workspace);
    return { ...made, bytes: Uint8Array.from(made.bytes) }; // it leaves the workspace
  });
  await control.pause();
  const after = await showPicture(bytes, `.${ask.output.extension}`);
  const objects = labels && (await tileObjects(await labels.follow(passes), ask.before));
  return {
    kind: 'image',
    ...(ask.before && { before: await showPicture(await readFile(ask.source), ask.source) }),
    after,
    notes,
    ...(objects && { objects }),
  };
}
