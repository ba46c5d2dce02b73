import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensions } from 'vscode';

describe('activation', () => {
  it('is timed', async () => {
    const extension = extensions.getExtension('dataset-augmentation.dataset-augmentation');
    assert(extension && !extension.isActive, 'the extension must not be active before anybody asks for it');
    const started = performance.now();
    await extension.activate();
    console.log(`activation took ${(performance.now() - started).toFixed(0)} ms`);
  });
});
