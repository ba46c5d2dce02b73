import { readFile } from 'node:fs/promises';
import type { LabelSet } from '../../core/dataset';
import { moveObjects } from '../../core/move-objects';
import { type FramedLabel, followFrames, type MovedFramed, type MovedLabels, moveTimed } from '../../core/timed';
import { clipSidecarOf, clipTableOf, tableFormatOf } from '../../formats/labels';
import type { ClipFacts, ClipLabels } from '../../formats/timed/clip-format';
import { sha256Of } from '../files';
import { readable } from '../readable';
import type { MadeFile, MadeLabels, VariantAsk } from '../variant-asks';
import type { LabelsAsk, SetLabels } from './asks';
import type { ClipPath } from './clip-path';

/** What one set says of one clip. */
interface OpenClipSet {
  readonly set: LabelSet;
  readonly bytes?: Buffer;
  readonly rows?: unknown;
  /** Undefined for classes, and for what nobody can read. */
  readonly labels?: ClipLabels;
}

/** Labels that have followed. */
export interface FollowedClip extends OpenClipSet {
  readonly moved: MovedLabels;
  readonly framed: readonly MovedFramed[];
  /** What became of labels by frame: "3 of 40 boxes by frame: too little of them is seen". */
  readonly lost: readonly string[];
}

/** The labels of one clip, ready to follow its variants. */
export interface ClipLabelling {
  readonly own: readonly OpenClipSet[];
  follow(path: ClipPath): Promise<readonly FollowedClip[]>;
  /** The labels of a variant, written in their formats, and what the manifest notes of them. */
  make(
    variant: VariantAsk,
    path: ClipPath,
  ): Promise<{ readonly labels: MadeLabels; readonly notes: readonly string[] }>;
}

/** Reads the labels of a clip. Throws where they can't be understood: a variant without its labels would be wrong. */
export async function clipLabelling(ask: LabelsAsk, source: string, clip: ClipFacts): Promise<ClipLabelling> {
  const own = await openClip(ask.sets, ask.own, clip);
  const follow = async (path: ClipPath): Promise<readonly FollowedClip[]> => {
    const partners = new Map<string, readonly OpenClipSet[]>();
    for (const motion of path.motions) {
      if (motion.kind !== 'mix') continue;
      partners.set(motion.partner, await openClip(ask.sets, ask.partners[motion.partner] ?? [], clip));
    }
    return own.map((open, i): FollowedClip => {
      const partner = (name: string) => partners.get(name)?.[i]?.labels?.timed ?? [];
      const moved = moveTimed(open.labels?.timed ?? [], clip.seconds, path.motions, partner, ask.minVisibility);
      return { ...open, moved, ...framesOf(open, clip, path, ask) };
    });
  };
  return {
    own,
    follow,
    async make(variant, path) {
      const sets = await follow(path);
      const named = sets.filter(({ labels }) => labels);
      const labels: MadeLabels = {
        files: sets.map((one) => writtenFile(one, source, variant, path)),
        rows: sets.map((one, i) => writtenRows(one, source, variant, path, ask, clip.seconds, i)),
        dropped: sets.flatMap(({ moved, lost }) => [...moved.dropped, ...lost]),
        ...(named.length > 0 && named.length === sets.length && classesAfter(named)),
      };
      return { labels, notes: [...new Set(sets.flatMap(weightNote))] };
    },
  };
}

async function openClip(
  sets: readonly LabelSet[],
  labels: readonly SetLabels[],
  clip: ClipFacts,
): Promise<readonly OpenClipSet[]> {
  return Promise.all(
    sets.map(async (set, i): Promise<OpenClipSet> => {
      const { file, rows } = labels[i] ?? {};
      try {
        const bytes = file === undefined ? undefined : await readFile(file);
        const open = { set, ...(bytes && { bytes }), ...(rows !== undefined && { rows }) };
        const read = bytes
          ? clipSidecarOf(set.format)?.read(bytes.toString('utf8'), set, clip)
          : rows === undefined
            ? undefined
            : clipTableOf(set.format)?.read(rows, set, clip);
        if (read?.framed && !read.steps && clip.uneven) {
          throw new Error('the clip’s frames are not evenly spaced, so that labels by frame could not keep step');
        }
        return read ? { ...open, labels: read } : open;
      } catch (error) {
        throw new Error(`its label (${set.name}) can't be used: ${readable(error).message}`);
      }
    }),
  );
}

