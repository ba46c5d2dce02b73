import { sameJson } from './equal';
import type { Model } from './model';

/** True while the settings do not hold the draft: neither as the folder's recipe, nor, where it has none, as its preset. */
export function isDirty({ history, host }: Pick<Model, 'history' | 'host'>): boolean {
  const { recipe, preset } = history.now;
  const held = host.saved?.recipe ?? host.presets.find((p) => p.name === preset)?.recipe;
  return !sameJson(held, recipe);
}
