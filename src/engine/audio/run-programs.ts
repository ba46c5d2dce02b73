import type { AudioOperation, Sound } from '../../core/audio';
import { isAbort } from '../calls';
import type { TaskControl } from '../serve';
import { recodeAll } from './batch';
import { lowered } from './level';
import { giveBack } from './memory';
import { applyDirect, type Sources } from './program';
import { power, withPower } from './sound';
import { stretchSound } from './stretch';

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
    for (const one of all) await failable(one, () => goOn(one, source, sources, control));
    const waiting = waitingFor(all);
    if (waiting.length === 0) break;
    await recodeTogether(waiting, control);
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
async function goOn(one: Under, source: Sound, sources: Sources, control: TaskControl): Promise<void> {
  for (let next = nextOf(one); next; next = nextOf(one)) {
    control.check();
    if (next.kind === 'recode') return;
    const before = one.sound;
    if (next.kind === 'stretch') {
      one.sound = asLoud(
        one.sound,
        stretchSound(one.sound, next.length, next.semitones, () => control.alive()),
      );
    } else one.sound = await applyDirect(one.sound, next, sources, (text) => one.program.notes.push(text));
    if (before !== source) giveBack(before.channels, [...one.sound.channels, ...source.channels]);
    one.at++;
    control.alive();
  }
}

interface Waiting {
  readonly one: Under;
  readonly sound: Sound;
  readonly operation: AudioOperation & { readonly kind: 'recode' };
}

function waitingFor(all: readonly Under[]): readonly Waiting[] {
  return all.flatMap((one) => {
    const operation = one.error ? undefined : nextOf(one);
    if (operation?.kind !== 'recode') return [];
    return [{ one, sound: lowered(one.sound, 1, one.program.notes), operation }]; // a codec would cut it off
  });
}

/** Through their codecs in one ffmpeg; when it fails, all of them do. */
async function recodeTogether(waiting: readonly Waiting[], control: TaskControl): Promise<void> {
  try {
    const sounds = await recodeAll(waiting, control);
    for (const [n, { one }] of waiting.entries()) {
      one.sound = sounds[n]!;
      one.at++;
    }
  } catch (error) {
    if (isAbort(error)) throw error;
    for (const { one } of waiting) one.error = error instanceof Error ? error : new Error(String(error));
  }
}

/** Stretching keeps the loudness. */
function asLoud(before: Sound, after: Sound): Sound {
  const settled = withPower(after, power(before));
  giveBack(after.channels, settled.channels);
  return settled;
}
