import { makeTilePictures } from './make-tile';
import { makeVariants } from './make-variants';
import type { Maker } from './makers';

// What a worker needs for pictures alone.
export { codecVersions } from './image/versions';
export { makeThumbnailPicture } from './make-thumbnail';
export const pictureMaker: Maker = { variants: makeVariants, tile: makeTilePictures };
