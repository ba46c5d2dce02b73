import assert from 'node:assert/strict';
import { chooseInContextMenu, explorerRow } from '../vscode/explorer';
import { webviewFrame } from '../vscode/workbench';
import type { EndToEnd } from './cases';

export const suite: EndToEnd = {
  cases: {
    'a right-click on a folder opens the panel': async ({ page }) => {
      const row = await explorerRow(page, 'clothing/train');
      await chooseInContextMenu(page, row, ['Augment Dataset', 'Preview and Adjust…']);
      const panel = await webviewFrame(page, 'main');
      assert.match((await panel.textContent('body')) ?? '', /variants/i);
    },
    'nothing was asked from another host': async ({ refused }) => {
      assert.deepEqual(refused, []);
    },
  },
};
