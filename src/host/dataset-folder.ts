import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Disposable, RelativePattern, Uri, workspace } from 'vscode';
import type { DatasetState } from '../protocol';
import { messageOf } from './log';

/** Tells when a folder is deleted, and when one of its name comes. */
export function watchFolder(folder: string, told: { onDelete(): void; onCreate(): void }): Disposable {
  const pattern = new RelativePattern(Uri.file(dirname(folder)), basename(folder).replace(/[*?[\]{}]/g, '?'));
  const watcher = workspace.createFileSystemWatcher(pattern, false, true, false);
  watcher.onDidDelete(told.onDelete);
  watcher.onDidCreate(told.onCreate);
  return watcher;
}

/** What the panel shows of a dataset that could not be read. */
export function unreadState(paths: readonly string[], title: string, error: unknown): DatasetState {
  const missing = paths.find((path) => !existsSync(path));
  return missing ? { state: 'gone', title, path: missing } : { state: 'failed', title, message: messageOf(error) };
}
