import type { Sound } from '../../../src/core/audio';
import { pictured } from '../../../src/engine/audio/view';
import { plainFormat, writeWav } from '../../../src/engine/audio/wav';
import type { SoundView, TileContent, VideoView } from '../../../src/protocol';

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

/** The tile of a clip in the states `sound` and `video`. */
export async function clipTile(word: string, before: boolean): Promise<TileContent | undefined> {
  if (word === 'sound') {
    const notes = ['lowered by 2.1 dB so that it does not overload'];
    return { kind: 'audio', ...(before && { before: glide(1.2, 300) }), after: glide(1, 500), notes };
  }
  if (word !== 'video') return undefined;
  const first = before ? await reel('clip-before', 1.6, 8) : undefined;
  return { kind: 'video', before: first, after: await reel('clip-after', 1.4, 7), notes: [] };
}
