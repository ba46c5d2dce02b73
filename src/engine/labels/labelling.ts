import type { CutOut } from '../../core/cut-out';
import type { DrawnStep } from '../../core/draw';
import { copiedOf } from '../../core/targets';
import { sidecarFormatOf, tableFormatOf } from '../../formats/labels';
import { encodeMask } from '../../formats/masks/png';
import { sha256Of } from '../files';
import type { DecodedImage } from '../image/decode';
import type { Pass } from '../image/fuse';
import type { LabelSight } from '../image/render';
import type { MadeFile, MadeLabels, VariantAsk } from '../variant-asks';
import type { LabelsAsk } from './asks';
import { cutOutsOf } from './cut-outs';
import {
  boxesAfter,
  type FollowedSet,
  followPasses,
  type OpenSet,
  openSets,
  type PartnerLabels,
  partnerSets,
} from './open-labels';

/** The labels of one source, ready to follow its variants. */
export interface Labelling {
  readonly own: readonly OpenSet[];
  /** What these steps may look at. */
  look(steps: readonly DrawnStep[]): Promise<LabelSight>;
  follow(passes: readonly Pass[]): Promise<readonly FollowedSet[]>;
  /** The labels of a variant, written in their formats. */
  make(variant: VariantAsk, passes: readonly Pass[]): Promise<MadeLabels>;
}

/** Reads the labels of a source. Throws where they can't be understood: a variant without its labels would be wrong. */
export async function labelling(
  ask: LabelsAsk,
  source: DecodedImage,
  partner: (path: string) => Promise<DecodedImage>,
): Promise<Labelling> {
  const own = await openSets(ask.sets, ask.own, source);
  const known = new Map<string, Promise<PartnerLabels>>();
  const partnerLabels = (path: string): Promise<PartnerLabels> => {
    const labels = known.get(path) ?? partner(path).then((picture) => openPartner(ask, path, picture));
    known.set(path, labels);
    return labels;
  };
  const follow = (passes: readonly Pass[]) => followPasses(own, passes, ask, partnerLabels);
  return {
    own,
    async look(steps) {
      const cutOuts = new Map<string, readonly CutOut[]>();
      for (const path of new Set(steps.flatMap((step) => copiedOf(step) ?? []))) {
        cutOuts.set(path, cutOutsOf(await partnerLabels(path), ask.classMap));
      }
      return { boxes: (passes) => boxesAfter(own, passes), cutOuts: (path) => cutOuts.get(path) ?? [] };
    },
    follow,
    async make(variant, passes) {
      const sets = await follow(passes);
      return {
        files: sets.map((set) => writtenFile(set, variant)),
        rows: sets.map((set, i) => writtenRows(set, variant, ask, (path) => ask.partners[path]?.[i]?.rows)),
        dropped: [...new Set(sets.flatMap(({ moved, movedMask }) => (moved ?? movedMask)?.dropped ?? []))],
        ...(sets.some(({ set }) => set.nature === 'objects') && { classes: classesIn(sets) }),
      };
    },
  };
}

async function openPartner(ask: LabelsAsk, path: string, picture: DecodedImage): Promise<PartnerLabels> {
  const { width, height } = picture.raster;
  const sets = await openSets(ask.sets, ask.partners[path] ?? [], picture);
  return { size: { width, height }, sets: partnerSets(sets, { width, height }, ask.classMap) };
}

function writtenFile(
  { set, text, bytes, moved, movedMask }: FollowedSet,
  { output }: VariantAsk,
): MadeFile | undefined {
  if (bytes) return file(bytes);
  if (movedMask) return file(encodeMask(movedMask.mask));
  const written = moved && sidecarFormatOf(set.format)?.write(text, set, { output, ...moved });
  return written === undefined ? undefined : file(Buffer.from(written));
}

function writtenRows(
  { set, rows, moved }: FollowedSet,
  { output, target, mixedWith = [], swapped }: VariantAsk,
  { classMap }: LabelsAsk,
  rowsOf: (partner: string) => unknown,
): unknown {
  const format = tableFormatOf(set.format);
  if (!format || !moved || rows === undefined) return undefined;
  const named = (swaps: boolean | undefined) => swaps && { rename: (name: string) => classMap[name] ?? name };
  const mixed = target && {
    target: new Map(target),
    partners: mixedWith.map((one) => ({ rows: rowsOf(one.source), weight: one.weight, ...named(one.swapped) })),
    ...named(swapped),
  };
  return format.write(rows, set, { output, ...moved, ...mixed });
}

const file = (bytes: Uint8Array): MadeFile => ({ sha256: sha256Of(bytes), bytes });

const classesIn = (sets: readonly FollowedSet[]): readonly string[] => [
  ...new Set(sets.flatMap(({ moved }) => (moved?.objects ?? []).map((object) => object.class))),
];
