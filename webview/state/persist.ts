import type { Draft, PanelStart } from '../../src/protocol';
import { sameJson } from './equal';
import { edit, type History } from './history';
import { firstView, type Model, startModel, type View } from './model';
import type { Place } from './places';

/** What survives hiding and showing, and a reload of the window. */
export interface Kept {
  readonly version: 1;
  readonly history: History<Draft>;
  readonly chosen: Place;
  readonly view: View;
  readonly synced: Draft;
  /** What the host asked to keep for its serializer. */
  readonly host?: unknown;
}

export function keep(model: Model, host: unknown): Kept {
  const { history, chosen, view, synced } = model;
  const short = { ...history, past: history.past.slice(-20), future: history.future.slice(0, 20), key: undefined };
  return { version: 1, history: short, chosen, view, synced, host };
}

/** The model on opening: the kept one, with the host's draft on top when that one moved on meanwhile. */
export function restore(start: PanelStart, kept: unknown): Model {
  const model = startModel(start);
  if (!isKept(kept)) return model;
  const history = sameJson(kept.synced, start.draft) ? kept.history : edit(kept.history, start.draft);
  return { ...model, history, chosen: kept.chosen, view: { ...firstView, ...kept.view } };
}

function isKept(kept: unknown): kept is Kept {
  return typeof kept === 'object' && kept !== null && 'version' in kept && kept.version === 1 && 'history' in kept;
}
