import { isAbsolute, relative, sep } from 'node:path';
import { Uri, type WorkspaceFolder, workspace } from 'vscode';

/** Where the settings of a dataset live. */
export type Place =
  /** In the folder's own settings.json, under `key`: the path from the workspace folder to the dataset, `.` for itself. */
  | { readonly kind: 'folder'; readonly folder: WorkspaceFolder; readonly key: string }
  /** Not in a file: VS Code keeps them. `why` is a sentence for the user. */
  | { readonly kind: 'elsewhere'; readonly key: string; readonly why: string };

/** The place of a dataset's settings; the innermost workspace folder that holds it, else one that lies inside of it. */
export function placeOf(root: string): Place {
  if (!workspace.isTrusted) return { kind: 'elsewhere', key: root, why: 'This workspace is not trusted' };
  const folder = workspace.getWorkspaceFolder(Uri.file(root)) ?? foldersInside(root)[0];
  if (!folder) return { kind: 'elsewhere', key: root, why: 'This dataset is outside the workspace' };
  return { kind: 'folder', folder, key: relative(folder.uri.fsPath, root).split(sep).join('/') || '.' };
}

/** Workspace folders that are this folder, or lie in it: its sibling is outside the workspace. */
export const foldersInside = (root: string): readonly WorkspaceFolder[] =>
  (workspace.workspaceFolders ?? []).filter((f) => f.uri.scheme === 'file' && isInside(root, f.uri.fsPath));

/** True when `path` is `folder` or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
