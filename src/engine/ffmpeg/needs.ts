import { isTransformStep, type Recipe, walkSteps } from '../../core/recipe';
import { encoderOf, usualCodec } from '../audio/formats';
import { usualEncoders } from '../video/formats';
import { checkAbilities, type Ffmpeg, findFfmpeg } from './find';

/** What of a run ffmpeg is asked for: the recipe, and the extensions (without their dot) of what it writes. */
export interface FfmpegUse {
  readonly recipe: Recipe;
  readonly extensions: readonly string[];
}

const everyClip = ['fps', 'tpad', 'trim', 'setpts', 'settb', 'format', 'crop', 'split', 'setsar'];
/** The filters that steps need, beside those of every clip. */
const ofSteps: Readonly<Record<string, readonly string[]>> = {
  'video.noise': ['noise'],
  'video.shift': ['concat'],
  'video.color': ['lutyuv'],
  'video.flip': ['hflip', 'vflip'],
  'video.rotate': ['rotate', 'pad', 'fillborders'],
  'video.crop': ['scale'],
  'video.erase': ['drawbox'],
  'video.blur': ['gblur'],
  'video.frameDrop': ['select'],
  'video.reverse': ['reverse'],
};

/**
 * The version of the ffmpeg that a run uses, by its name; nothing where it uses none. Throws a `UseError` that names what
 * is missing, before anything is written: the filters of its steps, and the encoders of its formats.
 */
export async function ffmpegVersion({ recipe, extensions }: FfmpegUse): Promise<Readonly<Record<string, string>>> {
  const { modality } = recipe;
  if (modality !== 'audio' && modality !== 'video') return {};
  const steps = [...walkSteps(recipe.steps)].flatMap(([, step]) =>
    isTransformStep(step) && !step.disabled ? [step] : [],
  );
  const recoded = steps.flatMap(({ transform, codec = 'mp3' }) =>
    transform === 'audio.compress' ? [String(codec)] : [],
  );
  const written =
    modality === 'video'
      ? extensions.flatMap(usualEncoders)
      : [...extensions.map(usualCodec), ...recoded].flatMap((codec) => encoderOf(codec) ?? []);
  const heard = modality === 'video' ? recoded.flatMap((codec) => encoderOf(codec) ?? []) : [];
  const encoders = [...new Set([...written, ...heard])];
  const filters = [
    ...(modality === 'video' ? everyClip : []),
    ...steps.flatMap(({ transform }) => ofSteps[transform] ?? []),
  ];
  const found = await whereNeeded(modality === 'video' || encoders.length > 0);
  if (!found) return {};
  await checkAbilities(found, [...new Set(filters)], encoders);
  return { ffmpeg: found.version };
}

/** Short WAV files need none. */
const whereNeeded = (needed: boolean): Promise<Ffmpeg | undefined> =>
  findFfmpeg().catch((error: unknown) => (needed ? Promise.reject(error) : undefined));
