import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { explorerRow } from '../vscode/explorer';
import { projectRoot } from '../vscode/paths';
import { saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { picturesIn, settingsOf, waitUntil } from './files';
import { panelOf, pixelsOf, tileOf, waitForTiles } from './panel';

/** The main job with the keyboard alone. Each case goes on from the one before. */
export const suite: EndToEnd = {
  prepare: (folder) => {
    const clothing = join(projectRoot, 'media', 'sample', 'clothing');
    cpSync(clothing, join(folder, 'clothing'), { recursive: true }); // alone: keys reach the first folder
  },
  cases: {
    'the panel opens from the menu of a folder': async ({ page }) => {
      await explorerRow(page, 'clothing'); // it is there; nothing is clicked
      for (let tries = 0; !(await openFromMenu(page)); tries++) {
        assert.ok(tries < 20, 'Augment Dataset is in the menu of the folder');
        await page.waitForTimeout(1000); // the extension is registered a while after the window is there
      }
      await waitForTiles(await panelOf(page), 6);
    },
    'a slider moves, and the tile with it': async ({ page }) => {
      const panel = await panelOf(page);
      const after = tileOf(panel, 0).locator('.compare__after');
      const before = await pixelsOf(panel, after);
      await pressUntil(page, 'F6', async () => (await focused(panel)).in === 'recipe');
      await pressUntil(page, 'Tab', async () => (await focused(panel)).name.startsWith('Flip'));
      await pressUntil(page, 'ArrowDown', async () => (await focused(panel)).name.startsWith('Rotate'));
      await page.keyboard.press('Enter');
      await pressUntil(page, 'Tab', async () => (await focused(panel)).name === 'Angle, to');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Shift+ArrowRight');
      for (let wait = 0; (await pixelsOf(panel, after)) === before; wait++) {
        assert.ok(wait < 100, 'the tile shows the new angle within ten seconds');
        await page.waitForTimeout(100);
      }
      await saveScreenshot(page, 'keyboard alone');
    },
    'Ctrl+S saves, Ctrl+Enter generates': async ({ page, workspace }) => {
      await page.keyboard.press('Control+s');
      const recipes = () => settingsOf(workspace)['datasetAugmentation.recipes'] ?? {};
      await waitUntil(page, 'the recipe in settings.json', () => Object.keys(recipes()).length > 0);
      await page.keyboard.press('Control+Enter');
      await (await panelOf(page))
        .locator('.bar__text', { hasText: '80 variants written' })
        .waitFor({ timeout: 90_000 });
      assert.equal(picturesIn(join(workspace, 'clothing-augmented', 'train')).length, 100);
    },
    'Undo Run takes it back': async ({ page, workspace }) => {
      const panel = await panelOf(page);
      await pressUntil(page, 'F6', async () => (await focused(panel)).in === 'bar');
      await pressUntil(page, 'Tab', async () => (await focused(panel)).name === 'Undo Run');
      await page.keyboard.press('Enter');
      await page.locator('.monaco-dialog-box').waitFor();
      await page.keyboard.press('Enter'); // its first button has the focus
      await waitUntil(page, 'the output folder is gone', () => !existsSync(join(workspace, 'clothing-augmented')));
      assert.equal(picturesIn(join(workspace, 'clothing')).length, 40);
    },
  },
};

/** Opens the menu of the first folder in the Explorer and chooses in it; false when the item is not there yet. */
async function openFromMenu(page: Page): Promise<boolean> {
  await page.keyboard.press('Control+Shift+e');
  await page.waitForTimeout(300);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+F10');
  const item = page.locator('.monaco-menu .action-item.focused > .action-menu-item > .action-label');
  await page.locator('.monaco-menu').first().waitFor();
  await page.waitForTimeout(200);
  const at = async (label: string) => (await item.allTextContents()).at(-1)?.trim() === label;
  try {
    await pressUntil(page, 'ArrowDown', () => at('Augment Dataset'));
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(300);
    await pressUntil(page, 'ArrowDown', () => at('Preview and Adjust…'));
  } catch {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    return false;
  }
  await page.keyboard.press('Enter');
  return true;
}

/** Presses a key as often as it takes until something holds. */
async function pressUntil(page: Page, key: string, holds: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await holds()) return;
    await page.keyboard.press(key);
    await page.waitForTimeout(key === 'F6' ? 500 : 80); // F6 may lead through other parts of the window
  }
  throw new Error(`Forty times ${key} did not lead there`);
}

/** The name of what has the focus in the panel, and the region it is in. */
const focused = (panel: Frame): Promise<{ readonly name: string; readonly in: string }> =>
  panel.evaluate(() => {
    const element = document.activeElement;
    return {
      name: (element?.getAttribute('aria-label') || element?.textContent || '').trim(),
      in: element?.closest<HTMLElement>('[data-region]')?.dataset.region ?? '',
    };
  });
