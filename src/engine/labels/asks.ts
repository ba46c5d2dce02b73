import type { DatasetIndex, LabelSet, Sample } from '../../core/dataset';
import { findByPath } from '../../core/order';
import { type Recipe, recipeDefaults } from '../../core/recipe';
import { placesOf, type SidecarPlace, sidecarAt } from '../../core/sidecars';
import { onDisk } from '../on-disk';
import type { Tables } from './tables';

/** What one set says of one sample: a file of its own, or rows out of a table. */
export interface SetLabels {
  /** Absolute path. */
  readonly file?: string;
  readonly rows?: unknown;
}

/** What a worker needs to let the labels of a sample follow; lists run along those of `sets`. */
export interface LabelsAsk {
  readonly sets: readonly LabelSet[];
  readonly own: readonly SetLabels[];
  /** By the partner's path in the dataset. */
  readonly partners: Readonly<Record<string, readonly SetLabels[]>>;
  readonly minVisibility: number;
  readonly classMap: Readonly<Record<string, string>>;
}

/** From samples to their labels. */
export interface LabelAsks {
  /** Undefined where the dataset has no labels in files of their own. */
  ask(sample: Sample, partners: readonly Sample[]): LabelsAsk | undefined;
  /** Where a variant's label file goes, for each set; undefined for tables, and where there is no place for one. */
  sidecars(sample: Sample, output: string): readonly (string | undefined)[];
}

export function labelAsks(root: string, index: DatasetIndex, recipe: Recipe, tables: Tables): LabelAsks {
  const sets = index.labelSets;
  const { minVisibility, classMap } = { ...recipeDefaults.labels, ...recipe.labels };
  const fileOf = (set: LabelSet, sample: Sample): (SidecarPlace & { readonly file: string }) | undefined => {
    for (const place of placesOf(set.places ?? [], sample.path)) {
      const other = findByPath(index.others, sidecarAt(place, sample.path));
      if (other) return { ...place, file: onDisk(root, other) };
    }
    return undefined;
  };
  const labelsOf = (sample: Sample): readonly SetLabels[] =>
    sets.map((set, i) => {
      const rows = tables[i]?.(sample.path);
      const file = fileOf(set, sample)?.file;
      return { ...(file !== undefined && { file }), ...(rows !== undefined && { rows }) };
    });
  return {
    ask(sample, partners) {
      if (sets.length === 0) return undefined;
      return {
        sets,
        own: labelsOf(sample),
        partners: Object.fromEntries(partners.map((partner) => [partner.path, labelsOf(partner)])),
        minVisibility,
        classMap,
      };
    },
    sidecars: (sample, output) =>
      sets.map((set) => {
        const [other] = placesOf(set.places ?? [], output);
        const place = fileOf(set, sample) ?? other;
        if (!place) return undefined;
        return sidecarAt(set.nature === 'mask' ? { ...place, extension: 'png' } : place, output);
      }),
  };
}
