import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFfmpeg } from '../../src/engine/ffmpeg/find';
import { notification } from '../vscode/messages';
import { saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { openPanelOn } from './panel';

/** Sound and video, where no ffmpeg is installed: the one inside the VSIX does the work. */
export const suite: EndToEnd = {
  env: { PATH: '/nowhere' },
  cases: {
    'video: before and after play, and the whole folder is written': async ({ page, workspace }) => {
      const panel = await openPanelOn(page, 'moves/train');
      await panel.locator('.tile .watch__video').nth(7).waitFor({ timeout: 120_000 }); // those in sight
      await panel
        .getByRole('button', { name: /^Play .*, before and after/ })
        .first()
        .click();
      await panel.waitForFunction(() => [...document.querySelectorAll('video')].some((v) => v.currentTime > 0.3));
      await saveScreenshot(page, 'video in the editor');
      await panel.getByRole('button', { name: 'Generate' }).click();
      await notification(page, /variants of 6 clips written/).waitFor({ timeout: 120_000 });
      const made = clipsIn(join(workspace, 'moves-augmented', 'train'), '__aug-');
      assert.equal(made.length, 24);
      const record = readFileSync(join(workspace, 'moves-augmented', '.augment-recipe.json'), 'utf8');
      const { version } = await findFfmpeg({ PATH: '' });
      assert.equal(JSON.parse(record).codecs.ffmpeg, version, 'the ffmpeg of the VSIX stands in the record');
    },
    'sound: the tiles have before and after, and the whole folder is written': async ({ page, workspace }) => {
      const panel = await openPanelOn(page, 'calls/train');
      await panel.locator('.tile .sound__name').nth(3).waitFor({ timeout: 60_000 });
      await saveScreenshot(page, 'sound in the editor');
      await panel.getByRole('button', { name: 'Generate' }).click();
      await notification(page, /variants of 12 clips written/).waitFor({ timeout: 120_000 });
      assert.equal(clipsIn(join(workspace, 'calls-augmented', 'train'), '__aug-').length, 48);
    },
  },
};

const clipsIn = (folder: string, part: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(part));
