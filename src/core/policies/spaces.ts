import { type Random, rounded } from '../random';
import type { PolicyOperation, PolicyStep } from './operations';

interface Strength {
  /** The value at a magnitude from 0 to 1. */
  readonly by: (magnitude: number) => number;
  /** Half of the time the other way round. */
  readonly signed?: true;
  readonly pixels?: true;
}

/** The operations of a policy, and how strong each is; undefined: it has no strength. */
export type PolicySpace = Readonly<Partial<Record<PolicyOperation, Strength | undefined>>>;

const upTo = (most: number): Strength => ({ by: (magnitude) => most * magnitude, signed: true });
/** Bits left, from so many down by `fewer`, to the nearest. */
const bits = (from: number, fewer: number): Strength => ({ by: (m) => Math.round(from - fewer * m) });
const solarize: Strength = { by: (magnitude) => 1 - magnitude };

/** Of AutoAugment (Cubuk et al. 2019), as torchvision has it; RandAugment (Cubuk et al. 2020) leaves out the inversion. */
export const randAugmentSpace: PolicySpace = {
  identity: undefined,
  shearX: upTo(0.3),
  shearY: upTo(0.3),
  translateX: upTo(150 / 331),
  translateY: upTo(150 / 331),
  rotate: upTo(30),
  brightness: upTo(0.9),
  color: upTo(0.9),
  contrast: upTo(0.9),
  sharpness: upTo(0.9),
  posterize: bits(8, 4),
  solarize,
  autoContrast: undefined,
  equalize: undefined,
};

/** The wide space of TrivialAugment (Müller and Hutter 2021); it translates by pixels. */
export const trivialAugmentSpace: PolicySpace = {
  ...randAugmentSpace,
  shearX: upTo(0.99),
  shearY: upTo(0.99),
  translateX: { ...upTo(32), pixels: true },
  translateY: { ...upTo(32), pixels: true },
  rotate: upTo(135),
  brightness: upTo(0.99),
  color: upTo(0.99),
  contrast: upTo(0.99),
  sharpness: upTo(0.99),
  posterize: bits(8, 6),
};

/** What AugMix (Hendrycks et al. 2020) chains; nothing that ImageNet-C tests. */
export const augMixSpace: PolicySpace = {
  autoContrast: undefined,
  equalize: undefined,
  posterize: { by: (magnitude) => 4 - Math.floor(4 * magnitude) },
  rotate: upTo(30),
  solarize,
  shearX: upTo(0.3),
  shearY: upTo(0.3),
  translateX: upTo(1 / 3),
  translateY: upTo(1 / 3),
};

/** Those of a space that leave all pixels where they are. */
export const stillSpace = (space: PolicySpace): PolicySpace =>
  Object.fromEntries(Object.entries(space).filter(([name]) => !/^(shear|translate|rotate)/.test(name)));

/** An operation at a magnitude from 0 to 1; `turned`: the other way round, where it has two. */
export function policyStep(
  space: PolicySpace,
  operation: PolicyOperation,
  magnitude: number,
  turned: boolean,
): PolicyStep {
  const strength = space[operation];
  if (!strength) return { operation };
  const by = strength.by(magnitude) * (strength.signed && turned ? -1 : 1);
  return { operation, by: rounded(by, 4), ...(strength.pixels && { pixels: true }) };
}

/** One operation out of a space, each as likely. Takes two random numbers. */
export function drawPolicyStep(space: PolicySpace, magnitude: number, random: Random): PolicyStep {
  const operation = random.choose(Object.keys(space) as readonly PolicyOperation[]);
  return policyStep(space, operation, magnitude, random.uniform() < 0.5);
}
