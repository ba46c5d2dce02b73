import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, extensions } from 'vscode';

const identifier = 'dataset-augmentation.dataset-augmentation';

describe('activation', () => {
  it('starts, and registers every command that package.json names', async () => {
    const extension = extensions.getExtension(identifier);
    assert(extension, `${identifier} is not there`);
    await extension.activate();
    const named: readonly { readonly command: string }[] = extension.packageJSON.contributes?.commands ?? [];
    assert(named.length > 0, 'package.json contributes no commands');
    const registered = new Set(await commands.getCommands(true));
    const missing = named.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
