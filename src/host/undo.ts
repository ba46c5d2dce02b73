import { basename } from 'node:path';
import { window } from 'vscode';
import { undoRun } from '../engine/undo';
import type { Host } from './host';
import { counted } from './words';

const files = ['file', 'files'] as const;

/** What *Undo Run* is about to do, in words: how many files it deletes, and which it keeps. */
export async function undoQuestion(out: string): Promise<string> {
  const { deleted, kept } = await undoRun(out, { dryRun: true });
  const keeps = kept.length > 0 ? ` ${counted(kept.length, files)} that changed since will be kept.` : '';
  return `${counted(deleted, files)} that the run wrote to ${basename(out)} will be deleted.${keeps}`;
}

/** Says how many files would go, and takes the run back when the user agrees. */
export async function askAndUndo(host: Host, root: string | undefined, out: string): Promise<void> {
  const question = await undoQuestion(out);
  const choice = await window.showWarningMessage(
    `Undo the run into ${basename(out)}?`,
    { modal: true, detail: question },
    'Undo Run',
  );
  if (!choice) return;
  const undone = await host.runs.undo(root, out);
  const kept =
    undone.kept.length > 0 ? ` ${counted(undone.kept.length, files)} changed since the run and stay: see the log.` : '';
  void window.showInformationMessage(`${counted(undone.deleted, files)} deleted.${kept}`);
}
