import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { chooseInContextMenu, explorerRow } from '../vscode/explorer';
import { chooseQuickPick, notification } from '../vscode/messages';
import { projectRoot } from '../vscode/paths';
import { quickRow, saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { picturesIn, settingsOf } from './files';

/** The dataset is the workspace folder itself. */
export const suite: EndToEnd = {
  prepare: (folder) => cpSync(join(projectRoot, 'media', 'sample', 'clothing'), folder, { recursive: true }),
  cases: {
    'the user is asked where the output goes, and takes the sibling': async ({ page, workspace }) => {
      const row = await explorerRow(page, 'train');
      await chooseInContextMenu(page, row, ['Augment Dataset', 'Generate with Preset…']);
      await chooseQuickPick(page, 'Gentle');
      await quickRow(page, 'Another Folder…').waitFor();
      await saveScreenshot(page, 'where shall the output go');
      await chooseQuickPick(page, 'sample-augmented');
      await notification(page, /variants of 20 images written to sample-augmented/).waitFor({ timeout: 120_000 });
      assert.equal(picturesIn(`${workspace}-augmented`).length, 40 + 80);
      assert.deepEqual(Object.keys(settingsOf(workspace)['datasetAugmentation.recipes']), ['.']);
    },
  },
};
