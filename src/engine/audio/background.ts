import { decibelFactor, type Sound } from '../../core/audio';
import { samplesOf } from './sound';

/** Windows in which loudness is measured, seconds. */
const window = 0.05;
/** A window this far below the loudest one is silence, dB. */
const silence = 40;
/** Where a recording is looped, it fades over at most so many seconds. */
const fade = 0.05;

/**
 * A stretch of a recording of the same rate and channels, `length` samples long: it begins in one of the windows that
 * are not silent, chosen by `at` (0 to 1), jumps over long silences, and is looped with fades where the recording ends.
 */
export function stretchOf(recording: Sound, length: number, at: number): Sound {
  const loud = withoutSilence(recording);
  const samples = samplesOf(loud);
  const start = Math.min(samples - 1, Math.floor(at * samples));
  const overlap = Math.min(Math.round(fade * recording.rate), samples >> 2);
  const turn = Math.max(1, samples - overlap); // a loop begins anew while its end fades out
  return {
    rate: recording.rate,
    channels: loud.channels.map((channel) => {
      const out = new Float32Array(length);
      if (samples === 0) return out;
      for (let i = 0, position = start; i < length; i++) {
        if (position >= turn && overlap > 0) {
          const share = (position - turn + 1) / (overlap + 1);
          out[i] = channel[position]! * Math.sqrt(1 - share) + channel[position - turn]! * Math.sqrt(share);
        } else out[i] = channel[position]!;
        position++;
        if (position >= samples) position -= turn;
      }
      return out;
    }),
  };
}

/** Only the windows that are loud enough; all of it where there is nothing else. */
function withoutSilence(recording: Sound): Sound {
  const samples = samplesOf(recording);
  const size = Math.max(1, Math.round(window * recording.rate));
  const powers: number[] = [];
  for (let from = 0; from < samples; from += size) {
    let sum = 0;
    for (const channel of recording.channels) for (const v of channel.subarray(from, from + size)) sum += v * v;
    powers.push(sum / Math.min(size, samples - from));
  }
  const least = Math.max(0, ...powers) / decibelFactor(silence) ** 2;
  const kept = powers.flatMap((p, n) => (p >= least ? [n] : []));
  if (kept.length === powers.length) return recording;
  return {
    rate: recording.rate,
    channels: recording.channels.map((channel) => {
      const parts = kept.map((n) => channel.subarray(n * size, (n + 1) * size));
      const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
      let to = 0;
      for (const part of parts) {
        out.set(part, to);
        to += part.length;
      }
      return out;
    }),
  };
}
