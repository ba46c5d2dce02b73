import type { Box } from '../../core/image';
import { sidecarFormatOf, tableFormatOf } from '../../formats/labels';
import { encodeMask } from '../../formats/masks/png';
import { sha256Of } from '../files';
import type { DecodedImage } from '../image/decode';
import type { Pass } from '../image/fuse';
import type { MadeFile, MadeLabels, VariantAsk } from '../tasks';
import type { LabelsAsk } from './asks';
import { boxesAfter, type FollowedSet, followPasses, type OpenSet, openSets, type PartnerLabels } from './open-labels';

/** The labels of one source, ready to follow its variants. */
export interface Labelling {
  readonly own: readonly OpenSet[];
  /** Where the objects stand after these passes. */
  boxes(passes: readonly Pass[]): readonly Box[];
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
  const partnerLabels = async (path: string): Promise<PartnerLabels> => {
    const picture = await partner(path);
    const { width, height } = picture.raster;
    return { size: { width, height }, sets: await openSets(ask.sets, ask.partners[path] ?? [], picture) };
  };
  const follow = (passes: readonly Pass[]) => followPasses(own, passes, ask, partnerLabels);
  return {
    own,
    boxes: (passes) => boxesAfter(own, passes),
    follow,
    async make(variant, passes) {
      const sets = await follow(passes);
      return {
        files: sets.map((set) => writtenFile(set, variant)),
        rows: sets.map((set, i) => writtenRows(set, variant, ask, (path) => ask.partners[path]?.[i]?.rows)),
        dropped: [...new Set(sets.flatMap((set) => set.moved?.dropped ?? []))],
        ...(sets.some(({ set }) => set.nature === 'objects') && { classes: classesIn(sets) }),
      };
    },
  };
}

function writtenFile(
  { set, text, bytes, moved, movedMask }: FollowedSet,
  { output }: VariantAsk,
): MadeFile | undefined {
  if (bytes) return file(bytes);
  if (movedMask) return file(encodeMask(movedMask));
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
