import { childrenOf, type GroupStep, isTransformStep, type Step, type StepOptions } from '../../src/core/recipe';
import { changeList, listAt, type Place, samePlace, stepAt } from './places';

/** Steps after an edit, and the step that is chosen then. */
export interface Edited {
  readonly steps: readonly Step[];
  readonly chosen: Place;
}

const beside = (place: Place, by: number): Place => [...place.slice(0, -1), place.at(-1)! + by];

export function insertStep(steps: readonly Step[], place: Place, step: Step): Edited {
  return { steps: changeList(steps, place, (list, i) => list.toSpliced(i, 0, step)), chosen: place };
}

export function replaceStep(steps: readonly Step[], place: Place, step: Step): readonly Step[] {
  return changeList(steps, place, (list, i) => list.with(i, step));
}

/** Without the step; its neighbour is chosen, or the group that it left empty. */
export function removeStep(steps: readonly Step[], place: Place): Edited {
  const left = changeList(steps, place, (list, i) => list.toSpliced(i, 1));
  const count = listAt(left, place).length;
  if (count === 0) return { steps: left, chosen: place.length > 1 ? place.slice(0, -1) : [0] };
  return { steps: left, chosen: place.at(-1)! < count ? place : beside(place, -1) };
}

export function duplicateStep(steps: readonly Step[], place: Place): Edited {
  const step = stepAt(steps, place);
  return step ? insertStep(steps, beside(place, 1), structuredClone(step)) : { steps, chosen: place };
}

/** Moves a step so that it stands before what is now at `to`; a group does not go into a group. */
export function moveStep(steps: readonly Step[], from: Place, to: Place): Edited {
  const step = stepAt(steps, from);
  const stays = { steps, chosen: from };
  if (!step || (to.length > 1 && !isTransformStep(step))) return stays;
  const sameList = samePlace(from.slice(0, -1), to.slice(0, -1));
  if (sameList && (to.at(-1) === from.at(-1) || to.at(-1) === from.at(-1)! + 1)) return stays;
  const without = changeList(steps, from, (list, i) => list.toSpliced(i, 1));
  const target = afterRemoval(from, to);
  return insertStep(without, target, step);
}

/** What a place is called once another one is gone. */
function afterRemoval(gone: Place, place: Place): Place {
  const depth = gone.length - 1;
  const shares = samePlace(gone.slice(0, depth), place.slice(0, depth)) && place.length > depth;
  if (!shares || place[depth]! <= gone[depth]!) return place;
  return place.map((v, i) => (i === depth ? v - 1 : v));
}

/** One line up or down: past a step, into a group that it meets, out of a group at its end. */
export function shiftStep(steps: readonly Step[], place: Place, direction: -1 | 1): Edited {
  const step = stepAt(steps, place);
  const list = listAt(steps, place);
  const index = place.at(-1)! + direction;
  const neighbour = list[index];
  if (!step) return { steps, chosen: place };
  if (!neighbour) {
    if (place.length === 1) return { steps, chosen: place };
    const parent = place.slice(0, -1);
    return moveStep(steps, place, direction === 1 ? beside(parent, 1) : parent);
  }
  if (!isTransformStep(neighbour) && isTransformStep(step)) {
    const children = childrenOf(neighbour);
    return moveStep(steps, place, [...beside(place, direction), direction === 1 ? 0 : children.length]);
  }
  return moveStep(steps, place, direction === 1 ? beside(place, 2) : beside(place, -1));
}

/** Where *Add step…* puts a step: after the chosen one, or at the end of the chosen group. */
export function placeToAdd(steps: readonly Step[], chosen: Place): Place {
  const step = stepAt(steps, chosen);
  if (!step) return [steps.length];
  return isTransformStep(step) ? beside(chosen, 1) : [...chosen, childrenOf(step).length];
}

/** The step in a *One of* group of its own, to which others can be added. */
export function groupStep(steps: readonly Step[], place: Place): Edited {
  const step = stepAt(steps, place);
  if (!step || !isTransformStep(step)) return { steps, chosen: place };
  const { probability, ...child } = step;
  const group = probability === undefined ? { oneOf: [child] } : { oneOf: [child], probability };
  return { steps: replaceStep(steps, place, group as Step), chosen: place };
}

/** The children in the place of their group. Weights mean nothing there and go. */
export function ungroupStep(steps: readonly Step[], place: Place): Edited {
  const step = stepAt(steps, place);
  if (!step || isTransformStep(step)) return { steps, chosen: place };
  const children = childrenOf(step).map(({ probability, ...child }) => child as Step);
  return { steps: changeList(steps, place, (list, i) => list.toSpliced(i, 1, ...children)), chosen: place };
}

/** The group as *One of* or *Some of*, with the same children. */
export function asGroup(group: GroupStep, kind: 'oneOf' | 'someOf'): GroupStep {
  const children = childrenOf(group);
  const { oneOf, someOf, count, ...options } = group as StepOptions & Record<'oneOf' | 'someOf' | 'count', unknown>;
  return kind === 'oneOf'
    ? { oneOf: children, ...options }
    : { someOf: children, count: [1, Math.max(1, children.length)], ...options };
}
