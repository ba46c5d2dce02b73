import type { ClipFacts } from '../formats/timed/clip-format';
import { decodeSound } from './audio/decode';
import { giveBack } from './audio/memory';
import type { Sources } from './audio/program';
import { recordingIn } from './audio/recordings';
import { renderSounds } from './audio/render';
import { samplesOf } from './audio/sound';
import { type ClipPath, soundFacts, soundPath } from './labels/clip-path';
import { type ClipLabelling, clipLabelling } from './labels/clips';
import { orNothing, outcomeOf, readSource } from './outcomes';
import { readable } from './readable';
import type { TaskControl } from './serve';
import type { SourceAsk, VariantOutcome, VariantsAsk } from './tasks';

/** Makes variants of one clip, which is decoded once; what needs ffmpeg is done for all of them by one process. */
export const makeSounds = (ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]> =>
  orNothing(ask, async () => {
    const source = await readSource(ask, (path) => decodeSound(path, control));
    const clip = { samples: samplesOf(source.sound), rate: source.sound.rate };
    const labels = await labelsFor(ask, soundFacts(clip));
    const steps = ask.variants.map((one) => one.steps);
    const made = await renderSounds(source, steps, ask.output, sourcesFor(ask, control), control);
    const outcomes = await writeEach(ask, made, control, labels, ({ operations }) => soundPath(operations, clip));
    for (const [n, one] of made.entries()) {
      if (one instanceof Error) continue;
      giveBack(one.sound?.channels ?? [], source.sound.channels);
      if (ask.variants[n]!.to) giveBack([one.bytes], [source.bytes]);
    }
    giveBack(source.sound.channels);
    return outcomes;
  });

/** The labels of a clip, read; undefined where the dataset has none. */
export const labelsFor = async (
  { labels, path }: Pick<SourceAsk, 'labels' | 'path'>,
  facts: ClipFacts,
): Promise<ClipLabelling | undefined> => labels && clipLabelling(labels, path, facts);

/** Writes what was made, each for itself, with the labels that followed on its path. */
export async function writeEach<M extends Made>(
  ask: VariantsAsk,
  made: readonly (M | Error)[],
  control: TaskControl,
  labels: ClipLabelling | undefined,
  pathOf: (made: M) => ClipPath,
): Promise<readonly VariantOutcome[]> {
  const outcomes: VariantOutcome[] = [];
  for (const [n, variant] of ask.variants.entries()) {
    await control.pause();
    const one = made[n]!;
    outcomes.push(
      await outcomeOf(variant, async () => {
        if (one instanceof Error) throw one;
        if (!labels) return one;
        const own = await labels.make(variant, pathOf(one));
        return { ...one, labels: own.labels, notes: [...one.notes, ...own.notes] };
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
