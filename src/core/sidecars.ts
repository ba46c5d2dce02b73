import { folderOf, joined, stemOf } from './names';

/** Where the label files of one folder's samples lie: `<labels>/<stem><suffix>.<extension>`. */
export interface SidecarPlace {
  /** Folder of the samples, relative to the root. */
  readonly samples: string;
  readonly labels: string;
  /** Between the stem and the dot: `_mask`; mostly nothing. */
  readonly suffix: string;
  readonly extension: string;
}

/** The label file of a sample, or of a variant, by a place. */
export const sidecarAt = ({ labels, suffix, extension }: SidecarPlace, sample: string): string =>
  joined(labels, `${stemOf(sample)}${suffix}.${extension}`);

/** The places in which a sample's label file may lie. */
export const placesOf = (places: readonly SidecarPlace[], sample: string): readonly SidecarPlace[] => {
  const folder = folderOf(sample);
  return places.filter((place) => place.samples === folder);
};
