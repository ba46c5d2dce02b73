import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInPresets } from '../../src/core/presets';
import { chooseInContextMenu, explorerRow } from '../vscode/explorer';
import { notification } from '../vscode/messages';
import { projectRoot } from '../vscode/paths';
import { saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { settingsOf } from './files';
import { panelOf, waitForTiles } from './panel';

const theirs = { ...builtInPresets[0]!.recipe, variants: 9 };

/** A workspace that is not trusted. */
export const suite: EndToEnd = {
  restricted: true,
  prepare(folder) {
    cpSync(join(projectRoot, 'media', 'sample'), folder, { recursive: true });
    mkdirSync(join(folder, '.vscode'));
    const settings = { 'datasetAugmentation.recipes': { clothing: theirs } };
    writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  },
  cases: {
    'shows samples, without what the settings of the workspace say': async ({ page }) => {
      const row = await explorerRow(page, 'clothing');
      await chooseInContextMenu(page, row, ['Augment Dataset', 'Preview and Adjust…']);
      const panel = await panelOf(page);
      await waitForTiles(panel, 6);
      assert.equal(await panel.getByRole('spinbutton', { name: 'Variants of each image' }).inputValue(), '4');
      await saveScreenshot(page, 'untrusted');
    },
    'keeps a saved recipe elsewhere, and says so': async ({ page, workspace }) => {
      const panel = await panelOf(page);
      await panel.locator('.bar vscode-button', { hasText: 'Save' }).click();
      await notification(page, 'This workspace is not trusted').waitFor();
      assert.deepEqual(settingsOf(workspace)['datasetAugmentation.recipes'], { clothing: theirs });
      assert.equal(existsSync(join(workspace, 'clothing-augmented')), false);
    },
  },
};
