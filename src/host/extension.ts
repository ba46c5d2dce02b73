import { type ExtensionContext, window } from 'vscode';
import { keepModelsIn } from '../engine/storage';
import { panelType } from './command-table';
import { registerCommands } from './commands';
import { makeHost } from './host';
import { makeLog } from './log';
import { Panels } from './panels';

/** VS Code calls this at the first command, and when a window comes back with a panel in it. */
export function activate(context: ExtensionContext): void {
  const log = makeLog();
  keepModelsIn(context.globalStorageUri.fsPath);
  const host = makeHost(context, log);
  const panels = new Panels(host);
  context.subscriptions.push(
    host.runs,
    host.tiles,
    panels,
    window.registerWebviewPanelSerializer(panelType, panels),
    ...registerCommands({ host, panels }),
    log, // last: what ends may still have something to tell
  );
}
