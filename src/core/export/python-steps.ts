import { withDefaults } from '../parameters';
import { childrenOf, type Recipe, type Step, stepParameters, type TransformStep } from '../recipe';
import type { Catalogue } from '../transform';

/** A Python expression, and what differs from our step; or why the peer has nothing of the kind. */
export type Equivalent = { readonly code: string; readonly differs?: string } | { readonly missing: string };

/** How a Python library says our steps. */
export interface Peer {
  /** Before the pipeline: imports, and constants that the user fills in. */
  readonly head: readonly string[];
  readonly tail: readonly string[];
  /** `values` are complete and checked; `p` is the chance, 0 to 1. */
  readonly steps: Readonly<Record<string, (values: StepValues, p: number) => Equivalent>>;
  oneOf(children: readonly string[], weights: readonly number[], p: number): string;
  someOf(
    children: readonly string[],
    weights: readonly number[],
    count: readonly [number, number],
    p: number,
  ): Equivalent;
}

/** Values by parameter name, as a recipe that was checked holds them. */
// biome-ignore lint/suspicious/noExplicitAny: each peer's table knows the parameters of each step
export type StepValues = Readonly<Record<string, any>>;

/** A number as Python has it, short. */
export const number = (value: number): string => String(Number(value.toPrecision(6)));
export const tuple = (values: readonly number[]): string => `(${values.map(number).join(', ')})`;
/** Each end of a range through `change`. */
export const ends = ([low, high]: readonly [number, number], change: (end: number) => number): string =>
  tuple([change(low), change(high)]);
/** `, p=0.5`, or nothing for 1. */
export const chance = (p: number): string => (p === 1 ? '' : `, p=${number(p)}`);

/** A recipe as a program for a peer, with a comment wherever it differs or has no equivalent. */
export function pythonPipeline(recipe: Recipe, catalogue: Catalogue, peer: Peer): string {
  const lines = recipe.steps.flatMap((step) => stepLines(step, catalogue, peer));
  return [...peer.head, ...lines.map((line) => `    ${line}`), ...peer.tail, ''].join('\n');
}

function stepLines(step: Step, catalogue: Catalogue, peer: Peer): readonly string[] {
  if (step.disabled) return [];
  const said = equivalent(step, catalogue, peer);
  const limits = classLimits(step);
  if ('missing' in said) return [`# ${titleOf(step, catalogue)}: ${said.missing}`];
  const notes = [...(said.differs ? [said.differs] : []), ...limits];
  return [...notes.map((note) => `# ${note}`), `${said.code},`];
}

const titleOf = (step: Step, catalogue: Catalogue): string =>
  'transform' in step ? (catalogue.get(step.transform)?.title ?? step.transform) : 'Group';

/** A pipeline of the peers does not know the class of what it changes. */
function classLimits({ onlyClasses, exceptClasses }: Step): readonly string[] {
  return [
    ...(onlyClasses ? [`only for ${onlyClasses.join(', ')}: use a pipeline of its own for these`] : []),
    ...(exceptClasses ? [`not for ${exceptClasses.join(', ')}: use a pipeline without it for these`] : []),
  ];
}

function equivalent(step: Step, catalogue: Catalogue, peer: Peer): Equivalent {
  if ('transform' in step) return single(step, step.probability ?? 1, catalogue, peer);
  const active = childrenOf(step).filter((child) => !child.disabled && (child.probability ?? 1) > 0);
  const children = active.map((child) =>
    'transform' in child
      ? single(child, 1, catalogue, peer)
      : equivalent({ ...child, probability: 1 }, catalogue, peer),
  );
  const missing = active.filter((_, i) => 'missing' in children[i]!).map((child) => titleOf(child, catalogue));
  const known = active.flatMap((child, i) => {
    const said = children[i]!;
    return 'code' in said ? [{ weight: child.probability ?? 1, ...said }] : [];
  });
  if (known.length === 0) return { missing: `none of ${missing.join(', ')} has an equivalent` };
  const codes = known.map(({ code }) => code);
  const weights = known.map(({ weight }) => weight);
  const p = step.probability ?? 1;
  const group: Equivalent =
    'oneOf' in step ? { code: peer.oneOf(codes, weights, p) } : peer.someOf(codes, weights, step.count, p);
  if ('missing' in group) return group;
  const differs = [
    ...(group.differs ? [group.differs] : []),
    ...(missing.length > 0 ? [`without ${missing.join(', ')}: no equivalent`] : []),
    ...known.flatMap((one) => one.differs ?? []),
  ];
  return { code: group.code, ...(differs.length > 0 && { differs: differs.join('; ') }) };
}

function single(step: TransformStep, p: number, catalogue: Catalogue, peer: Peer): Equivalent {
  const transform = catalogue.get(step.transform);
  const say = peer.steps[step.transform];
  if (!transform || !say) return { missing: 'no equivalent' };
  return say(withDefaults(transform.parameters, stepParameters(step)), p);
}
