import type { Locator, Page } from 'playwright-core';
import { quickRow } from './workbench';

/** A notification that contains `text`, with or without progress. */
export const notification = (page: Page, text: string | RegExp): Locator =>
  page.locator('.notification-list-item', { hasText: text }).first();

export const pressNotification = async (page: Page, text: string | RegExp, button: string): Promise<void> => {
  await notification(page, text).locator('.monaco-button', { hasText: button }).first().click();
};

/** Presses a button of the modal dialog that opens, and gives what the dialog said. */
export const answerDialog = async (page: Page, button: string): Promise<string> => {
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  const said = await dialog.locator('.dialog-message-container').textContent();
  await dialog.locator('.monaco-button', { hasText: button }).click();
  await dialog.waitFor({ state: 'detached' });
  return said ?? '';
};

const input = (page: Page) => page.locator('.quick-input-widget input[type=text]').first();

export const chooseQuickPick = async (page: Page, label: string): Promise<void> => {
  await quickRow(page, label).click();
};

/** Chooses a folder in the picker that opens; `confirm` is its button, by default *OK*. */
export const pickFolder = async (page: Page, folder: string, confirm = 'OK'): Promise<void> => {
  const wanted = `${folder.replace(/\/$/, '')}/`;
  // the picker writes its start folder first, over anything typed before
  await page.waitForFunction(
    String.raw`/^\/.*\/$/.test(document.querySelector('.quick-input-widget input[type=text]')?.value ?? '')`,
  );
  for (let attempt = 0; attempt < 10 && (await input(page).inputValue()) !== wanted; attempt++) {
    await input(page).fill(wanted);
    await page.waitForTimeout(300);
  }
  await page.waitForTimeout(700); // it lists the folder, and ignores the button until then
  await page.locator('.quick-input-widget .monaco-button', { hasText: confirm }).first().click();
};
