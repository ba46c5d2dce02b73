import type { Reorients } from './directional';
import type { Parameters, Values } from './parameters';
import type { Random } from './random';

/** What a draw records: JSON, complete, so that applying it needs no chance and no look at the parameters. */
export type Drawn = Readonly<Record<string, unknown>>;

/** Whom a mixing step may take as partner. */
export type PartnerRule = 'any' | 'same class' | 'other class';

/**
 * What a draw may know of its sample. Never its pixels: those draws are relative, so that planning needs no decoding.
 * Draws of texts know more, see `TextFacts`.
 */
export interface SampleFacts {
  /** Relative to the dataset root, `/`, NFC. */
  readonly path: string;
  /** Class names of the sample's labels, each once. */
  readonly classes: readonly string[];
  /** True when its pixels must stay where they are. */
  readonly fixed?: true;
  /**
   * Another training sample by the rule, chosen by `random` from the whole sorted index; undefined when there is none.
   * `labelled`: one with labels, where the index knows of any.
   */
  partner(random: Random, rule: PartnerRule, need?: 'labelled'): string | undefined;
  /** Told of each step that was drawn, before the next one draws. */
  took?(drawn: Drawn): void;
}

/** What transforms of every kind of data have in common. */
export interface TransformBase<S extends Parameters = Parameters, D extends Drawn = Drawn> {
  /** `image.flip`: the kind of data, a dot, a name. */
  readonly id: `${string}.${string}`;
  /** As the list shows it: "Flip". */
  readonly title: string;
  /** One line: what it does, and what the labels do. */
  readonly summary: string;
  /** Heading under which *Add step…* lists it. */
  readonly family: string;
  /** The paper or the peer's class that it follows. */
  readonly follows: string;
  /** Names under which users know it from the peers, for the search. */
  readonly aliases: readonly string[];
  readonly parameters: S;
  /**
   * All chance is here. Takes the same number of random numbers whatever the values, so that a moved slider does not
   * redraw the rest. `undefined`: nothing can be done with this sample (no partner); the step counts as not applied.
   */
  draw(values: Values<S>, random: Random, sample: SampleFacts): D | undefined;
  /** What was drawn, in words: "rotated 3.2°"; the empty text when the drawn values change nothing. */
  describe(drawn: D): string;
  /** The word for "not done": "flip" in "no flip or noise". */
  readonly noun: string;
  /**
   * The summary in the step's row, with values for names in braces: `{scale} of area`; `{red,green,blue}` are alike and
   * said once when equal; `{1-weight}` is what is left to 1. Without it, the first parameter is shown.
   */
  readonly row?: string;
  /** How it may lay the picture differently: classes that mean a direction are not safe. */
  readonly reorients?: Reorients;
  /** True when targets of two samples are mixed: the run writes soft_labels.csv. */
  readonly mixes?: true;
}

/** Looks up a transform by its id. */
export type Catalogue<T extends TransformBase = TransformBase> = ReadonlyMap<string, T>;

/** A transform as data, as it crosses to the panel and stands in `list --json`. */
export interface TransformInfo
  extends Pick<
    TransformBase,
    'id' | 'title' | 'summary' | 'family' | 'follows' | 'aliases' | 'parameters' | 'noun' | 'row' | 'reorients'
  > {
  readonly mixes: boolean;
}

export function transformInfo(t: TransformBase): TransformInfo {
  const { id, title, summary, family, follows, aliases, parameters, noun, row, reorients } = t;
  return { id, title, summary, family, follows, aliases, parameters, noun, row, reorients, mixes: t.mixes ?? false };
}
