import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sound } from '../../core/audio';
import { samplesFor, type VideoShape } from '../../core/video';
import { floatWav, readFloat } from '../audio/decode';
import { fitted } from '../audio/shape';
import { mapped, samplesOf } from '../audio/sound';
import { runFfmpeg } from '../ffmpeg/door';
import { findFfmpeg } from '../ffmpeg/find';
import { type AudioInfo, type MediaInfo, mediaInfo, type VideoInfo } from '../ffmpeg/media';
import { inScratch } from '../ffmpeg/scratch';
import { pixelLimit } from '../image/header';
import type { TaskControl } from '../serve';
import { type Packets, readPackets } from './packets';

/** A clip before its pictures are decoded: its shape, and its sound in memory. It serves all variants. */
export interface OpenVideo {
  readonly path: string;
  readonly shape: VideoShape;
  /** Frames that the first one is held, where the picture begins late. */
  readonly lead: number;
  /** Seconds, less than two frames, by which the sound begins before the picture: not taken, as it has no picture. */
  readonly early: number;
  /** Seconds by which the sound goes on after the picture: not taken. The last packet of a codec may be three hundredths. */
  readonly outlasts: number;
  readonly packets: Packets;
  readonly video: VideoInfo;
  readonly audio?: AudioInfo;
  /** As long as the picture. */
  readonly sound?: Sound;
  /** "variable frame rate made even at 24.5 a second" */
  readonly notes: readonly string[];
}

/** The kinds of files that are looked into, none that names other files; and how large a picture may be, as of pictures. */
export const guessed = [
  '-format_whitelist',
  'mov,matroska,avi,asf,flv,mpeg,mpegts,ogg',
  '-max_pixels',
  `${pixelLimit}`,
];

/** Reads a clip without decoding its pictures. Throws an Error that says what is wrong, a clip that is cut off included. */
export async function openVideo(path: string, control: TaskControl): Promise<OpenVideo> {
  const { path: binary } = await findFfmpeg();
  return inScratch(async (folder) => {
    const [times, wav] = [join(folder, 'times.txt'), join(folder, 'sound.wav')];
    const outputs = [
      { path: times, options: ['-map', '0:V:0', '-c', 'copy', '-f', 'framecrc'] },
      // gaps become silence, and a sound that begins late has silence before it
      { path: wav, options: ['-map', '0:a:0?', '-af', 'aresample=async=1:first_pts=0', ...floatWav] },
    ];
    const ask = (count: number) =>
      runFfmpeg(binary, { inputs: [{ path, options: guessed }], outputs: outputs.slice(0, count) }, control);
    const said = await ask(2).catch((error: Error) => {
      if (error.message !== 'holds no such stream') throw error;
      return ask(1); // a clip without sound
    });
    const info = mediaInfo(said);
    if (!info.video) throw new Error('holds no picture');
    const packets = readPackets(await readFile(times, 'utf8'), info.video.fps);
    if (!packets) throw new Error('holds no frames');
    const sound = info.audio ? await readFloat(wav) : undefined;
    const heard = sound ? samplesOf(sound) / sound.rate : 0;
    checkWhole(packets, info, heard);
    const { lead, shape, notes } = shapeOf(packets, info.video);
    const early = lead > 0 ? 0 : packets.start;
    const outlasts = Math.max(0, heard - early - shape.frames / shape.fps);
    return {
      ...{ path, lead, early, outlasts, shape, packets, notes, video: info.video, audio: info.audio },
      sound: sound && besidePicture(sound, early, shape),
    };
  });
}

/** From the first frame to the end of the last one. */
function besidePicture(sound: Sound, early: number, { frames, fps }: VideoShape): Sound {
  const skipped = Math.round(early * sound.rate);
  const from = mapped(sound, (channel) => channel.subarray(skipped));
  return fitted(from, samplesFor(frames, fps, sound.rate));
}

/** Upright, even sizes, an even frame rate; each change is told. */
function shapeOf(
  packets: Packets,
  { width, height, rotation }: VideoInfo,
): {
  lead: number;
  shape: VideoShape;
  notes: string[];
} {
  const notes: string[] = [];
  const late = packets.start * packets.fps;
  const lead = late < 1.5 ? 0 : Math.round(late);
  const [w, h] = rotation % 180 === 0 ? [width, height] : [height, width];
  const shape = {
    width: w - (w % 2),
    height: h - (h % 2),
    fps: packets.fps,
    frames: lead + (packets.even ? packets.count : Math.max(1, Math.round(packets.seconds * packets.fps))),
  };
  if (shape.width === 0 || shape.height === 0) throw new Error(`is too small (${w} × ${h})`);
  if (w % 2 || h % 2) notes.push(`${w} × ${h} became ${shape.width} × ${shape.height}: codecs need even sides`);
  if (!packets.even) notes.push(`uneven frame times became ${shape.fps} frames a second`);
  if (rotation !== 0) notes.push('its rotation is in the picture now');
  return { lead, shape, notes };
}

/** ffmpeg calls half a file a whole one: its frames must last as long as the file says that it does. */
function checkWhole(packets: Packets, { duration, start }: MediaInfo, heard: number): void {
  if (duration === undefined) return;
  const declared = duration - Math.max(0, start);
  const seconds = Math.max(packets.start + packets.seconds, heard);
  if (seconds >= declared - Math.max(0.1, 2 / packets.fps)) return;
  throw new Error(`cut off or damaged: ${seconds.toFixed(2)} of ${declared.toFixed(2)} seconds are there`);
}
