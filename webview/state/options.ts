import type { Recipe } from '../../src/core/recipe';
import type { RecipeValues } from './actions';

/** An option of the recipe: a key of its `output`, `labels` or `data`. */
export type OptionPath =
  | 'output.format'
  | 'output.quality'
  | 'labels.minVisibility'
  | 'labels.classMap'
  | 'data.text'
  | 'data.label';

const split = (path: OptionPath) => path.split('.') as ['output' | 'labels' | 'data', string];

/** What the recipe says; undefined where the default holds. */
export function optionOf(recipe: Recipe, path: OptionPath): unknown {
  const [part, name] = split(path);
  return (recipe[part] as Readonly<Record<string, unknown>> | undefined)?.[name];
}

/** The change that gives an option its value; `undefined` takes it out of the recipe, so that the default holds. */
export function withOption(recipe: Recipe, path: OptionPath, value: unknown): RecipeValues {
  const [part, name] = split(path);
  const entries = Object.entries({ ...recipe[part], [name]: value }).filter(([, v]) => v !== undefined);
  return { [part]: entries.length > 0 ? Object.fromEntries(entries) : undefined };
}
