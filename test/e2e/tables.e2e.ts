import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseInContextMenu, explorerRow } from '../vscode/explorer';
import { chooseQuickPick, notification } from '../vscode/messages';
import { projectRoot } from '../vscode/paths';
import { saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { openPanelOn } from './panel';

/** Tables of texts and of embeddings, and what is learnt from them; three reviews have no label. */
export const suite: EndToEnd = {
  prepare: (folder) => {
    cpSync(join(projectRoot, 'media', 'sample'), folder, { recursive: true });
    const rows = ['"A warm film, and the actors are true in every scene."', 'Dull and far too long.', 'Two hours.'];
    appendFileSync(join(folder, 'reviews', 'train.csv'), rows.map((row) => `${row},\n`).join(''));
  },
  cases: {
    'a right-click on a table of texts: words before and after, and new rows': async ({ page, workspace }) => {
      const panel = await openPanelOn(page, 'reviews/train.csv');
      await panel.locator('.tile .word-added').nth(2).waitFor({ timeout: 60_000 });
      await saveScreenshot(page, 'texts in the editor');
      await panel.getByRole('button', { name: 'Generate' }).click();
      await notification(page, /variants of 3\d texts written/).waitFor({ timeout: 120_000 });
      const made = readdirSync(join(workspace, 'reviews')).find((name) => /augmented/.test(name))!;
      const rows = readFileSync(join(workspace, 'reviews', made, 'train.csv'), 'utf8').split('\n');
      assert.equal(rows[0], 'text,label');
      assert.ok(rows.length > 100, `${rows.length} rows are there`);
    },
    'a right-click on points: where they lie, and new rows with their labels': async ({ page, workspace }) => {
      const panel = await openPanelOn(page, 'points/points.npy');
      await panel.locator('.plot__canvas').first().waitFor({ timeout: 60_000 });
      await saveScreenshot(page, 'points in the editor');
      await panel.getByRole('button', { name: 'Generate' }).click();
      await notification(page, /360 variants of 90 rows written/).waitFor({ timeout: 120_000 });
      const made = readdirSync(join(workspace, 'points')).find((name) => /augmented/.test(name))!;
      const files = readdirSync(join(workspace, 'points', made));
      assert.ok(files.includes('points.npy'), files.join());
    },
    'Does It Help? answers with a verdict': async ({ page }) => {
      const panel = await openPanelOn(page, 'reviews', 'Does It Help?');
      await panel.locator('.sheet__title').waitFor({ timeout: 60_000 });
      await panel.locator('.sheet svg').first().waitFor({ timeout: 180_000 });
      await saveScreenshot(page, 'does it help, in the editor');
      assert.match(await panel.locator('.sheet').innerText(), /gain|helps|worse|better/i);
    },
    'documents without a label get one where it is sure': async ({ page }) => {
      const panel = await openPanelOn(page, 'reviews', 'Label Unlabelled Documents…');
      await panel.locator('.sheet__title', { hasText: /label/i }).waitFor({ timeout: 60_000 });
      await panel.locator('.doclabels tbody tr').nth(2).waitFor({ timeout: 120_000 });
      await saveScreenshot(page, 'labels in the editor');
      assert.match(await panel.locator('.sheet__title').innerText(), /of 3 documents get a label/);
    },
    'documents become points beside the dataset': async ({ page, workspace }) => {
      await chooseInContextMenu(page, await explorerRow(page, 'reviews'), ['Augment Dataset', 'Embed Documents…']);
      await chooseQuickPick(page, 'TF-IDF');
      await notification(page, /Written to reviews-points/).waitFor({ timeout: 120_000 });
      assert.ok(existsSync(join(workspace, 'reviews-points')));
    },
  },
};
