import type { Sound } from '../../core/audio';
import { power as raised } from '../../core/exact';
import { randomFor } from '../../core/random';
import { convolve } from './fourier';
import { added, mapped, peak, power, samplesOf, scaled, withPower } from './sound';

/**
 * Puts the sound into a room. `wet`: share of the energy from the room; loudness and length stay. The room's sound
 * begins where the clip's does, so that labels with time hold.
 */
export function addReverb(sound: Sound, room: Sound, wet: number): Sound {
  const loudness = power(sound);
  if (loudness === 0) return sound;
  const kernels = room.channels.map((channel) => fromItsPeak(channel, samplesOf(sound)));
  const tail = mapped(sound, (channel, c) => convolve(channel, kernels[c % kernels.length]!));
  const mixed = added(scaled(sound, Math.sqrt(1 - wet)), withPower(tail, loudness), Math.sqrt(wet));
  return withPower(mixed, loudness);
}

/** Without what a recording has before the direct sound, and no longer than can be heard. */
function fromItsPeak(response: Float32Array, longest: number): Float32Array {
  const loudest = peak({ rate: 1, channels: [response] });
  const from = response.findIndex((v) => Math.abs(v) === loudest);
  return response.subarray(Math.max(0, from), Math.max(0, from) + Math.max(1, longest));
}

/** Noise that dies away by 60 dB in `seconds`, one channel: the late sound of a room (Moorer 1979). */
export function syntheticRoom(seconds: number, seed: number, rate: number): Sound {
  const random = randomFor('room', seed);
  const response = new Float32Array(Math.max(1, Math.round(seconds * rate)));
  const decay = raised(0.001, 1 / response.length);
  let level = 1;
  for (let i = 0; i < response.length; i++, level *= decay) response[i] = (random.uniform() * 2 - 1) * level;
  response[0] = 1; // the direct sound
  return { rate, channels: [response] };
}
