import { type Sound, semitoneFactor } from '../../core/audio';
import { sinCosDegrees } from '../../core/exact';
import { memoryUpTo, soundKernels } from './kernels';
import { channelOf } from './memory';
import { copyPart, filterOf, resampleInto, sourceBytes } from './resample';
import { samplesOf } from './sound';

/** A frame holds at least so much time, in seconds: its size is the next power of two. */
const frameSeconds = 0.04;
/** Frames that cover each sample of the output. */
const overlap = 4;
/** Pairs of frames that are made at a time. */
const pairsAtOnce = 32;

/**
 * Into `length` samples, with the pitch moved by `semitones`: turned to the pitch as a tape is, and then stretched by a
 * phase vocoder (kernels/vocoder.ts), whose frames lie in the source where the time of the output says, to the sample.
 * `alive` is called now and then.
 */
export function stretchSound(sound: Sound, length: number, semitones: number, alive: () => void = () => {}): Sound {
  const kernels = soundKernels();
  const { rate, channels } = sound;
  const size = frameSize(rate);
  const hop = size / overlap;
  const pitch = semitoneFactor(semitones);
  const filter = pitch === 1 ? undefined : filterOf(pitch);
  const ratio = samplesOf(sound) / pitch / length; // samples of the turned sound for each one of the output
  const made = 2 * pairsAtOnce * hop;
  const room = 4 * Math.ceil((made * Math.max(1, ratio) + size + 2 * hop) / 4) + 4;

  const rows = kernels.freeFrom();
  const source = rows + 4 * (filter?.rows.length ?? 0);
  const base = source + (filter ? 16 * Math.ceil(sourceBytes(filter, room) / 16) : 0);
  const memory = memoryUpTo(kernels.layOut(size, hop, channels.length, room, base));
  if (filter) memory.set(filter.rows, rows / 4);
  const { turn, windows } = tablesOf(size);
  memory.set(turn, kernels.turnAt() / 4);
  kernels.spreadTurn();
  memory.set(windows, kernels.windowsAt() / 4);
  kernels.begin();

  const output = channels.map(() => channelOf(length)); // every sample is written below
  const beginOf = (frame: number) => Math.floor(frame * hop * ratio + 0.5) - size / 2;
  const last = Math.ceil((length + size / 2) / hop); // the first frame that lies behind the output
  for (let frame = -2; frame < last; frame += 2 * pairsAtOnce) {
    const pairs = Math.min(pairsAtOnce, Math.ceil((last - frame) / 2));
    const from = beginOf(frame) - hop;
    const count = beginOf(frame + 2 * pairs - 1) + size - from;
    for (const [c, channel] of channels.entries()) {
      const to = kernels.inputAt(c);
      if (filter) resampleInto(memory, channel, filter, rows, source, from, count, to);
      else copyPart(channel, from, memory.subarray(to / 4, to / 4 + count));
    }
    for (let pair = 0; pair < pairs; pair++) {
      const first = frame + 2 * pair;
      kernels.framePair(beginOf(first) - from, beginOf(first + 1) - from, 2 * pair * hop, 1 / ratio - 1);
    }
    const start = frame * hop - size / 2; // of what is done, in the output
    const [skipped, end] = [Math.max(0, -start), Math.min(2 * pairs * hop, length - start)];
    for (const [c, channel] of output.entries()) {
      const at = kernels.outputAt(c) / 4;
      if (end > skipped) channel.set(memory.subarray(at + skipped, at + end), start + skipped);
    }
    kernels.taken(2 * pairs * hop);
    alive();
  }
  return { rate, channels: output };
}

function frameSize(rate: number): number {
  let size = 64;
  while (size < rate * frameSeconds) size *= 2;
  return size;
}

interface Tables {
  /** Cosines of 3/4 turn, then its sines. */
  readonly turn: Float32Array;
  /** What a frame is multiplied by when it is read, then when it is written; overlapping products add up to 1. */
  readonly windows: Float32Array;
}
let tables: Tables | undefined;

function tablesOf(size: number): Tables {
  if (tables?.windows.length === 2 * size) return tables;
  const quarter = size / 4;
  const turn = new Float32Array(6 * quarter);
  const windows = new Float32Array(2 * size);
  for (let i = 0; i < size; i++) {
    const [sin, cos] = sinCosDegrees((360 * i) / size);
    if (i < 3 * quarter) {
      turn[i] = cos;
      turn[3 * quarter + i] = sin;
    }
    const hann = (1 - cos) / 2;
    windows[i] = hann;
    windows[size + i] = hann / (2 * size * (3 / 8) * overlap); // spectra come twice as large, and back unscaled
  }
  tables = { turn, windows };
  return tables;
}
