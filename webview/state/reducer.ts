import { isTransformStep, type Step } from '../../src/core/recipe';
import type { Draft } from '../../src/protocol';
import type { Action } from './actions';
import { edit, type History, redo, settle, undo } from './history';
import type { Model } from './model';
import { type Place, stepAt } from './places';
import { groupCount } from './settings';
import {
  asGroup,
  duplicateStep,
  type Edited,
  groupStep,
  insertStep,
  moveStep,
  removeStep,
  replaceStep,
  shiftStep,
  ungroupStep,
} from './steps';

/** The panel's state after something happened. Pure. */
export function reduce(model: Model, action: Action): Model {
  const draft = model.history.now;
  const { steps } = draft.recipe;
  switch (action.do) {
    case 'host state': {
      const runSeen = model.runSeen && action.state.run.state === model.host.run.state;
      return { ...model, host: action.state, runSeen };
    }
    case 'take draft': {
      const next = withDraft({ ...model, unread: {} }, action.draft);
      return action.fromHost ? { ...next, synced: action.draft } : next;
    }
    case 'draft kept':
      return { ...model, synced: action.draft };
    case 'preset name':
      return { ...model, history: { ...model.history, now: { ...draft, preset: action.preset } } };
    case 'undo':
      return withHistory(model, undo(model.history));
    case 'redo':
      return withHistory(model, redo(model.history));
    case 'settle':
      return { ...model, history: settle(model.history) };
    case 'choose':
      return {
        ...model,
        chosen: action.place,
        view: { ...model.view, options: false },
        history: settle(model.history),
      };
    case 'add':
      return withSteps(model, insertStep(steps, action.place, action.step));
    case 'remove':
      return withSteps(model, removeStep(steps, action.place));
    case 'duplicate':
      return withSteps(model, duplicateStep(steps, action.place));
    case 'move':
      return withSteps(model, moveStep(steps, action.from, action.to));
    case 'group':
      return withSteps(model, groupStep(steps, action.place));
    case 'ungroup':
      return withSteps(model, ungroupStep(steps, action.place));
    case 'group kind':
      return withStep({ ...model, unread: {} }, action.place, (step) =>
        isTransformStep(step) ? step : asGroup(step, action.kind),
      );
    case 'shift':
      return withSteps(model, shiftStep(steps, action.place, action.direction));
    case 'set':
      return withStep(model, action.place, (step) => withKeys(step, action.values), action.key);
    case 'reset step':
      return withStep({ ...model, unread: {} }, action.place, resetStep);
    case 'set recipe': {
      const recipe = withKeys(draft.recipe, action.values);
      const next = withDraft(model, { ...draft, recipe }, action.key ?? 'recipe');
      const { variant } = model.view;
      const last = next.history.now.recipe.variants;
      return variant <= last ? next : { ...next, view: { ...next.view, variant: Math.max(1, Math.floor(last)) } };
    }
    case 'reset options': {
      const { output, labels, data, balance, ...recipe } = draft.recipe;
      return withDraft({ ...model, unread: {} }, { ...draft, recipe });
    }
    case 'set choice':
      return withDraft(model, { ...draft, choice: { ...draft.choice, ...action.choice } }, 'choice');
    case 'unread': {
      const { [action.path]: _, ...rest } = model.unread;
      return { ...model, unread: action.text === undefined ? rest : { ...rest, [action.path]: action.text } };
    }
    case 'view':
      return { ...model, view: { ...model.view, ...action.view } };
    case 'pick': {
      const picked = { ...model.view.picked, [action.tile]: action.sample };
      return { ...model, view: { ...model.view, picked } };
    }
    case 'failed':
      return { ...model, failure: action.message };
  }
}

function withHistory(model: Model, history: History<Draft>): Model {
  if (history === model.history) return model;
  const chosen = nearest(history.now.recipe.steps, model.chosen);
  const variant = Math.min(model.view.variant, Math.max(1, Math.floor(history.now.recipe.variants)));
  const view = variant === model.view.variant ? model.view : { ...model.view, variant };
  return { ...model, history, chosen, view, unread: {}, runSeen: true, failure: undefined };
}

function withDraft(model: Model, draft: Draft, key?: string): Model {
  const history = edit(model.history, draft, key);
  const chosen = nearest(draft.recipe.steps, model.chosen);
  return { ...model, history, chosen, runSeen: true, failure: undefined };
}

function withSteps(model: Model, { steps, chosen }: Edited): Model {
  const draft = model.history.now;
  if (steps === draft.recipe.steps) return model;
  const changed = withDraft(model, { ...draft, recipe: { ...draft.recipe, steps } });
  const view = { ...changed.view, options: false };
  return { ...changed, chosen, view, unread: {} }; // paths mean other steps now
}

function withStep(model: Model, place: Place, change: (step: Step) => Step, key?: string): Model {
  const draft = model.history.now;
  const step = stepAt(draft.recipe.steps, place);
  if (!step) return model;
  const steps = replaceStep(draft.recipe.steps, place, change(step));
  return withDraft(model, { ...draft, recipe: { ...draft.recipe, steps } }, key);
}

/** The values over the old ones; a key with `undefined` goes. */
function withKeys<T extends object>(old: T, values: Readonly<Record<string, unknown>>): T {
  const entries = Object.entries({ ...old, ...values }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as T;
}

/** Parameters and chance by their defaults; what was said about classes, and on or off, stays. */
function resetStep(step: Step): Step {
  if (!isTransformStep(step)) {
    const count = 'someOf' in step ? groupCount(step.someOf.length).default : undefined;
    return withKeys(step, { probability: undefined, count });
  }
  const { transform, disabled, onlyClasses, exceptClasses } = step;
  return withKeys<Step>({ transform }, { disabled, onlyClasses, exceptClasses });
}

/** The place itself, or the closest one that there is. */
function nearest(steps: readonly Step[], place: Place): Place {
  if (stepAt(steps, place)) return place;
  return [Math.max(0, Math.min(place[0] ?? 0, steps.length - 1))];
}
