import { ConfigurationTarget, Uri, type WorkspaceConfiguration, workspace } from 'vscode';
import { builtInPresets } from '../core/presets';
import type { Recipe } from '../core/recipe';
import { type CheckableCatalogue, checkRecipe } from '../core/recipe-check';
import { ffmpegVariable } from '../engine/ffmpeg/find';
import type { PanelState, PresetInfo } from '../protocol';
import { type Place, placeOf } from './place';

export const section = 'datasetAugmentation';
export type Named = Readonly<Record<string, unknown>>;

/** Something in the settings that was edited by hand and can't be used: `datasetAugmentation.presets › Mine`. */
export interface SettingProblem {
  readonly setting: 'recipes' | 'presets';
  readonly name: string;
  /** `steps[1].degrees[0]: must be a number from -180 to 180` */
  readonly message: string;
}

export const configurationOf = (root: string): WorkspaceConfiguration =>
  workspace.getConfiguration(section, Uri.file(root));

/** The level of a place that a write goes to; user settings where there is no workspace to write to. */
export function targetOf(place: Place): ConfigurationTarget {
  if (place.kind === 'elsewhere') return ConfigurationTarget.Global;
  return isSingleFolder() ? ConfigurationTarget.Workspace : ConfigurationTarget.WorkspaceFolder;
}

/** True when the workspace is one folder: its settings are those of the workspace. */
export const isSingleFolder = (): boolean => !workspace.workspaceFile && workspace.workspaceFolders?.length === 1;

/** The values of an object setting at each level, the narrowest first: VS Code itself would merge them key by key. */
export function levelsOf(root: string, name: string): readonly (readonly [ConfigurationTarget, Named])[] {
  const found = configurationOf(root).inspect<Named>(name);
  const levels: [ConfigurationTarget, Named | undefined][] = [
    [ConfigurationTarget.WorkspaceFolder, isSingleFolder() ? undefined : found?.workspaceFolderValue],
    [ConfigurationTarget.Workspace, found?.workspaceValue],
    [ConfigurationTarget.Global, found?.globalValue],
  ];
  return levels.flatMap(([level, value]) => (value && typeof value === 'object' ? [[level, plain(value)]] : []));
}

/** Values of the settings are proxies: neither to be changed nor to be sent. */
const plain = (value: Named): Named => JSON.parse(JSON.stringify(value)) as Named;

/** The folder's own recipe in settings.json, as it stands there. */
export function writtenRecipe(root: string): unknown {
  const place = placeOf(root);
  if (place.kind === 'elsewhere') return undefined;
  for (const [, named] of levelsOf(root, 'recipes')) if (Object.hasOwn(named, place.key)) return named[place.key];
  return undefined;
}

/** A recipe out of the settings, which may name the preset that it started from; or what is wrong with it. */
export function readEntry(entry: unknown, catalogue: CheckableCatalogue) {
  const { preset, ...rest } = Object(entry) as { readonly preset?: unknown };
  const checked = checkRecipe(typeof entry === 'object' ? rest : entry, catalogue);
  if ('problems' in checked) return checked;
  return { recipe: checked.recipe, preset: typeof preset === 'string' ? preset : undefined };
}

/** Every preset for a kind of data that can be used: those of the settings, narrowest level first, then the built-in. */
export function presetsFor(root: string, modality: string, catalogue: CheckableCatalogue): readonly PresetInfo[] {
  const presets = new Map<string, PresetInfo>();
  const add = (name: string, recipe: Recipe, origin: PresetInfo['origin']) => {
    if (recipe.modality === modality && !presets.has(name)) presets.set(name, { name, recipe, origin });
  };
  for (const [, named] of levelsOf(root, 'presets')) {
    for (const [name, value] of Object.entries(named)) {
      const checked = checkRecipe(value, catalogue);
      if ('recipe' in checked) add(name, checked.recipe, 'settings');
    }
  }
  for (const { name, recipe } of builtInPresets) add(name, recipe, 'built in');
  return [...presets.values()];
}

/** Everything in the settings of this dataset that can't be used, with its path. */
export function settingProblems(root: string, catalogue: CheckableCatalogue): readonly SettingProblem[] {
  const place = placeOf(root);
  const problemsOf = (setting: SettingProblem['setting'], name: string, checked: object): SettingProblem[] =>
    'problems' in checked
      ? (checked.problems as readonly { path: string; message: string }[]).map(({ path, message }) => ({
          setting,
          name,
          message: path ? `${path}: ${message}` : message,
        }))
      : [];
  const presets = levelsOf(root, 'presets').flatMap(([, named]) =>
    Object.entries(named).flatMap(([name, value]) => problemsOf('presets', name, checkRecipe(value, catalogue))),
  );
  const written = writtenRecipe(root);
  const own = written === undefined ? [] : problemsOf('recipes', place.key, readEntry(written, catalogue));
  return [...own, ...presets];
}

export const autoSaveOf = (root: string): PanelState['autoSave'] =>
  configurationOf(root).get('autoSave') === 'afterDelay' ? 'afterDelay' : 'off';

/** Seed and variants of new recipes; a value out of range counts as not set. */
export function newRecipeOf(root: string): { readonly seed: number; readonly variants: number } {
  const whole = (name: string, low: number, high: number, otherwise: number) => {
    const value = configurationOf(root).get<unknown>(name);
    return Number.isInteger(value) && Number(value) >= low && Number(value) <= high ? Number(value) : otherwise;
  };
  return {
    seed: whole('newRecipe.seed', 0, 4294967295, 7),
    variants: whole('newRecipe.variants', 1, 1000, 4),
  };
}

/** For worker processes: which ffmpeg to use, where the user named one. No workspace can name it. */
export function ffmpegOf(): Readonly<Record<string, string>> {
  const path = workspace.getConfiguration(section).get<unknown>('ffmpegPath');
  return typeof path === 'string' && path !== '' ? { [ffmpegVariable]: path } : {};
}

/** Processes that make samples; undefined: as many as cores. */
export function workersOf(): number | undefined {
  const value = workspace.getConfiguration(section).get<unknown>('workers');
  return Number.isInteger(value) && Number(value) > 0 ? Math.min(Number(value), 256) : undefined;
}
