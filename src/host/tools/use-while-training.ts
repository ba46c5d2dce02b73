import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { env, window } from 'vscode';
import { pythonClient, webDatasetLine } from '../../core/export/python-client';
import type { Dataset } from '../../engine/scan';
import type { Host } from '../host';
import { moduleName } from './module-name';
import { recipeOf, recipeText } from './recipe-of';
import { toolFolder, writeFiles } from './write-files';

const client = { label: 'Python Client', description: 'an IterableDataset for PyTorch; plain Python works too' };
const line = { label: 'WebDataset Line', description: 'wds.WebDataset("pipe:…"), copied to the clipboard' };
const shards = 4; // of the line: one for each worker of a usual DataLoader

/** Writes what a training script needs to draw augmented samples on the fly, and shows it. */
export async function useWhileTraining(host: Host, dataset: Dataset): Promise<void> {
  const picked = await window.showQuickPick([client, line], { title: 'Augmented samples while training, through' });
  if (!picked) return;
  const { root, index } = dataset;
  const folder = toolFolder(root);
  const title = basename(root);
  const name = moduleName(title);
  const recipeFile = { name: `${name}.augment.json`, text: recipeText(recipeOf(host, dataset)) };
  const command = [process.execPath, host.cliFile];
  if (picked === line) {
    if (!(await writeFiles(folder, [recipeFile]))) return;
    await env.clipboard.writeText(
      webDatasetLine({ command, dataset: root, recipe: join(folder, recipeFile.name) }, shards),
    );
    void window.showInformationMessage('The WebDataset line is on the clipboard. It needs a variable epoch.');
    return;
  }
  const text = pythonClient({
    title,
    classes: index.classes,
    command,
    dataset: portable(folder, root),
    recipe: recipeFile.name,
  });
  await writeFiles(folder, [{ name: `augmented_${name}.py`, text }, recipeFile]);
}

/** Relative where the dataset lies below the folder, so that the project can be moved as a whole. */
function portable(folder: string, root: string): string {
  const way = relative(folder, root);
  return way.startsWith('..') || isAbsolute(way) ? root : way.split(sep).join('/');
}
