import type { Sound } from '../../core/audio';
import { channelOf } from './memory';
import { mapped, samplesOf } from './sound';

/** Later by `by` samples; what leaves comes in at the other end, or silence does. */
export function shifted(sound: Sound, by: number, edge: 'wrap' | 'cut'): Sound {
  const samples = samplesOf(sound);
  const d =
    edge === 'cut' || samples === 0 ? Math.max(-samples, Math.min(samples, by)) : ((by % samples) + samples) % samples;
  return mapped(sound, (channel) => {
    const out = channelOf(samples);
    if (edge === 'wrap') out.set(channel.subarray(samples - d));
    else if (d >= 0) out.fill(0, 0, d);
    if (d >= 0) out.set(channel.subarray(0, samples - d), d);
    else {
      out.set(channel.subarray(-d));
      out.fill(0, samples + d);
    }
    return out;
  });
}

export const reversed = (sound: Sound): Sound => mapped(sound, (channel) => channel.slice().reverse());

/** Cut, or filled up with silence, to so many samples. */
export function fitted(sound: Sound, length: number): Sound {
  if (samplesOf(sound) === length) return sound;
  return mapped(sound, (channel) => {
    const out = new Float32Array(length);
    out.set(channel.subarray(0, length));
    return out;
  });
}

/** Silence from one sample to another, faded over at most 5 ms at both ends, so that it does not click. */
export function masked(sound: Sound, from: number, to: number): Sound {
  const fade = Math.max(1, Math.min(Math.round(sound.rate * 0.005), (to - from) >> 1));
  return mapped(sound, (channel) => {
    const out = channel.slice();
    for (let i = from; i < to; i++) {
      const inside = Math.min(i - from + 1, to - i) / fade;
      out[i]! *= Math.max(0, 1 - inside);
    }
    return out;
  });
}

/** The loudest share of the samples, of all channels together, is cut off at the level where it begins. */
export function clipped(sound: Sound, share: number): Sound {
  const sizes = new Float32Array(samplesOf(sound) * sound.channels.length);
  for (const [c, channel] of sound.channels.entries()) sizes.set(channel.map(Math.abs), c * channel.length);
  if (sizes.length === 0) return sound;
  sizes.sort();
  const level = sizes[Math.min(sizes.length - 1, Math.floor((1 - share) * sizes.length))]!;
  return mapped(sound, (channel) => channel.map((v) => Math.min(level, Math.max(-level, v))));
}

/** Rounded to 2^bits levels from -1 to 1; 0 stays 0. */
export function quantized(sound: Sound, bits: number): Sound {
  const levels = 2 ** (bits - 1);
  return mapped(sound, (channel) => channel.map((v) => Math.floor(v * levels + 0.5) / levels));
}

/** weight · this + (1 - weight) · the other, from its beginning; silence where it has ended. */
export const blended = (sound: Sound, other: Sound, weight: number): Sound =>
  mapped(sound, (channel, c) => {
    const o = other.channels[c]!;
    return channel.map((v, i) => weight * v + (1 - weight) * (o[i] ?? 0));
  });
