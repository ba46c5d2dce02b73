import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Uri, window, workspace } from 'vscode';
import { holding } from '../place';

/** A file that a tool writes into the user's project. */
export interface ToolFile {
  readonly name: string;
  readonly text: string;
}

/** Where a tool's files for a dataset go: its workspace folder, else beside the dataset. */
export const toolFolder = (root: string): string => {
  const folder = holding(root)?.path;
  return folder === undefined || folder === root ? dirname(root) : folder;
};

/**
 * Writes files into a folder and shows the first `shown` of them. Files that are there with another content are replaced only
 * when the user agrees; false when they do not.
 */
export async function writeFiles(folder: string, files: readonly ToolFile[], shown = 1): Promise<boolean> {
  const changed: string[] = [];
  for (const { name, text } of files) {
    const path = join(folder, name);
    if (existsSync(path) && (await readFile(path, 'utf8')) !== text) changed.push(name);
  }
  if (changed.length > 0) {
    const question = `Replace ${changed.join(' and ')} in ${basename(folder)}?`;
    const detail = 'What stands there now is lost.';
    if (!(await window.showWarningMessage(question, { modal: true, detail }, 'Replace'))) return false;
  }
  await mkdir(folder, { recursive: true });
  for (const { name, text } of files) await writeFile(join(folder, name), text);
  for (const { name } of files.slice(0, shown).reverse()) {
    const document = await workspace.openTextDocument(Uri.file(join(folder, name)));
    await window.showTextDocument(document, { preview: false });
  }
  return true;
}
