import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands, Uri } from 'vscode';
import { chosenPaths, pathsOf } from '../../src/host/selection';

describe('what was chosen', () => {
  it('is the selection, or the item under the pointer', async () => {
    const [a, b] = [Uri.file('/data/a'), Uri.file('/data/b')];
    assert.deepEqual(await chosenPaths(a, [a, b, a]), [a.fsPath, b.fsPath]);
    assert.deepEqual(await chosenPaths(a, undefined), [a.fsPath]);
  });

  it('is refused in a virtual workspace, with a sentence', () => {
    const virtual = Uri.parse('vscode-vfs://github/someone/dataset');
    assert.throws(() => pathsOf([virtual]), /virtual workspace \(vscode-vfs:\).*Clone or download/);
  });

  it('shows a refusal as a message, not as a failed command', async () => {
    await commands.executeCommand('datasetAugmentation.preview', Uri.parse('vscode-vfs://github/someone/dataset'));
  });
});
