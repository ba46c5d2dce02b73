import { Uri, window, workspace } from 'vscode';
import { UseError } from '../core/errors';

/**
 * The paths that a command is about: what was chosen in the Explorer (`uri` is the item under the pointer, `uris` the
 * whole selection), else the folder that the user picks. Undefined when they pick none.
 */
export async function chosenPaths(uri: unknown, uris: unknown): Promise<readonly string[] | undefined> {
  const chosen = Array.isArray(uris) && uris.length > 0 ? uris : [uri];
  const known = chosen.filter((u): u is Uri => u instanceof Uri);
  if (known.length > 0) return pathsOf(known);
  const picked = await pickFolder('Choose the Dataset');
  return picked === undefined ? undefined : [picked];
}

/** Paths on this machine's disk. Throws for a file that has none: virtual workspaces hold no files to decode. */
export function pathsOf(uris: readonly Uri[]): readonly string[] {
  const virtual = uris.find((u) => u.scheme !== 'file');
  if (virtual) {
    throw new UseError(
      `${virtual.path} is in a virtual workspace (${virtual.scheme}:), which has no files on disk. Clone or download the dataset, and open that folder.`,
    );
  }
  return [...new Set(uris.map((u) => u.fsPath))];
}

/** The folder picker, which starts at the workspace; undefined when the user picks none. */
export async function pickFolder(title: string, start?: string): Promise<string | undefined> {
  const picked = await window.showOpenDialog({
    title,
    openLabel: title,
    canSelectFolders: true,
    canSelectFiles: false,
    defaultUri: start ? Uri.file(start) : workspace.workspaceFolders?.[0]?.uri,
  });
  return picked && pathsOf(picked)[0];
}
