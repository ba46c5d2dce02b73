import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { commands, Selection, TextEditorRevealType, Uri, window, workspace } from 'vscode';
import { catalogue } from '../transforms/index';
import type { Host } from './host';
import { placeOf } from './place';
import { section, settingProblems } from './settings';

/** Opens the settings.json of a dataset at its recipe, or at a preset. Without a place there: the user's settings. */
export async function editSettings(root: string, preset?: string): Promise<void> {
  const place = placeOf(root);
  if (place.kind === 'elsewhere') {
    await commands.executeCommand('workbench.action.openSettingsJson', {
      revealSetting: { key: `${section}.presets`, edit: true },
    });
    return;
  }
  const folder = join(place.folder.uri.fsPath, '.vscode');
  const file = join(folder, 'settings.json');
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, '{}\n');
  }
  const document = await workspace.openTextDocument(Uri.file(file));
  const editor = await window.showTextDocument(document);
  const tree = parseTree(document.getText());
  const ways = [
    ...(preset === undefined ? [] : [[`${section}.presets`, preset]]),
    [`${section}.recipes`, place.key],
    [`${section}.recipes`],
    [`${section}.presets`],
  ];
  const node = tree && ways.map((way) => findNodeAtLocation(tree, way)).find((found) => found !== undefined);
  if (!node) return;
  const at = document.positionAt(node.offset);
  editor.selection = new Selection(at, at);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenter);
}

/** Tells what in the settings of a dataset can't be used: all of it in the log, and the first in one message. */
export async function reportSettings(host: Pick<Host, 'log' | 'reported'>, root: string): Promise<void> {
  const problems = settingProblems(root, catalogue);
  const [first] = problems;
  if (!first) return host.reported.clear();
  const lines = problems.map((p) => `${section}.${p.setting} › ${p.name} › ${p.message}`);
  const news = lines.filter((line) => !host.reported.has(line));
  if (news.length === 0) return;
  for (const line of news) {
    host.reported.add(line);
    host.log.warn(`Settings: ${line}`);
  }
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more in the log)` : '';
  const choice = await window.showWarningMessage(`Not used: ${news[0]}${more}`, 'Edit in settings.json');
  if (choice) await editSettings(root, first.setting === 'presets' ? first.name : undefined);
}
