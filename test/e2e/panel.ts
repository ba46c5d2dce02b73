import { readFileSync } from 'node:fs';
import type { Frame, Locator, Page } from 'playwright-core';
import { chooseInContextMenu, explorerRow } from '../vscode/explorer';
import { editorTab, runCommand, webviewFrame } from '../vscode/workbench';

/** The panel's own document. */
export const panelOf = (page: Page): Promise<Frame> => webviewFrame(page, '.panel');

/** Closes what is open, and opens the panel on a path. Rows move while folders unfold: what was clicked is checked. */
export const openPanelOn = async (page: Page, path: string, command = 'Preview and Adjust…'): Promise<Frame> => {
  for (let tries = 1; ; tries++) {
    await runCommand(page, 'View: Close All Editors');
    await page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
    await chooseInContextMenu(page, await explorerRow(page, path), ['Augment Dataset', command]);
    const tab = editorTab(page, path.replace('/', ' › '));
    const there = await tab.waitFor({ timeout: 15_000 }).then(() => true, () => false); // biome-ignore format: one line
    if (there) return panelOf(page);
    if (tries === 3) throw new Error(`no panel on ${path}`);
  }
};

export const tileOf = (panel: Frame, index: number): Locator => panel.locator('.tile').nth(index);

/** Until so many tiles show before and after. */
export const waitForTiles = async (panel: Frame, count: number, timeout = 60_000): Promise<void> => {
  await panel
    .locator('.tile .compare__after')
    .nth(count - 1)
    .waitFor({ timeout });
};

/** Chooses a step by its name, so that its form is open. */
export const openStep = async (panel: Frame, name: string): Promise<void> => {
  await panel.locator('.step__open', { hasText: name }).first().click();
  await panel.locator('.form__name', { hasText: name }).waitFor();
};

/** A hash of what an image shows. The panel's own security policy forbids it to read the bytes. */
export const pixelsOf = async (panel: Frame, image: Locator): Promise<string> => {
  await panel.waitForFunction((img) => (img as HTMLImageElement).complete, await image.elementHandle());
  return image.evaluate(hashOfImage);
};

/** The same hash of a file, decoded by the same browser. */
export const pixelsOfFile = async (page: Page, path: string): Promise<string> => {
  const url = `data:image/jpeg;base64,${readFileSync(path).toString('base64')}`;
  const other = await page.context().newPage();
  try {
    await other.setContent(`<img src="${url}">`);
    const image = other.locator('img');
    await image.evaluate((img) => (img as HTMLImageElement).decode());
    return await image.evaluate(hashOfImage);
  } finally {
    await other.close();
  }
};

/** Runs in the browser: nothing from outside may be used. */
function hashOfImage(element: Element): string {
  const image = element as HTMLImageElement;
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let hash = 2166136261;
  for (const value of data) hash = Math.imul(hash ^ value, 16777619);
  return `${canvas.width}×${canvas.height} ${hash >>> 0}`;
}
