import { type Sound, semitoneFactor } from '../../core/audio';
import { samplesOf } from './sound';
import { freshStretch } from './stretch-module';

/** Output samples made at a time. */
const block = 1024;

/**
 * Into `length` samples, with the pitch moved by `semitones`: Signalsmith Stretch (MIT), a phase vocoder that follows
 * spectral peaks. The time of both is aligned to the sample; 0.5 to 2 times the length.
 */
export async function stretchSound(sound: Sound, length: number, semitones: number): Promise<Sound> {
  const module = await freshStretch();
  const { rate, channels } = sound;
  const samples = samplesOf(sound);
  const ratio = samples / length; // source samples for each one of the output
  module._presetDefault(channels.length, rate);
  module._setTransposeFactor(semitoneFactor(semitones), 0);
  const [ahead, behind] = [module._inputLatency(), module._outputLatency()];
  const size = Math.max(ahead + behind, Math.ceil(block * ratio) + 1, block);
  const pointer = module._setBuffers(channels.length, size);
  const buffer = (index: number) => new Float32Array(module.HEAP8.buffer, pointer + index * size * 4, size);
  const fill = (from: number, count: number) => {
    for (const [c, channel] of channels.entries()) copyPart(channel, from, buffer(c).subarray(0, count));
  };
  // Output comes out `behind` samples late, and needs the source `ahead` of it.
  fill(ahead - size, size);
  module._seek(size, ratio);
  const output = channels.map(() => new Float32Array(length));
  let read = ahead;
  for (let made = 0; made < length + behind; ) {
    const count = Math.min(block, length + behind - made);
    const until = ahead + Math.round((made + count) * ratio);
    fill(read, until - read);
    module._process(until - read, count);
    const skip = Math.max(0, behind - made);
    if (skip < count) {
      for (const [c, channel] of output.entries()) {
        channel.set(buffer(channels.length + c).subarray(skip, count), made + skip - behind);
      }
    }
    made += count;
    read = until;
  }
  return { rate, channels: output };
}

/** Samples of a channel from `from` on; silence where it has none. */
function copyPart(channel: Float32Array, from: number, into: Float32Array): void {
  into.fill(0);
  const first = Math.max(0, from);
  const part = channel.subarray(first, Math.max(first, Math.min(channel.length, from + into.length)));
  if (part.length > 0) into.set(part, first - from);
}
