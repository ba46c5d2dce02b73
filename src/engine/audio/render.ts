import type { AudioOperation, Sound } from '../../core/audio';
import type { DrawnStep } from '../../core/draw';
import { audioCatalogue } from '../../transforms/index';
import type { TaskControl } from '../serve';
import type { OutputAsk } from '../variant-asks';
import { type Coded, encodeAll } from './batch';
import type { DecodedSound } from './decode';
import { formatUnder } from './formats';
import { lowered } from './level';
import { operationsOf, type Sources } from './program';
import { type Program, runPrograms } from './run-programs';
import { peak, samplesOf } from './sound';
import { writeWav } from './wav';

export interface RenderedSound {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
  /** Undefined for a copy of the source. */
  readonly sound?: Sound;
  /** What was done, for labels to follow. */
  readonly operations: readonly AudioOperation[];
}

/** Variants of a clip before those that need ffmpeg are encoded: these have no bytes yet. */
export interface PlainSounds {
  readonly rendered: readonly (RenderedSound | Error)[];
  readonly coded: readonly (Coded & { readonly n: number })[];
}

/**
 * Variants of a decoded clip, encoded, in the order of their steps. Each is a pure function of its arguments; they are
 * made together, so that one ffmpeg serves all of them. One that fails for itself is an Error.
 */
export async function renderSounds(
  source: DecodedSound,
  variants: readonly (readonly DrawnStep[])[],
  output: OutputAsk,
  sources: Sources,
  control: TaskControl,
): Promise<readonly (RenderedSound | Error)[]> {
  const plain = await renderPlain(source, variants, output, sources, control);
  return (await encodeSounds([plain], control))[0]!;
}

/** Encodes the variants of several clips by one ffmpeg. */
export async function encodeSounds(
  parts: readonly PlainSounds[],
  control: TaskControl,
): Promise<readonly (readonly (RenderedSound | Error)[])[]> {
  const all = parts.flatMap(({ coded }) => coded);
  const files = (all.length > 0 ? await encodeAll(all, control) : []).values();
  return parts.map(({ rendered, coded }) => {
    const done = [...rendered];
    for (const { n } of coded) done[n] = { ...(done[n] as RenderedSound), bytes: files.next().value! };
    return done;
  });
}

/** What `renderSounds` does before it encodes. */
export async function renderPlain(
  source: DecodedSound,
  variants: readonly (readonly DrawnStep[])[],
  output: OutputAsk,
  sources: Sources,
  control: TaskControl,
): Promise<PlainSounds> {
  const { sound, format } = source;
  const clip = { samples: samplesOf(sound), rate: sound.rate };
  const programs: readonly Program[] = variants.map((steps) => ({
    operations: operationsOf(audioCatalogue, steps, clip),
    notes: [],
  }));
  const target = formatUnder(output.extension, format, sound, output.bitrate);
  const ran = await runPrograms(sound, programs, sources, control);

  const rendered: (RenderedSound | Error)[] = [];
  const coded: (Coded & { readonly n: number })[] = [];
  for (const [n, one] of ran.entries()) {
    const { operations, notes } = programs[n]!;
    if (clip.samples === 0) notes.push('0 seconds long: nothing was done');
    if ('error' in one) rendered.push(one.error);
    else if (operations.length === 0 && target === format) rendered.push({ bytes: source.bytes, notes, operations });
    else {
      const limit = target.kind === 'wav' && target.wav.kind === 'float' ? Math.max(1, peak(sound)) : 1;
      const made = lowered(one.sound, limit, notes);
      if (target.kind === 'wav') rendered.push({ bytes: writeWav(made, target.wav), notes, sound: made, operations });
      else {
        coded.push({ n, sound: made, extension: output.extension, format: target });
        rendered.push({ bytes: new Uint8Array(), notes, sound: made, operations });
      }
    }
  }
  return { rendered, coded };
}
