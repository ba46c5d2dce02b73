import type { AudioOperation, Sound } from '../../core/audio';
import { isAbort } from '../calls';
import type { TaskControl } from '../serve';
import { recodeAll, stretchAll } from './batch';
import { lowered } from './level';
import { applyDirect, type Sources } from './program';
import { power, samplesOf, withPower } from './sound';
import { stretchSound } from './stretch';

/** Longer clips (samples of one channel) are stretched by ffmpeg, which is faster by the second, but takes 20 to 190 ms to start. */
const longClip = 480_000;

/** A variant on its way. */
export interface Program {
  readonly operations: readonly AudioOperation[];
  /** What happened on the way; added to. */
  readonly notes: string[];
}
export type Ran = { readonly sound: Sound } | { readonly error: Error };

interface Under {
  sound: Sound;
  at: number;
  readonly program: Program;
  error?: Error;
}

/**
 * Runs programs over one sound. All go on as far as they can by themselves; where they need ffmpeg they wait for each
 * other, so that one process serves them all. A program that fails for itself is an outcome.
 */
export async function runPrograms(
  source: Sound,
  programs: readonly Program[],
  sources: Sources,
  control: TaskControl,
): Promise<readonly Ran[]> {
  const all: Under[] = programs.map((program) => ({ sound: source, at: 0, program }));
  for (;;) {
    for (const one of all) await failable(one, () => goOn(one, sources, control));
    const stretches = waitingFor(all, 'stretch');
    const recodes = waitingFor(all, 'recode');
    if (stretches.length + recodes.length === 0) break;
    await together(stretches, stretchAll, control, asLoud);
    await together(recodes, recodeAll, control);
  }
  return all.map(({ sound, error }) => (error ? { error } : { sound }));
}

const nextOf = ({ at, program }: Under): AudioOperation | undefined => program.operations[at];

async function failable(one: Under, work: () => Promise<void>): Promise<void> {
  try {
    if (!one.error) await work();
  } catch (error) {
    if (isAbort(error)) throw error;
    one.error = error instanceof Error ? error : new Error(String(error));
  }
}

/** As far as this process can do it. */
async function goOn(one: Under, sources: Sources, control: TaskControl): Promise<void> {
  for (let next = nextOf(one); next; next = nextOf(one)) {
    control.check();
    if (next.kind === 'recode') return;
    if (next.kind === 'stretch') {
      if (samplesOf(one.sound) > longClip) return;
      one.sound = asLoud(one.sound, await stretchSound(one.sound, next.length, next.semitones));
    } else one.sound = await applyDirect(one.sound, next, sources, (text) => one.program.notes.push(text));
    one.at++;
    control.alive();
  }
}

interface Waiting<K extends AudioOperation['kind']> {
  readonly one: Under;
  readonly sound: Sound;
  readonly operation: AudioOperation & { readonly kind: K };
}

function waitingFor<K extends 'stretch' | 'recode'>(all: readonly Under[], kind: K): readonly Waiting<K>[] {
  return all.flatMap((one) => {
    const operation = one.error ? undefined : nextOf(one);
    if (operation?.kind !== kind) return [];
    const sound = kind === 'recode' ? lowered(one.sound, 1, one.program.notes) : one.sound; // a codec would cut it off
    return [{ one, sound, operation: operation as AudioOperation & { readonly kind: K } }];
  });
}

/** Operations of one kind in one ffmpeg; when it fails, all of them do. */
async function together<K extends AudioOperation['kind']>(
  waiting: readonly Waiting<K>[],
  work: (items: readonly Waiting<K>[], control: TaskControl) => Promise<readonly Sound[]>,
  control: TaskControl,
  settle: (before: Sound, after: Sound) => Sound = (_, after) => after,
): Promise<void> {
  if (waiting.length === 0) return;
  try {
    const sounds = await work(waiting, control);
    for (const [n, { one, sound }] of waiting.entries()) {
      one.sound = settle(sound, sounds[n]!);
      one.at++;
    }
  } catch (error) {
    if (isAbort(error)) throw error;
    for (const { one } of waiting) one.error = error instanceof Error ? error : new Error(String(error));
  }
}

/** Stretching keeps the loudness. */
const asLoud = (before: Sound, after: Sound): Sound => withPower(after, power(before));
