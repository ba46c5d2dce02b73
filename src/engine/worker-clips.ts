import { makeSoundTile } from './make-sound-tile';
import { makeSounds, makeSoundsTogether } from './make-sounds';
import { makeVideoTile } from './make-video-tile';
import { makeVideos } from './make-videos';
import type { Maker } from './makers';

// What a worker needs for sound and video, and for the sheet that shows any kind of file.
export { ffmpegVersion } from './ffmpeg/needs';
export { drawSheet } from './sheet';
export const soundMaker: Maker = {
  variants: makeSounds,
  together: makeSoundsTogether,
  tile: makeSoundTile,
};
export const videoMaker: Maker = { variants: makeVideos, tile: makeVideoTile };
