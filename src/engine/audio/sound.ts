import type { Sound } from '../../core/audio';
import { channelOf } from './memory';

/** Samples of one channel. */
export const samplesOf = ({ channels }: Sound): number => channels[0]?.length ?? 0;

/** Mean square of all samples; 0 for an empty clip. */
export function power(sound: Sound): number {
  const count = samplesOf(sound) * sound.channels.length;
  if (count === 0) return 0;
  let sum = 0;
  for (const channel of sound.channels) for (let i = 0; i < channel.length; i++) sum += channel[i]! * channel[i]!;
  return sum / count;
}

/** The largest sample, without its sign. */
export function peak(sound: Sound): number {
  let largest = 0;
  for (const channel of sound.channels) {
    for (let i = 0; i < channel.length; i++) largest = Math.max(largest, Math.abs(channel[i]!));
  }
  return largest;
}

/** New channels, each made from an old one. */
export const mapped = (sound: Sound, make: (channel: Float32Array, index: number) => Float32Array): Sound => ({
  rate: sound.rate,
  channels: sound.channels.map(make),
});

export const scaled = (sound: Sound, factor: number): Sound =>
  factor === 1 ? sound : mapped(sound, (channel) => times(channel, factor));

function times(channel: Float32Array, factor: number): Float32Array {
  const out = channelOf(channel.length);
  for (let i = 0; i < out.length; i++) out[i] = channel[i]! * factor;
  return out;
}

/** As loud as `loudness` (mean square) says; silence stays silence. */
export function withPower(sound: Sound, loudness: number): Sound {
  const now = power(sound);
  return now > 0 ? scaled(sound, Math.sqrt(loudness / now)) : sound;
}

/** `sound` + `factor` · `other`, which is as long and has as many channels. */
export const added = (sound: Sound, other: Sound, factor: number): Sound =>
  mapped(sound, (channel, c) => plus(channel, other.channels[c]!, factor));

function plus(channel: Float32Array, other: Float32Array, factor: number): Float32Array {
  const out = channelOf(channel.length);
  for (let i = 0; i < out.length; i++) out[i] = channel[i]! + factor * other[i]!;
  return out;
}

/** Mono becomes each of several channels, several become their mean; else channels are taken in turn. */
export function withChannels(sound: Sound, count: number): Sound {
  const { rate, channels } = sound;
  if (channels.length === count) return sound;
  if (count > 1) return { rate, channels: Array.from({ length: count }, (_, c) => channels[c % channels.length]!) };
  const mean = new Float32Array(samplesOf(sound));
  for (const channel of channels) for (const [i, v] of channel.entries()) mean[i]! += v / channels.length;
  return { rate, channels: [mean] };
}
