import type { Tile } from '../../src/protocol-tiles';
import { openEmbedding, type ShownCloud, type ShownEmbedding } from './embedding/embedding-tile';
import { closeHalf, closeImage, openImage, type ShownHalf, type ShownImage } from './image/image-tile';
import { closeClip, openSound, type ShownClip, type ShownSound } from './sound/sound-tile';
import { createSources, type Sources } from './sources';
import { openText, type ShownText } from './text/text-tile';
import { closeReel, openVideo, type ShownReel, type ShownVideo } from './video/video-tile';

/** What a tile shows, decoded and ready, for each kind of data in its own way. */
export type Shown = ShownImage | ShownSound | ShownVideo | ShownText | ShownEmbedding;

/** A few words in the head of a tile, with more of them in its title. */
export interface Aside {
  readonly words: string;
  readonly title: string;
}

/** The part of it that belongs to the source: asked for once. */
export type ShownSource = ShownHalf | ShownClip | ShownReel | ShownCloud;

/** More than are ever shown at once (12), with room for a few shuffles. */
const mostSources = 60;

export const createShownSources = (): Sources<ShownSource> =>
  createSources(mostSources, (source) => {
    if (!('kind' in source)) closeHalf(source);
    else if (source.kind === 'clip') closeClip(source);
    else if (source.kind === 'reel') closeReel(source);
  });

/** Decodes what the host answered. A new kind of tile does not compile until it has its case, here and in `TileBody`. */
export async function openTile(tile: Tile, sources: Sources<ShownSource>): Promise<Shown> {
  switch (tile.kind) {
    case 'image':
      return openImage(tile, tile.source, sources as Sources<ShownHalf>); // a dataset has one kind of data
    case 'audio':
      return openSound(tile, tile.source, sources as Sources<ShownClip>);
    case 'video':
      return openVideo(tile, tile.source, sources as Sources<ShownReel>);
    case 'text':
      return openText(tile);
    case 'embedding':
      return openEmbedding(tile, tile.source, sources as Sources<ShownCloud>);
  }
}

/** Gives back what the tile held. */
export function closeTile(shown: Shown): void {
  switch (shown.kind) {
    case 'image':
      closeImage(shown);
      break;
    case 'audio':
      closeClip(shown.after);
      break;
    case 'video':
      closeReel(shown.after);
  }
}
