import { type Memento, window } from 'vscode';
import type { Recipe } from '../core/recipe';
import type { CheckableCatalogue } from '../core/recipe-check';
import type { PanelState } from '../protocol';
import { placeOf } from './place';
import { configurationOf, levelsOf, type Named, readEntry, targetOf, writtenRecipe } from './settings';

type Saved = NonNullable<PanelState['saved']>;

/** What is saved for a dataset: in the settings, else, for a dataset without a place there, in VS Code's own state. */
export function savedRecipe(root: string, elsewhere: Memento, catalogue: CheckableCatalogue): Saved | undefined {
  const entry = writtenRecipe(root) ?? elsewhere.get(`recipe:${root}`);
  if (entry === undefined) return undefined;
  const read = readEntry(entry, catalogue);
  return 'recipe' in read ? read : undefined;
}

/** Saves a dataset's recipe where it lives. A dataset without a place in the settings is told so, once. */
export async function saveRecipe(root: string, { recipe, preset }: Saved, elsewhere: Memento): Promise<void> {
  const place = placeOf(root);
  const entry = preset === undefined ? recipe : { preset, ...recipe };
  if (place.kind === 'folder') return put(root, 'recipes', place.key, entry);
  const first = elsewhere.get(`recipe:${root}`) === undefined;
  await elsewhere.update(`recipe:${root}`, entry);
  if (!first) return;
  void window.showInformationMessage(
    `${place.why}: its recipe is kept by VS Code on this machine, not in a settings.json. Save it as a preset to have it in your settings.`,
  );
}

/** Writes a preset beside the dataset's recipe; a preset of that name at that level is replaced. */
export const savePreset = (root: string, name: string, recipe: Recipe): Promise<void> =>
  put(root, 'presets', name, recipe);

/** Deletes a preset at the narrowest level that has it; false when none has. */
export async function deletePreset(root: string, name: string): Promise<boolean> {
  const found = levelsOf(root, 'presets').find(([, named]) => Object.hasOwn(named, name));
  if (!found) return false;
  const { [name]: _deleted, ...rest } = found[1];
  await configurationOf(root).update('presets', Object.keys(rest).length > 0 ? rest : undefined, found[0]);
  return true;
}

async function put(root: string, setting: 'recipes' | 'presets', name: string, value: Recipe | Named): Promise<void> {
  const target = targetOf(placeOf(root));
  const there = levelsOf(root, setting).find(([level]) => level === target)?.[1];
  await configurationOf(root).update(setting, { ...there, [name]: value }, target);
}
