import { cpSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEmitter, extensions, type Memento, type Uri, type WebviewPanel, window, workspace } from 'vscode';
import { type Host, makeHost } from '../../src/host/host';
import type { HostCalls, HostEvents } from '../../src/protocol';
import { type Message, makeCalls } from '../../src/rpc';

export const identifier = 'dataset-augmentation.dataset-augmentation';

/** The nth workspace folder, links resolved as in the paths of datasets. */
export const folderPath = (n = 0): string => realpathSync(workspace.workspaceFolders![n]!.uri.fsPath);
/** The sample dataset in a workspace folder: 20 training photos in 5 classes, and 10 each to validate and to test. */
export const samplePath = (n = 0): string => join(folderPath(n), 'clothing');

/** A copy of the sample dataset outside the workspace. */
export function copySample(name = 'clothing'): string {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'dataset-'))), name);
  cpSync(samplePath(), folder, { recursive: true });
  return folder;
}

export function memento(): Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
    update: async (key: string, value: unknown) => void values.set(key, value),
  } as Memento;
}

/** A host of its own, with the bundles of the extension that is tested; `workspaceState` of an earlier one. */
export function testHost(workspaceState = memento()): Host {
  const { extensionUri, extensionPath } = extensions.getExtension(identifier)!;
  const log = window.createOutputChannel('Tests', { log: true });
  const asAbsolutePath = (path: string) => join(extensionPath, path);
  return makeHost({ extensionUri, asAbsolutePath, workspaceState, globalState: memento() }, log);
}

export function disposeHost(host: Host): void {
  host.runs.dispose();
  host.tiles.dispose();
  host.log.dispose();
}

/** Waits until something is true; polling, as the editor tells its changes late. */
export async function until<T>(what: string, find: () => T | undefined | false, longest = 20_000): Promise<T> {
  for (const since = Date.now(); Date.now() - since < longest; ) {
    const found = find();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`not seen in ${longest / 1000} s: ${what}`);
}

/** A panel without a page, and the other end of its channel, as the webview has it. */
export function fakeView() {
  const messages = new EventEmitter<Message>();
  const gone = new EventEmitter<void>();
  const shown = new EventEmitter<void>();
  const calls = makeCalls<HostCalls, HostEvents>({ post: (message) => messages.fire(message) });
  const states: HostEvents['state'][] = [];
  const drafts: HostEvents['draft'][] = [];
  calls.on('state', (state) => states.push(state));
  calls.on('draft', (draft) => drafts.push(draft));
  const view = {
    title: '',
    visible: true,
    active: true,
    disposed: false,
    reveal: () => {},
    onDidDispose: gone.event,
    onDidChangeViewState: shown.event,
    dispose() {
      view.disposed = true;
      gone.fire();
    },
    webview: {
      options: {},
      html: '',
      cspSource: 'https://webview.example',
      asWebviewUri: (uri: Uri) => uri,
      onDidReceiveMessage: messages.event,
      postMessage: async (message: Message) => {
        calls.receive(message);
        return true;
      },
    },
  };
  return {
    view: view as typeof view & WebviewPanel,
    call: calls.call,
    states,
    drafts,
    listens: () => [messages, gone, shown].some((emitter) => Object(emitter).hasListeners?.()),
  };
}
