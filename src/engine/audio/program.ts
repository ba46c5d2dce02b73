import type { AudioOperation, AudioTransform, ClipShape, Room, Sound } from '../../core/audio';
import { timeOf } from '../../core/audio';
import type { DrawnStep } from '../../core/draw';
import type { Catalogue } from '../../core/transform';
import { stretchOf } from './background';
import { filterSound } from './filter';
import { addAtRatio, addNoise } from './noise';
import { atRate, resampled } from './resample';
import { addReverb, syntheticRoom } from './reverb';
import { blended, clipped, masked, quantized, reversed, shifted } from './shape';
import { power, samplesOf, scaled, withChannels } from './sound';

/** The operations that drawn steps are for a clip of this length, one after the other; neighbouring stretches are one. */
export function operationsOf(
  catalogue: Catalogue<AudioTransform>,
  steps: readonly DrawnStep[],
  clip: ClipShape,
): readonly AudioOperation[] {
  let now = clip;
  const operations: AudioOperation[] = [];
  for (const { path, transform: id, drawn } of steps) {
    const transform = catalogue.get(id);
    if (!transform) throw new Error(`${path}: unknown transform "${id}": this record was written by another version`);
    for (const operation of transform.compile(drawn, now)) {
      now = { ...now, samples: timeOf(operation, now.samples).length };
      const last = operations.at(-1);
      if (last?.kind === 'stretch' && operation.kind === 'stretch') {
        const { length, semitones } = operation;
        operations[operations.length - 1] = { kind: 'stretch', length, semitones: last.semitones + semitones };
      } else operations.push(operation);
    }
  }
  return operations;
}

/** What operations take from outside the clip. */
export interface Sources {
  partner(path: string): Promise<Sound>;
  /** The recording that `pick` (0 to 1) chooses in a folder, and its name. */
  recording(folder: string, pick: number): Promise<{ readonly sound: Sound; readonly name: string }>;
}

/** Operations that work on the samples in this process; the others go to `batch.ts`. */
export type Direct = Exclude<AudioOperation, { kind: 'stretch' | 'recode' }>;

/** One operation over a sound, which is never changed. What could not be done as it was drawn goes to `note`. */
export async function applyDirect(
  sound: Sound,
  operation: Direct,
  sources: Sources,
  note: (text: string) => void,
): Promise<Sound> {
  switch (operation.kind) {
    case 'shift':
      return shifted(sound, operation.by, operation.edge);
    case 'resample':
      return resampled(sound, operation.length);
    case 'reverse':
      return reversed(sound);
    case 'gain':
      return scaled(sound, operation.factor);
    case 'noise':
      if (power(sound) === 0) note('silent: it has no signal-to-noise ratio, so no noise was added');
      return addNoise(sound, operation.snr, operation.color, operation.seed);
    case 'background':
      return addBackground(sound, operation, sources, note);
    case 'reverb':
      return addReverb(sound, await roomOf(operation.room, sound, sources, note), operation.wet);
    case 'filter':
      return filterSound(sound, operation.low, operation.high, operation.order);
    case 'mask':
      return masked(sound, operation.from, operation.to);
    case 'clip':
      return clipped(sound, operation.share);
    case 'quantize':
      return quantized(sound, operation.bits);
    case 'invert':
      return scaled(sound, -1);
    case 'mix':
      return blended(sound, likeIn(sound, await sources.partner(operation.partner)), operation.weight);
  }
}

/** Another clip with this one's rate and channels. */
const likeIn = (sound: Sound, other: Sound): Sound => atRate(withChannels(other, sound.channels.length), sound.rate);

async function addBackground(
  sound: Sound,
  { folder, snr, pick, at }: AudioOperation & { readonly kind: 'background' },
  sources: Sources,
  note: (text: string) => void,
): Promise<Sound> {
  const { sound: recording, name } = await sources.recording(folder, pick);
  if (power(sound) === 0) {
    note('silent: it has no ratio to a background, so none was added');
    return sound;
  }
  if (power(recording) === 0) throw new Error(`the recording ${name} is silent: it can't stand behind a clip`);
  note(`background ${name}`);
  return addAtRatio(sound, stretchOf(likeIn(sound, recording), samplesOf(sound), at), snr);
}

async function roomOf(room: Room, { rate }: Sound, sources: Sources, note: (text: string) => void): Promise<Sound> {
  if (!('folder' in room)) return syntheticRoom(room.seconds, room.seed, rate);
  const { sound, name } = await sources.recording(room.folder, room.pick);
  if (power(sound) === 0) throw new Error(`the impulse response ${name} is silent`);
  note(`room ${name}`);
  return atRate(sound, rate);
}
