import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { projectRoot } from './paths';

export const waitForWorkbench = async (page: Page, timeout = 120_000): Promise<void> => {
  await page.waitForSelector('.monaco-workbench .explorer-folders-view .monaco-list-row', { timeout });
  await page.waitForSelector('.statusbar-item', { timeout });
};

/** Runs a command from the palette by its title, with the category as shown: `Augment Dataset: Preview and Adjust…`. */
export const runCommand = async (page: Page, title: string, timeout = 45_000): Promise<void> => {
  const row = quickRow(page, title);
  const until = Date.now() + timeout;
  for (;;) {
    await page.keyboard.press('F1');
    try {
      await page.locator('.quick-input-widget input[type=text]').first().fill(`>${title}`, { timeout: 3000 });
      await row.waitFor({ timeout: 3000 }); // absent until the extension is registered: ask again
      await row.click();
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error(`No command "${title}" in the palette: ${error}`);
      await page.keyboard.press('Escape');
    }
  }
};

/** A row of the quick pick (or palette) that is open. */
export const quickRow = (page: Page, label: string): Locator =>
  page.locator('.quick-input-widget .quick-input-list .monaco-list-row', { hasText: label }).first();

/** The document inside the webview that holds `selector`. Its frames are replaced while it loads: found by content. */
export const webviewFrame = async (page: Page, selector: string, timeout = 45_000): Promise<Frame> => {
  const until = Date.now() + timeout;
  for (;;) {
    for (const frame of page.frames()) {
      if (!frame.parentFrame()?.parentFrame()) continue; // page > shell of the webview > its document
      const found = await frame.$(selector).catch(() => null);
      if (found) return frame;
    }
    if (Date.now() > until) {
      const seen = page.frames().map((frame) => `  ${frame.name()} ${frame.url().slice(0, 120)}`);
      throw new Error(`No webview shows ${selector} after ${timeout} ms; frames:\n${seen.join('\n')}`);
    }
    await page.waitForTimeout(100);
  }
};

/** The editor tab with this title. */
export const editorTab = (page: Page, title: string): Locator =>
  page.locator('.tabs-container .tab', { hasText: title });

/** Writes `test-results/<name>.png` and gives its path. */
export const saveScreenshot = async (page: Page, name: string): Promise<string> => {
  const folder = join(projectRoot, 'test-results');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
  await page.screenshot({ path });
  return path;
};
