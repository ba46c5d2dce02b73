import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ConfigurationTarget, type WorkspaceFolder, window, workspace } from 'vscode';
import type { Memory } from './memory';
import { holding } from './place';
import { isSingleFolder } from './settings';

/** Offers, once in a workspace, to leave outputs out of Git and of the file watcher. Nothing is written unasked. */
export async function offerToIgnore(memory: Memory, out: string): Promise<void> {
  const { folder, path } = holding(out) ?? {};
  if (!folder || !path || !(await memory.first('ignore'))) return;
  const git = inGit(path);
  const both = 'Git and File Watcher';
  const choices = git ? [both, 'Only Git', 'Only File Watcher'] : ['Leave Out'];
  const from = git ? 'Git and of the file watcher' : 'the file watcher, which has much to do with many files';
  const choice = await window.showInformationMessage(
    `Leave ${basename(out)} and later runs out of ${from}?`,
    ...choices,
  );
  if (choice === both || choice === 'Only Git') await gitIgnore(path, out);
  if (choice && choice !== 'Only Git') await excludeFromWatcher(folder, out);
}

/** Adds the output, and later ones beside it, to the workspace folder's .gitignore. */
export async function gitIgnore(folder: string, out: string): Promise<void> {
  const file = join(folder, '.gitignore');
  const way = relative(folder, out).split(sep).join('/');
  const line = `/${way.replace(/[\\*?[\]]/g, '\\$&')}*/`;
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  if (text.split(/\r?\n/).includes(line)) return;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  await writeFile(file, `${text}${text === '' || text.endsWith('\n') ? '' : end}${line}${end}`);
}

/** Adds the output, and later ones, to `files.watcherExclude` of the folder's settings. */
async function excludeFromWatcher(folder: WorkspaceFolder, out: string): Promise<void> {
  const single = isSingleFolder();
  const target = single ? ConfigurationTarget.Workspace : ConfigurationTarget.WorkspaceFolder;
  const configuration = workspace.getConfiguration('files', folder.uri);
  const found = configuration.inspect<Readonly<Record<string, boolean>>>('watcherExclude');
  const there = single ? found?.workspaceValue : found?.workspaceFolderValue;
  const pattern = `**/${basename(out).replace(/[*?[\]{}]/g, '?')}*/**`;
  await configuration.update('watcherExclude', { ...there, [pattern]: true }, target);
}

/** True when a folder or one above it is a Git working tree. */
function inGit(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (at === dirname(at)) return false;
  }
}
