import type { Modality } from '../core/modality';
import type { TileContent } from '../protocol-tiles';
import { makeSoundTile } from './make-sound-tile';
import { makeSounds } from './make-sounds';
import { makeTilePictures } from './make-tile';
import { makeVariants } from './make-variants';
import { makeVideoTile } from './make-video-tile';
import { makeVideos } from './make-videos';
import type { TaskControl } from './serve';
import type { TileTask, VariantOutcome, VariantsAsk } from './tasks';

/** What a worker does with one source of a kind of data. */
export interface Maker {
  /**
   * Rejects when the source can't be read, when it is cancelled, and with a `WriteError`; then none of its files is left.
   * A variant that fails for itself is an outcome.
   */
  variants(ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]>;
  /** A tile shows the very bytes that `variants` writes. */
  tile(ask: TileTask, control: TaskControl): Promise<TileContent>;
}

const makers: Readonly<Partial<Record<Modality, Maker>>> = {
  image: { variants: makeVariants, tile: makeTilePictures },
  audio: { variants: makeSounds, tile: makeSoundTile },
  video: { variants: makeVideos, tile: makeVideoTile },
};

/** The maker of a kind of data whose samples are files. */
export function makerOf(modality: Modality): Maker {
  const maker = makers[modality];
  if (!maker) throw new Error(`${modality} data is not made file by file`);
  return maker;
}
