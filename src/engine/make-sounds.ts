import { decodeSound } from './audio/decode';
import type { Sources } from './audio/program';
import { recordingIn } from './audio/recordings';
import { renderSounds } from './audio/render';
import { orNothing, outcomeOf, readSource } from './make-variants';
import { readable } from './readable';
import type { TaskControl } from './serve';
import type { SourceAsk, VariantOutcome, VariantsAsk } from './tasks';

/** Makes variants of one clip, which is decoded once; what needs ffmpeg is done for all of them by one process. */
export const makeSounds = (ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]> =>
  orNothing(ask, async () => {
    const source = await readSource(ask, (path) => decodeSound(path, control));
    const steps = ask.variants.map((one) => one.steps);
    const made = await renderSounds(source, steps, ask.output, sourcesFor(ask, control), control);
    return writeEach(ask, made, control);
  });

/** Writes what was made, each for itself. */
export async function writeEach(
  ask: VariantsAsk,
  made: readonly (Made | Error)[],
  control: TaskControl,
): Promise<readonly VariantOutcome[]> {
  const outcomes: VariantOutcome[] = [];
  for (const [n, variant] of ask.variants.entries()) {
    await control.pause();
    const one = made[n]!;
    outcomes.push(
      await outcomeOf(variant, async () => {
        if (one instanceof Error) throw one;
        return one;
      }),
    );
  }
  return outcomes;
}

interface Made {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

/** Where partners, backgrounds and rooms come from. */
export const sourcesFor = ({ root, partners }: SourceAsk, control: TaskControl): Sources => ({
  async partner(path) {
    try {
      return (await decodeSound(partners[path]!, control)).sound;
    } catch (error) {
      throw new Error(`its partner ${path} can't be used: ${readable(error).message}`);
    }
  },
  recording: (folder, pick) => recordingIn(root, folder, pick, control),
});
