import { InputBoxValidationSeverity, type LogOutputChannel, window } from 'vscode';
import type { Recipe } from '../core/recipe';
import type { PresetInfo } from '../protocol';
import { unattended } from './log';
import { levelsOf } from './settings';
import { deletePreset, savePreset } from './settings-write';

/** Asks for the name of a new preset, and says when one of that name would be replaced. */
export async function askPresetName(root: string, value?: string): Promise<string | undefined> {
  const name = await window.showInputBox({
    title: 'Save as Preset',
    prompt: 'Presets stand in the workspace settings, for every dataset of this workspace.',
    placeHolder: 'Name',
    ...(value !== undefined && { value }),
    validateInput: (text) => {
      if (text.trim() === '') return { message: 'Give it a name.', severity: InputBoxValidationSeverity.Error };
      const there = levelsOf(root, 'presets').some(([, named]) => Object.hasOwn(named, text.trim()));
      return there
        ? { message: 'Replaces the preset of that name.', severity: InputBoxValidationSeverity.Warning }
        : undefined;
    },
  });
  return name?.trim();
}

/** Deletes a preset, and offers to put it back; false when there is none of that name in the settings. */
export async function deletePresetTelling(log: LogOutputChannel, root: string, name: string): Promise<boolean> {
  const recipe = levelsOf(root, 'presets').find(([, named]) => Object.hasOwn(named, name))?.[1][name];
  if (!(await deletePreset(root, name))) return false;
  const telling = window
    .showInformationMessage(`Deleted the preset ${name}.`, 'Put It Back')
    .then((choice) => choice && savePreset(root, name, recipe as Recipe));
  unattended(log, `Putting the preset ${name} back`, telling);
  return true;
}

/** Lets the user choose among presets; `own` is the dataset's recipe. */
export async function pickPreset(title: string, presets: readonly PresetInfo[], own: Recipe | undefined) {
  const items = presets.map((p) => ({ label: p.name, description: p.origin, recipe: p.recipe, preset: p.name }));
  const saved = own && { label: 'Recipe of This Folder', description: 'saved', recipe: own, preset: undefined };
  return window.showQuickPick(saved ? [saved, ...items] : items, { title, matchOnDescription: true });
}
