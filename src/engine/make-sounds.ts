import type { ClipFacts } from '../formats/timed/clip-format';
import { type DecodedSound, decodeSound, decodeTogether } from './audio/decode';
import { giveBack } from './audio/memory';
import type { Sources } from './audio/program';
import { recordingIn } from './audio/recordings';
import { encodeSounds, type PlainSounds, type RenderedSound, renderPlain } from './audio/render';
import { samplesOf } from './audio/sound';
import { type ClipPath, soundFacts, soundPath } from './labels/clip-path';
import { type ClipLabelling, clipLabelling } from './labels/clips';
import { orNothing, outcomeOf, readSource, sourceOutcome } from './outcomes';
import { readable } from './readable';
import type { TaskControl } from './serve';
import type { SourceAsk, SourceOutcome, VariantOutcome, VariantsAsk } from './variant-asks';

/** Makes variants of one clip, which is decoded once; what needs ffmpeg is done for all of them by one process. */
export const makeSounds = (ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]> =>
  orNothing(ask, async () => {
    const sounds = await renderOne(ask, new Map(), control);
    const [made] = await encodeSounds([sounds.plain], control);
    return writeOne(sounds, made!, control);
  });

/**
 * The same of several clips, with one ffmpeg that decodes them all and one that encodes: to start one takes as long as to
 * encode a dozen short clips.
 */
export async function makeSoundsTogether(
  asks: readonly VariantsAsk[],
  control: TaskControl,
): Promise<readonly SourceOutcome[]> {
  const decoded = await decodeTogether(
    asks.map(({ source }) => source),
    control,
  );
  const rendered: (OneSource | { readonly error: string })[] = [];
  for (const ask of asks) rendered.push(await sourceOutcome(() => renderOne(ask, decoded, control)));
  const plain = rendered.flatMap((one) => ('error' in one ? [] : [one.plain]));
  const together = await sourceOutcome(() => encodeSounds(plain, control));
  const encoded = 'error' in together ? undefined : together.values();
  const outcomes: SourceOutcome[] = [];
  for (const one of rendered) {
    if ('error' in one) outcomes.push(one);
    else {
      const made = encoded?.next().value;
      const finish = async () => writeOne(one, made ?? (await encodeSounds([one.plain], control))[0]!, control);
      outcomes.push(await sourceOutcome(() => orNothing(one.ask, finish)));
    }
  }
  return outcomes;
}

/** A source whose variants are made, but for their encoding. */
interface OneSource {
  readonly ask: VariantsAsk;
  readonly source: DecodedSound;
  readonly labels: ClipLabelling | undefined;
  readonly plain: PlainSounds;
}

async function renderOne(
  ask: VariantsAsk,
  decoded: ReadonlyMap<string, DecodedSound>,
  control: TaskControl,
): Promise<OneSource> {
  const source = await readSource(ask, async (path) => decoded.get(path) ?? decodeSound(path, control));
  const labels = await labelsFor(ask, soundFacts(clipOf(source)));
  const steps = ask.variants.map((one) => one.steps);
  return {
    ask,
    source,
    labels,
    plain: await renderPlain(source, steps, ask.output, sourcesFor(ask, control), control),
  };
}

async function writeOne(
  { ask, source, labels }: OneSource,
  made: readonly (RenderedSound | Error)[],
  control: TaskControl,
): Promise<readonly VariantOutcome[]> {
  const clip = clipOf(source);
  const outcomes = await writeEach(ask, made, control, labels, ({ operations }) => soundPath(operations, clip));
  for (const [n, one] of made.entries()) {
    if (one instanceof Error) continue;
    giveBack(one.sound?.channels ?? [], source.sound.channels);
    if (ask.variants[n]!.to) giveBack([one.bytes], [source.bytes]);
  }
  giveBack(source.sound.channels);
  return outcomes;
}

const clipOf = ({ sound }: DecodedSound) => ({ samples: samplesOf(sound), rate: sound.rate });

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
