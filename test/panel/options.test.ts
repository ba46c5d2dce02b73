import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { atHost, panelTests, picture, until } from './open';

const open = panelTests();
const lastRecipe = (page: Page): Promise<Record<string, unknown>> =>
  atHost(page, 'host.calls.findLast((c) => c.method === "estimate").ask.recipe');

test('format, quality and the least share of an object are set beside the steps, with messages of their own', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Options' }).click();
  expect(await page.locator('.step--selected').count()).toBe(0);
  await page.getByRole('combobox', { name: 'Format' }).selectOption('WebP');
  await page.getByRole('spinbutton', { name: 'Quality' }).fill('101');
  expect(await page.locator('.field__error').textContent()).toBe('Quality must be a whole number from 1 to 100.');
  await page.getByRole('spinbutton', { name: 'Quality' }).fill('80');
  await page.getByRole('spinbutton', { name: 'Keep objects from' }).fill('50');
  await until(page, 'globalThis.fakeHost.tiles.at(-1).ask.recipe.labels?.minVisibility === 0.5');
  await until(page, 'globalThis.fakeHost.calls.findLast((c) => c.method === "estimate").ask.recipe.labels');
  expect(await lastRecipe(page)).toMatchObject({
    output: { format: 'webp', quality: 80 },
    labels: { minVisibility: 0.5 },
  });
  await page.getByRole('combobox', { name: 'Format' }).selectOption('PNG');
  expect(await page.getByRole('spinbutton', { name: 'Quality' }).count()).toBe(0);
  await page.locator('.step__open').nth(1).click();
  expect(await page.locator('#form-title').textContent()).toBe('Rotate');
});

test('balance is said in the bar; evaluation data only by an explicit word, for this run', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByText('Bring each class up to the largest').click();
  await page.locator('.bar', { hasText: 'or more, balanced' }).waitFor();
  await page.getByText('Augment validation and test too, in this run').click();
  await page.locator('.bar', { hasText: 'evaluation data is augmented' }).waitFor();
  await until(
    page,
    'globalThis.fakeHost.calls.findLast((c) => c.method === "estimate").ask.choice.allowEvaluationData',
  );
  expect(await lastRecipe(page)).toMatchObject({ balance: true });
});

test('mirrored classes are paired by hand or by their names', async () => {
  const page = await open({ state: 'directional' });
  const classMap = () => lastRecipe(page).then((r) => (r.labels as { classMap?: unknown } | undefined)?.classMap);
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('button', { name: 'Pair left arrow and right arrow' }).click();
  await expect.poll(classMap).toEqual({ 'left arrow': 'right arrow', 'right arrow': 'left arrow' });
  await picture(page, 'options-directional');
  await page.getByRole('button', { name: 'Remove left arrow and right arrow' }).click();
  await expect.poll(classMap).toBeUndefined();
  await page.getByRole('combobox', { name: 'A class' }).fill('stopp');
  await page.keyboard.press('Tab');
  expect(await page.locator('.field__error').textContent()).toBe('No class is called “stopp”.');
  await page.getByRole('combobox', { name: 'A class' }).fill('stop');
  await page.getByRole('combobox', { name: 'What it becomes when mirrored' }).fill('left arrow');
  await page.keyboard.press('Tab');
  await expect.poll(classMap).toEqual({ stop: 'left arrow', 'left arrow': 'stop' });
});

test('which columns hold the texts and the labels can be chosen, and left to be found out again', async () => {
  const page = await open({ state: 'texts' });
  const data = () => lastRecipe(page).then((r) => r.data);
  await page.getByRole('button', { name: 'Options' }).click();
  const text = page.getByRole('combobox', { name: 'Text' });
  const choices = await text.locator('option').allTextContents();
  expect(choices).toEqual(['Found: sentence', 'id', 'sentence', 'label', 'author', 'date']);
  await text.selectOption('id');
  await page.getByRole('combobox', { name: 'Label' }).selectOption('label');
  await expect.poll(data).toEqual({ text: 'id', label: 'label' });
  await picture(page, 'options-columns');
  await text.selectOption({ index: 0 });
  await expect.poll(data).toEqual({ label: 'label' });
});
