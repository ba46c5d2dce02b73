import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { commands, type Disposable, ProgressLocation, window } from 'vscode';
import { UseError } from '../core/errors';
import { recordNames } from '../core/manifest';
import { nextFree } from '../engine/out';
import { type Dataset, openDataset } from '../engine/scan';
import { catalogue } from '../transforms/index';
import { type CommandName, commandId, commandTable } from './command-table';
import { beginRun, resumeUnfinished } from './generate';
import { type Host, savedOf } from './host';
import { embedDocuments } from './learning-dialogs';
import { report, unattended } from './log';
import type { Panel } from './panel';
import type { Panels } from './panels';
import { pickPreset } from './preset-dialogs';
import { chosenPaths, pickFolder } from './selection';
import { presetsFor } from './settings';
import { editSettings } from './settings-edit';
import { copyAsPython } from './tools/copy-as-python';
import { openAlbumentationsRecipe } from './tools/open-albumentations';
import { recipeOf } from './tools/recipe-of';
import { runOnCluster } from './tools/run-on-cluster';
import { useWhileTraining } from './tools/use-while-training';
import { askAndUndo } from './undo';

interface Place {
  readonly host: Host;
  readonly panels: Panels;
}
/** `uri`: the item under the pointer; `uris`: all that are selected. Neither, from the palette. */
type Command = (place: Place, uri?: unknown, uris?: unknown) => unknown;

const handlers: Readonly<Record<CommandName, Command>> = {
  preview: async ({ panels }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (paths) await panels.show(paths);
  },
  generateWithPreset: async ({ host }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (!paths) return;
    host.runs.refuseSecond();
    const dataset = await read(paths);
    const { root, index } = dataset;
    const title = `Generate variants of ${basename(root)} with`;
    const picked = await pickPreset(title, presetsFor(root, index.modality, catalogue), savedOf(host, root)?.recipe);
    if (!picked) return;
    const choice = { onlyVariants: false, allowEvaluationData: false };
    await beginRun(host, { dataset, paths, recipe: picked.recipe, preset: picked.preset, choice });
  },
  repeatLastRun: async ({ host }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (paths) await repeatLastRun(host, await read(paths), paths);
  },
  useWhileTraining: async ({ host }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (paths) await useWhileTraining(host, await read(paths));
  },
  runOnCluster: async ({ host }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (paths) await runOnCluster(host, await read(paths));
  },
  copyAsPython: async ({ host }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (paths) await copyAsPython(recipeOf(host, await read(paths)));
  },
  openAlbumentations: async ({ host }, uri) => openAlbumentationsRecipe(host.log, uri),
  doesItHelp: async ({ host, panels }, uri, uris) => {
    const panel = await panelFor(panels, uri, uris);
    if (!panel) return;
    panel.learning.show('tuning');
    unattended(host.log, commandTable.doesItHelp.title, panel.learning.tune(panel.draft.now().recipe, '', 5));
  },
  tune: async ({ panels }, uri, uris) => {
    const panel = await panelFor(panels, uri, uris);
    panel?.learning.show('tuning');
  },
  labelDocuments: async ({ host, panels }, uri, uris) => {
    const panel = await panelFor(panels, uri, uris);
    if (!panel) return;
    if (panel.dataset?.index.modality !== 'text')
      throw new UseError('Labels are found for texts, and this holds none.');
    panel.learning.show('labels');
    unattended(host.log, commandTable.labelDocuments.title, panel.learning.findLabels({}));
  },
  embedDocuments: async ({ host }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (paths) await embedDocuments(host, await read(paths), paths);
  },
  resumeRun: async ({ host }, uri, uris) => {
    const paths = await chosenPaths(uri, uris);
    if (!paths) return;
    const dataset = await read(paths);
    if (!(await resumeUnfinished(host, dataset))) {
      throw new UseError(`There is no unfinished run of ${basename(dataset.root)}.`);
    }
  },
  undoRun: async ({ host }, uri) => {
    const out = uri === undefined ? await pickPastRun(host) : (await chosenPaths(uri, undefined))?.[0];
    if (out !== undefined) await askAndUndo(host, host.memory.runs().find((r) => r.out === out)?.root, out);
  },
  saveRecipe: async ({ panels }) => {
    const panel = panels.active();
    if (!panel)
      throw new UseError('Open a dataset first: right-click its folder, Augment Dataset, Preview and Adjust…');
    await panel.save(panel.draft.now());
  },
  editSettings: async ({ panels }) => {
    const root = panels.active()?.root ?? (await chosenPaths(undefined, undefined))?.[0];
    if (root !== undefined) await editSettings(root);
  },
  showLog: ({ host }) => host.log.show(),
};

/** The panel of what was chosen in the Explorer; from the palette, the one that is open, else of a folder that is picked. */
async function panelFor(panels: Panels, uri: unknown, uris: unknown): Promise<Panel | undefined> {
  const open = uri === undefined ? panels.active() : undefined;
  if (open) return open;
  const paths = await chosenPaths(uri, uris);
  return paths && panels.show(paths);
}

/** Registers every command of the table. What goes wrong in one is logged, and shown in one message. */
export function registerCommands(place: Place): readonly Disposable[] {
  return (Object.keys(handlers) as CommandName[]).map((name) =>
    commands.registerCommand(commandId(name), async (uri?: unknown, uris?: unknown) => {
      try {
        await handlers[name](place, uri, uris);
      } catch (error) {
        report(place.host.log, commandTable[name].title, error);
      }
    }),
  );
}

/** Runs what this dataset's last run ran, into the next free folder where that one went. */
export async function repeatLastRun(host: Host, dataset: Dataset, paths: readonly string[]) {
  const last = host.memory.runs().find((run) => run.root === dataset.root);
  if (!last) {
    throw new UseError(`${basename(dataset.root)} has had no run in this workspace yet. Use Generate with Preset…`);
  }
  const { recipe, choice, out } = last;
  return beginRun(host, { dataset, paths, recipe, choice: { ...choice, out: await nextFree(out) } });
}

/** Reads a dataset, with a sign in the status bar while it takes long. */
const read = (paths: readonly string[]): Thenable<Dataset> =>
  window.withProgress({ location: ProgressLocation.Window, title: 'Reading the dataset' }, () => openDataset(paths));

async function pickPastRun(host: Host): Promise<string | undefined> {
  const past = host.memory.runs().filter(({ out }) => existsSync(join(out, recordNames.recipe)));
  const other = { label: '$(folder-opened) Another Folder…', out: undefined };
  const items = past.map(({ out }) => ({ label: basename(out), description: dirname(out), out }));
  const picked = await window.showQuickPick([...items, other], { title: 'Undo which run?' });
  return picked === other ? pickFolder('Choose the Output of a Run') : picked?.out;
}