/** Labels by frame, for the frames that are seen; boxes through the matrix. */
function framesOf(
  { labels }: OpenClipSet,
  clip: ClipFacts,
  path: ClipPath,
  { minVisibility, classMap }: LabelsAsk,
): Pick<FollowedClip, 'framed' | 'lost'> {
  const own = labels?.framed;
  if (!own || own.length === 0) return { framed: [], lost: [] };
  const seen = labels.steps ? stepsSeen(labels.steps, clip, path) : path.seen!;
  const { boxes, lost } = movedBoxes(own, clip, path, minVisibility, (name) => classMap[name] ?? name);
  const frames = new Set(own.map(({ frame }) => frame));
  const dense =
    own.every(({ box }) => !box) &&
    frames.size === own.length &&
    frames.size >= (labels.steps?.count ?? clip.pictures!.frames);
  const framed = followFrames(own, seen).flatMap((some, frame): readonly MovedFramed[] => {
    if (!some) return dense ? [{ frame, class: '', moved: false }] : [];
    return some.flatMap((label): readonly MovedFramed[] => {
      if (!label.box) return [{ frame, label, class: label.class, moved: false }];
      const box = boxes.get(label);
      return box ? [{ frame, label, ...box }] : [];
    });
  });
  return { framed, lost };
}

/** Of each even step of the variant, the one of the source that is there in its middle. */
function stepsSeen(
  { count, step: said }: NonNullable<ClipLabels['steps']>,
  { seconds }: ClipFacts,
  { after, behind }: ClipPath,
): readonly (number | undefined)[] {
  const step = said ?? seconds / count;
  const length = Math.max(1, count + Math.round((after.seconds - seconds) / step));
  return Array.from({ length }, (_, n) => {
    const moment = behind(Math.min((n + 0.5) * step, after.seconds - 1e-6));
    return moment === undefined ? undefined : Math.min(count - 1, Math.max(0, Math.floor(moment / step)));
  });
}

function movedBoxes(
  own: readonly FramedLabel[],
  { pictures }: ClipFacts,
  { matrix, after }: ClipPath,
  minVisibility: number,
  rename: (name: string) => string,
) {
  const placed = own.filter(({ box }) => box);
  if (placed.length === 0 || !pictures) return { boxes: new Map<FramedLabel, never>(), lost: [] };
  const { width, height } = pictures;
  const objects = placed.map((label, number) => ({ ...label, box: label.box!, number, record: label }));
  const motions = [
    { kind: 'move', matrix, size: { width: after.pictures!.width, height: after.pictures!.height } },
  ] as const;
  const nobody = () => ({ size: { width, height }, objects: [] });
  const moved = moveObjects({ size: { width, height }, objects }, motions, nobody, { minVisibility, rename });
  const boxes = new Map(
    moved.objects.map(
      (one) => [one.record as FramedLabel, { box: one.box!, class: one.class, moved: one.changed }] as const,
    ),
  );
  const gone = placed.length - boxes.size;
  const lost = gone === 0 ? [] : [`${gone} of ${placed.length} boxes by frame: too little of them is seen`];
  return { boxes, lost };
}

function writtenFile(one: FollowedClip, source: string, variant: VariantAsk, path: ClipPath): MadeFile | undefined {
  const { set, bytes: own, moved, framed } = one;
  if (!own) return undefined;
  const format = clipSidecarOf(set.format);
  const clip = { source, output: variant.output, clip: path.after, timed: moved.labels, framed };
  const bytes = format ? Buffer.from(format.write(own.toString('utf8'), set, clip)) : own;
  return { sha256: sha256Of(bytes), bytes };
}

function writtenRows(
  { set, rows, moved, framed }: FollowedClip,
  source: string,
  { output, target, mixedWith = [] }: VariantAsk,
  path: ClipPath,
  ask: LabelsAsk,
  was: number,
  i: number,
): unknown {
  if (rows === undefined) return undefined;
  const timed = clipTableOf(set.format);
  if (timed) return timed.write(rows, set, { source, output, clip: path.after, timed: moved.labels, framed });
  const mixed = target && {
    target: new Map(target),
    partners: mixedWith.map((one) => ({ rows: ask.partners[one.source]?.[i]?.rows, weight: one.weight })),
  };
  const whole = { ...set, place: undefined }; // what nobody can move goes along as it is
  return tableFormatOf(set.format)?.write(rows, whole, {
    output,
    size: { width: 0, height: 0 },
    seconds: { was, now: path.after.seconds },
    objects: [],
    ...mixed,
  });
}

const classesAfter = (sets: readonly FollowedClip[]) => ({
  classes: [
    ...new Set(sets.flatMap(({ moved, framed }) => [...moved.labels, ...framed].flatMap((one) => one.class || []))),
  ],
});

/** Where a format holds no shares, labels of blended clips stand as whole ones. */
function weightNote({ set, moved }: FollowedClip): readonly string[] {
  const faint = moved.labels.some(({ weight }) => weight < 1);
  const weighs = (clipSidecarOf(set.format) ?? clipTableOf(set.format))?.weighs?.(set);
  return faint && !weighs ? [`${set.name} hold no shares: labels of both clips stand there as whole ones`] : [];
}
