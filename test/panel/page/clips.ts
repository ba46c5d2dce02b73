import type { Sound } from '../../../src/core/audio';
import { pictured } from '../../../src/engine/audio/view';
import { plainFormat, writeWav } from '../../../src/engine/audio/wav';
import type { ShownTimes, SoundView, TileContent, TileTimes, VideoView } from '../../../src/protocol-tiles';

/** A glide of so many seconds, as a clip of sound would be sent. */
function glide(seconds: number, from: number): SoundView {
  const rate = 8000;
  const channel = Float32Array.from({ length: rate * seconds }, (_, i) => {
    const t = i / rate;
    return 0.5 * Math.sin(Math.PI * (t / seconds)) * Math.sin(2 * Math.PI * (from * t + 300 * t * t));
  });
  const sound: Sound = { rate, channels: [channel] };
  return { bytes: writeWav(sound, plainFormat(rate, 1)), mime: 'audio/wav', ...pictured(sound) };
}

async function reel(name: string, seconds: number, frames: number): Promise<VideoView> {
  const bytes = async (file: string) => new Uint8Array(await (await fetch(`/pictures/${file}`)).arrayBuffer());
  const strip = { bytes: await bytes(`${name}.png`), mime: 'image/png', size: { width: frames * 120, height: 90 } };
  return { bytes: await bytes(`${name}.webm`), mime: 'video/webm', seconds, hasSound: true, strip, frames };
}

const events = (...all: readonly (readonly [start: number, end: number, name: string])[]): ShownTimes => ({
  events: all.map(([start, end, name]) => ({ start, end, name })),
});
const soundTimes: TileTimes = {
  before: events([0.1, 0.4, 'rising'], [0.5, 0.5, 'click'], [0.7, 1.1, 'falling']),
  after: events([0.05, 0.3, 'rising'], [0.4, 0.4, 'click'], [0.85, 1, 'falling']),
  kept: 3,
  of: 3,
  dropped: [],
};

/** A box that goes across a clip of so many frames, and a subtitle. */
const walk = (count: number, from: number, to: number): ShownTimes => ({
  events: [{ start: 0, end: 0.9, name: 'Look at that', isText: true }],
  frames: {
    ...{ size: { width: 320, height: 240 }, fps: 25, count },
    objects: Object.fromEntries(
      Array.from({ length: count }, (_, n) => {
        const left = from + ((to - from) * n) / count;
        return [n, [{ class: 'walker', box: { left, top: 90, right: left + 60, bottom: 190 } }]];
      }),
    ),
  },
});
const videoTimes: TileTimes = { before: walk(40, 20, 220), after: walk(35, 240, 40), kept: 1, of: 1, dropped: [] };

const half = (times: TileTimes, before: boolean): TileTimes => (before ? times : { ...times, before: undefined });

/** The tile of a clip in the states `sound` and `video`, and with labels in `sound-events` and `video-boxes`. */
export async function clipTile(word: string, before: boolean): Promise<TileContent | undefined> {
  const [kind, labels] = word.split('-');
  if (kind === 'sound') {
    const notes = labels ? [] : ['lowered by 2.1 dB so that it does not overload'];
    const times = labels ? { times: half(soundTimes, before) } : {};
    return { kind: 'audio', ...(before && { before: glide(1.2, 300) }), after: glide(1, 500), notes, ...times };
  }
  if (kind !== 'video') return undefined;
  const first = before ? await reel('clip-before', 1.6, 8) : undefined;
  const times = labels ? { times: half(videoTimes, before) } : {};
  return { kind: 'video', before: first, after: await reel('clip-after', 1.4, 7), notes: [], ...times };
}
