import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { builtInPresets } from '../../src/core/presets';
import { chooseInContextMenu, explorerRow } from '../vscode/explorer';
import { notification, pressNotification } from '../vscode/messages';
import { projectRoot } from '../vscode/paths';
import { saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { picturesIn, settingsOf, waitUntil } from './files';
import { panelOf } from './panel';

const variants = 30;
const total = 20 * variants;

const inBar = (panel: Frame, text: string | RegExp): Locator => panel.locator('.bar__text', { hasText: text });
/** Where the focus is: a region of the panel, or nothing when the panel does not have it. */
const regionOf = async (page: Page): Promise<string | undefined> => {
  const panel = await panelOf(page);
  return panel.evaluate(() =>
    document.hasFocus() ? document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region : undefined,
  );
};

/** Runs that are cut off, told, and left out of Git. Each case goes on from the one before. */
export const suite: EndToEnd = {
  prepare(folder) {
    cpSync(join(projectRoot, 'media', 'sample'), folder, { recursive: true });
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, '.vscode'));
    const recipes = { clothing: { ...builtInPresets[0]!.recipe, variants } };
    writeFileSync(
      join(folder, '.vscode', 'settings.json'),
      JSON.stringify({ 'datasetAugmentation.recipes': recipes }, null, 2),
    );
  },
  cases: {
    'a run that a reload cut off is resumed': async ({ page, workspace, reload }) => {
      const row = await explorerRow(page, 'clothing');
      await chooseInContextMenu(page, row, ['Augment Dataset', 'Preview and Adjust…']);
      let panel = await panelOf(page);
      await page.waitForTimeout(8000); // in a browser VS Code writes down its open editors every 5 s, not at a reload
      await panel.locator('.bar vscode-button:not([disabled])', { hasText: 'Generate' }).click();
      const out = join(workspace, 'clothing-augmented');
      await waitUntil(page, 'some variants', () => picturesIn(out).length > 5);
      await reload();
      panel = await panelOf(page);
      await inBar(panel, /was cut off at \d+ of \d+ files/).waitFor();
      await saveScreenshot(page, 'run interrupted');
      const written = picturesIn(out).length;
      assert.ok(written < total, `cut off in the middle, at ${written}`);
      await panel.getByRole('button', { name: 'Resume' }).click();
      await inBar(panel, `${total} variants written`).waitFor({ timeout: 180_000 });
      assert.equal(picturesIn(out).filter((f) => f.includes('__aug-')).length, total);
    },
    'the message about the run leaves the buttons of the bar free': async ({ page }) => {
      const panel = await panelOf(page);
      const message = notification(page, `${total} variants`);
      await message.waitFor();
      await saveScreenshot(page, 'run finished');
      const over = (await message.boundingBox())!;
      for (const name of ['Undo Run', 'Reveal']) {
        const box = (await panel.getByRole('button', { name, exact: true }).boundingBox())!;
        const apart = box.x + box.width <= over.x || box.y + box.height <= over.y;
        assert.ok(apart, `${name} at ${JSON.stringify(box)} under ${JSON.stringify(over)}`);
      }
    },
    'outputs are left out of Git and of the file watcher, once that is agreed to': async ({ page, workspace }) => {
      await pressNotification(page, `${total} variants`, 'Show Log');
      await pressNotification(page, 'Leave clothing-augmented and later runs out', 'Git and File Watcher');
      const excluded = () => settingsOf(workspace)['files.watcherExclude'];
      await waitUntil(page, 'the exclusion in settings.json', () => excluded() !== undefined);
      assert.deepEqual(excluded(), { '**/clothing-augmented*/**': true });
      assert.equal(readFileSync(join(workspace, '.gitignore'), 'utf8'), '/clothing-augmented*/\n');
    },
    'F6 goes through the regions of the panel, and on to the parts of the window': async ({ page }) => {
      const panel = await panelOf(page);
      await panel.locator('.step__open').first().click();
      const seen: (string | undefined)[] = [];
      for (let i = 0; i < 3; i++) {
        await page.keyboard.press('F6');
        await page.waitForTimeout(500);
        seen.push(await regionOf(page));
      }
      assert.deepEqual(seen, ['stage', 'bar', undefined]);
    },
  },
};
