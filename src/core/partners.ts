import { classesOf, type DatasetIndex, type Sample } from './dataset';
import { compareBytes, firstNotBelow } from './order';
import type { Random } from './random';
import type { PartnerRule, SampleFacts } from './transform';

/**
 * What draws may know of each sample. Partners come from the whole training part, of the sample's fold where there are folds, whatever was chosen and whichever
 * shard works, so that the same key gives the same partner everywhere. Empty files, and those whose labels
 * nobody can read, are nobody's partner.
 */
export function factsOf(index: Pick<DatasetIndex, 'samples'>): (sample: Sample) => SampleFacts {
  const folds = { any: new Map<string | undefined, Fold>(), labelled: new Map<string | undefined, Fold>() };

  const partner = (
    sample: Sample,
    classes: readonly string[],
    random: Random,
    rule: PartnerRule,
    need: keyof typeof folds = 'any',
  ): string | undefined => {
    const fold = folds[need].get(sample.group) ?? foldOf(index.samples, sample.group, need === 'labelled');
    folds[need].set(sample.group, fold);
    const { training, positions, members } = fold;
    const key = classes.join('\u0000');
    const same = members.get(key) ?? merged(classes.map((name) => positions.get(name) ?? []));
    members.set(key, same);
    const own = firstNotBelow(training.length, (i) => compareBytes(training[i]!.path, sample.path) < 0);
    const self = training[own]?.path === sample.path ? [own] : [];
    if (rule === 'same class')
      return pickOther(same.length, positionsIn(same, self), random, (i) => training[same[i]!]!)?.path;
    const barred = rule === 'other class' && same.length > 0 ? same : self;
    return pickOther(training.length, barred, random, (i) => training[i]!)?.path;
  };

  return (sample) => {
    const classes = classesOf(sample);
    return {
      path: sample.path,
      classes,
      ...(sample.fixed && { fixed: true }),
      partner: (random, rule, need) => partner(sample, classes, random, rule, need),
    };
  };
}

/** Samples that may be mixed with each other: those of a fold, or all where there are none. */
interface Fold {
  readonly training: readonly Sample[];
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** By classes. */
  readonly members: Map<string, readonly number[]>;
}

function foldOf(samples: readonly Sample[], group: string | undefined, labelled: boolean): Fold {
  const all = samples.filter((s) => s.split === 'train' && s.bytes > 0 && !s.fixed && s.group === group);
  const known = labelled ? all.filter((s) => s.labels.length > 0) : [];
  const training = known.length > 0 ? known : all; // of masks nobody knows before they are read
  return { training, positions: positionsByClass(training), members: new Map() };
}

/** One of `count` items, without the barred ones (sorted positions). Takes one random number. */
export function pickOther<T>(
  count: number,
  barred: ArrayLike<number>,
  random: Random,
  item: (at: number) => T,
): T | undefined {
  const u = random.uniform();
  const free = count - barred.length;
  if (free <= 0) return undefined;
  const rank = Math.floor(u * free);
  // barred[i] - i free positions lie before the i-th barred one, so that many barred ones come before our rank
  const passed = firstNotBelow(barred.length, (i) => barred[i]! - i <= rank);
  return item(rank + passed);
}

/** Where these values stand in a sorted list. */
export const positionsIn = (sorted: ArrayLike<number>, values: readonly number[]): readonly number[] =>
  values.flatMap((value) => {
    const at = firstNotBelow(sorted.length, (i) => sorted[i]! < value);
    return sorted[at] === value ? [at] : [];
  });

function positionsByClass(samples: readonly Sample[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const [i, sample] of samples.entries()) {
    for (const name of classesOf(sample)) {
      const list = positions.get(name);
      if (list) list.push(i);
      else positions.set(name, [i]);
    }
  }
  return positions;
}

const merged = (lists: readonly (readonly number[])[]): readonly number[] =>
  lists.length === 1 ? lists[0]! : [...new Set(lists.flat())].sort((a, b) => a - b);
