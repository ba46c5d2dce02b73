import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atHost, panelTests, picture, until } from './open';
import { samples } from './page/world';

const open = panelTests();
const asked = (page: Page): Promise<readonly string[]> => atHost(page, 'host.thumbnails.map((t) => t.transform)');

test('rows in sight show each transform on the user’s own first sample; the others ask when they come into sight', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Add step…' }).click();
  await until(page, 'document.querySelectorAll(".offer__picture img").length > 3');
  const first = await asked(page);
  const rows = await page.locator('.offer').count();
  expect(first.length).toBeLessThan(rows - 2); // and less the two groups
  const sources = await atHost(page, '[...new Set(host.thumbnails.map((t) => t.source))]');
  expect(sources).toEqual([samples[0]!.source]);
  await picture(page, 'add-step');
  await page.keyboard.press('ArrowUp'); // to the last row
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => (await asked(page)).length).toBeGreaterThan(first.length);
});

test('a thumbnail is asked for once, and given up when the list is closed', async () => {
  const page = await open();
  await atHost(page, 'host.hold()');
  await page.getByRole('button', { name: 'Add step…' }).click();
  await until(page, 'globalThis.fakeHost.thumbnails.length > 3');
  await page.keyboard.press('Escape');
  await until(page, 'globalThis.fakeHost.thumbnails.every((t) => t.aborted)');
  await atHost(page, 'host.release()');
  await page.getByRole('button', { name: 'Add step…' }).click();
  await until(page, 'document.querySelectorAll(".offer__picture img").length > 3');
  const count = (await asked(page)).length;
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add step…' }).click();
  await until(page, 'document.querySelectorAll(".offer__picture img").length > 3');
  await page.waitForTimeout(300);
  expect((await asked(page)).length).toBe(count);
});
