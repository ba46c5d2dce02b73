import { render } from 'preact';
import './toolkit';
import { App } from './App';
import { host, listen, messageOf } from './host';
import { keep, restore } from './state/persist';
import { vscode } from './vscode';

/** Opens the panel: asks the host for its facts, and goes on where the user left. */
async function open(): Promise<void> {
  listen();
  const start = await host.call('start');
  const first = restore(start, vscode.getState());
  render(
    <App first={first} host={host} keep={(model) => vscode.setState(keep(model, start.restore))} />,
    document.getElementById('root')!,
  );
}

open().catch((error: unknown) => {
  document.body.textContent = `The panel could not be opened: ${messageOf(error)}`;
});
