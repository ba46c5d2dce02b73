import { childrenOf, type GroupStep, groupWord, isTransformStep, type Step } from '../../src/core/recipe';

/** Where a step stands: its index in the list, then in the group, and so on. */
export type Place = readonly number[];

/** One line of the list of steps: a step, or a child of a group. */
export interface StepRow {
  readonly place: Place;
  /** As in problems and outcomes: `steps[2].oneOf[0]`. */
  readonly path: string;
  readonly step: Step;
  /** The group in which it stands; undefined in the list itself. */
  readonly group?: GroupStep;
}

/** The list with the children of groups below their group. */
export function rowsOf(steps: readonly Step[]): readonly StepRow[] {
  const rows: StepRow[] = [];
  const visit = (list: readonly Step[], place: Place, prefix: string, group?: GroupStep) => {
    for (const [i, step] of list.entries()) {
      const path = `${prefix}[${i}]`;
      rows.push({ place: [...place, i], path, step, group });
      if (!isTransformStep(step)) visit(childrenOf(step), [...place, i], `${path}.${groupWord(step)}`, step);
    }
  };
  visit(steps, [], 'steps');
  return rows;
}

export const samePlace = (a: Place, b: Place): boolean => a.length === b.length && a.every((v, i) => v === b[i]);

/** The step at a place; undefined where there is none. */
export function stepAt(steps: readonly Step[], [i, ...rest]: Place): Step | undefined {
  const step = i === undefined ? undefined : steps[i];
  if (!step || rest.length === 0) return step;
  return isTransformStep(step) ? undefined : stepAt(childrenOf(step), rest);
}

/** The list that holds the place: the recipe's own, or a group's. */
export function listAt(steps: readonly Step[], place: Place): readonly Step[] {
  if (place.length <= 1) return steps;
  const parent = stepAt(steps, place.slice(0, -1));
  return parent && !isTransformStep(parent) ? childrenOf(parent) : [];
}

/** The steps with one list changed: the one in which the place stands. */
export function changeList(
  steps: readonly Step[],
  place: Place,
  change: (list: readonly Step[], index: number) => readonly Step[],
): readonly Step[] {
  const [i, ...rest] = place;
  if (i === undefined) return steps;
  if (rest.length === 0) return change(steps, i);
  return steps.map((step, at) => {
    if (at !== i || isTransformStep(step)) return step;
    const children = changeList(childrenOf(step), rest, change);
    return 'oneOf' in step ? { ...step, oneOf: children } : { ...step, someOf: children };
  });
}
