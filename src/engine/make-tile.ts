import { readFile } from 'node:fs/promises';
import type { ImageTile } from '../protocol';
import { recentImage } from './decoded';
import { renderImage } from './image/render';
import { showPicture } from './image/show';
import { partner, readable } from './make-variants';
import type { TaskControl } from './serve';
import type { TileTask } from './tasks';

/** The pictures of a tile. `after` has the very bytes that a run writes, transcoded only where a browser can't show them. */
export async function makeTilePictures(ask: TileTask, control: TaskControl): Promise<ImageTile> {
  const source = await recentImage(ask.source).catch((error: unknown) => Promise.reject(readable(error)));
  await control.pause();
  const { bytes, notes } = await renderImage(source, ask.steps, ask.output, (path) => partner(ask, path));
  await control.pause();
  const after = await showPicture(bytes, `.${ask.output.extension}`);
  if (!ask.before) return { kind: 'image', after, notes };
  return { kind: 'image', before: await showPicture(await readFile(ask.source), ask.source), after, notes };
}
