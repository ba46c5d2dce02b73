import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { switchTheme } from '../vscode/editor';
import { chooseInContextMenu, explorerRow } from '../vscode/explorer';
import { answerDialog, notification, pressNotification } from '../vscode/messages';
import { saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { picturesIn, settingsOf, waitUntil } from './files';
import { openStep, panelOf, pixelsOf, pixelsOfFile, tileOf, waitForTiles } from './panel';

/** The main job, as a person does it. Each case goes on from the one before. */
export const suite: EndToEnd = {
  cases: {
    'a right-click on train opens six samples, before and after': async ({ page }) => {
      const row = await explorerRow(page, 'clothing/train');
      await chooseInContextMenu(page, row, ['Augment Dataset', 'Preview and Adjust…']);
      const panel = await panelOf(page);
      await waitForTiles(panel, 6);
      const sources = await panel
        .locator('.tile')
        .evaluateAll((tiles) => tiles.map((t) => t.getAttribute('data-source')));
      const classes = sources.map((source) => source?.split('/')[1]);
      assert.equal(new Set(classes).size, 5, `six tiles spread over five classes, but they show ${classes}`);
      await panel.locator('.bar__text', { hasText: /20 images × .*80 variants/ }).waitFor();
    },
    'a slider that is dragged changes the tiles': async ({ page }) => {
      const panel = await panelOf(page);
      await openStep(panel, 'Rotate');
      const tile = tileOf(panel, 0);
      const before = await pixelsOf(panel, tile.locator('.compare__after'));
      const thumb = panel.getByRole('slider', { name: 'Angle, to' });
      const box = (await thumb.locator('xpath=..').boundingBox())!;
      const share = (value: number) => box.x + box.width * ((value + 45) / 90);
      await page.mouse.move(share(8), box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(share(40), box.y + box.height / 2, { steps: 6 });
      await page.mouse.up();
      assert.ok(Number(await thumb.inputValue()) > 30, `the thumb followed the mouse: ${await thumb.inputValue()}`);
      for (let wait = 0; (await pixelsOf(panel, tile.locator('.compare__after'))) === before; wait++) {
        assert.ok(wait < 100, 'the tile shows the new angle within ten seconds');
        await page.waitForTimeout(100);
      }
    },
    'Ctrl+S writes the recipe of the folder into settings.json, and not before': async ({ page, workspace }) => {
      const panel = await panelOf(page);
      assert.deepEqual(settingsOf(workspace)['datasetAugmentation.recipes'], undefined);
      await panel.locator('.step__open').first().press('Control+s');
      const recipes = (): Record<string, { steps: { transform: string; degrees?: number[] }[] }> =>
        settingsOf(workspace)['datasetAugmentation.recipes'] ?? {};
      await waitUntil(page, 'the recipe in settings.json', () => Object.keys(recipes()).length > 0);
      assert.deepEqual(Object.keys(recipes()), ['clothing']);
      const degrees = recipes().clothing!.steps.find((s) => s.transform === 'image.rotate')?.degrees;
      assert.ok(degrees![1]! > 30, `the dragged angle is saved: ${degrees}`);
    },
    'Generate writes 80 variants, the originals and the other splits': async ({ page, workspace }) => {
      const panel = await panelOf(page);
      await panel.getByRole('button', { name: 'Generate' }).click();
      await panel.locator('.bar__text', { hasText: '80 variants written' }).waitFor({ timeout: 90_000 });
      const out = join(workspace, 'clothing-augmented');
      assert.equal(picturesIn(join(out, 'train')).length, 100);
      assert.equal(picturesIn(join(out, 'validation')).length, 10);
      assert.equal(picturesIn(join(out, 'test')).length, 10);
      await notification(page, '80 variants').waitFor();
    },
    'the tile is the file that was written': async ({ page, workspace }) => {
      const panel = await panelOf(page);
      const tile = tileOf(panel, 0);
      const source = (await tile.getAttribute('data-source'))!;
      const output = source.replace(/\.jpg$/, '__aug-1.jpg');
      const shown = await pixelsOf(panel, tile.locator('.compare__after'));
      assert.equal(shown, await pixelsOfFile(page, join(workspace, 'clothing-augmented', output)));
      assert.notEqual(shown, await pixelsOfFile(page, join(workspace, 'clothing', source)));
    },
    'Undo Run says how many files it deletes, and deletes them': async ({ page, workspace }) => {
      const out = join(workspace, 'clothing-augmented');
      await pressNotification(page, '80 variants', 'Undo Run');
      const said = await answerDialog(page, 'Undo Run');
      assert.match(said, /\d{3} files/);
      await waitUntil(page, 'the output folder is gone', () => !existsSync(out));
      assert.equal(picturesIn(join(workspace, 'clothing')).length, 40);
    },
    'after a reload the panel comes back with its recipe': async ({ page, reload }) => {
      const words = await (await panelOf(page)).locator('.steps').textContent();
      await reload();
      const panel = await panelOf(page);
      await waitForTiles(panel, 6);
      assert.equal(await panel.locator('.steps').textContent(), words);
    },
    'it is drawn in every theme': async (editor) => {
      const panel = await panelOf(editor.page);
      for (const theme of ['light', 'high contrast', 'dark'] as const) {
        await switchTheme(editor, theme);
        await waitForTiles(panel, 6);
        await saveScreenshot(editor.page, `panel ${theme}`);
        const ink = await panel.evaluate(() => [
          getComputedStyle(document.body).color,
          getComputedStyle(document.body).backgroundColor,
        ]);
        assert.notEqual(ink[0], ink[1], `words can be read in ${theme}`);
      }
    },
    'nothing was asked from another host': async ({ refused }) => {
      assert.deepEqual(refused, []);
    },
  },
};
