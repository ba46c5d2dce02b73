import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Uri, type WorkspaceFolder, workspace } from 'vscode';

/** Where the settings of a dataset live. */
export type Place =
  /** In the folder's own settings.json, under `key`: the path from the workspace folder to the dataset, `.` for itself. */
  | { readonly kind: 'folder'; readonly folder: WorkspaceFolder; readonly key: string }
  /** Not in a file: VS Code keeps them. `why` is a sentence for the user. */
  | { readonly kind: 'elsewhere'; readonly key: string; readonly why: string };

/** The place of a dataset's settings: the innermost workspace folder that holds it, else one that lies inside of it. */
export function placeOf(root: string): Place {
  if (!workspace.isTrusted) return { kind: 'elsewhere', key: root, why: 'This workspace is not trusted' };
  const found = holding(root) ?? foldersInside(root)[0];
  if (!found) return { kind: 'elsewhere', key: root, why: 'This dataset is outside the workspace' };
  return { kind: 'folder', folder: found.folder, key: relative(found.path, root).split(sep).join('/') || '.' };
}

interface Found {
  readonly folder: WorkspaceFolder;
  /** The folder's path, links resolved as in the paths of datasets. */
  readonly path: string;
}

/** The innermost workspace folder that holds a path. */
export const holding = (path: string): Found | undefined =>
  diskFolders()
    .filter((f) => isInside(f.path, path))
    .sort((a, b) => b.path.length - a.path.length)[0];

/** Workspace folders that are this folder, or lie in it: its sibling is outside the workspace. */
export const foldersInside = (root: string): readonly Found[] => diskFolders().filter((f) => isInside(root, f.path));

/** A path as the Explorer has it; undefined outside the workspace. */
export function explorerUri(path: string): Uri | undefined {
  const found = holding(path);
  return found && Uri.file(join(found.folder.uri.fsPath, relative(found.path, path)));
}

/** True when `path` is `folder` or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const diskFolders = (): readonly Found[] =>
  (workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === 'file')
    .map((folder) => ({ folder, path: real(folder.uri.fsPath) }));

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path; // gone from disk, still in the workspace
  }
}
