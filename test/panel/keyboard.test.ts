import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { asked, panelTests, until } from './open';

const open = panelTests();

/** What has the focus, by its name or its words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    let e = document.activeElement;
    const words = e.getAttribute('aria-label') ?? e.title;
    return words || e.textContent.trim();
  })()`) as Promise<string>;
const stepNames = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.step__name').allTextContents()).map((n) => n.trim());
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

test('the list of steps is one tab stop, with every act on a key', async () => {
  const page = await open();
  await page.locator('.step__open').first().focus();
  await press(page, 'ArrowDown');
  expect(await focused(page)).toMatch(/^Rotate: ±8°; 90 %/);
  expect(await page.locator('h2#form-title').textContent()).toBe('Rotate');
  await press(page, 'End');
  expect(await focused(page)).toMatch(/^Mix-up/);
  await press(page, 'Home');
  expect(await focused(page)).toMatch(/^Flip/);
  expect(await page.locator('.steps [tabindex="0"]').count()).toBe(1);

  await press(page, 'ArrowLeft');
  expect(await focused(page)).toBe('Use Flip');
  await press(page, 'ArrowRight', 'ArrowRight');
  expect(await focused(page)).toMatch(/^More for Flip/);
  await press(page, 'Enter');
  expect(await focused(page)).toMatch(/^Switch Off/);
  await press(page, 'ArrowDown');
  expect(await focused(page)).toMatch(/^Duplicate/);
  await press(page, 'Escape');
  expect(await focused(page)).toMatch(/^More for Flip/);
  await press(page, 'ArrowLeft', 'Space');
  expect(await page.locator('.step').first().getAttribute('class')).toContain('step--off');
  await press(page, 'Space');

  await press(page, 'Alt+ArrowDown');
  expect((await stepNames(page)).slice(0, 2)).toEqual(['Rotate', 'Flip']);
  expect(await focused(page)).toMatch(/^Flip/);
  await press(page, 'Alt+ArrowUp', 'Control+d');
  expect((await stepNames(page)).slice(0, 3)).toEqual(['Flip', 'Flip', 'Rotate']);
  await press(page, 'Delete');
  expect((await stepNames(page)).slice(0, 2)).toEqual(['Flip', 'Rotate']);
  expect(await focused(page)).toMatch(/^Rotate/);
  await press(page, 'Enter');
  expect(await page.locator('#form :focus').count()).toBe(1);
  await press(page, 'Control+z', 'Control+z', 'Control+z');
  expect((await stepNames(page)).slice(0, 2)).toEqual(['Rotate', 'Flip']);
});

test('a step moves through a group, and Tab leaves the list', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Crop' }).focus();
  await page.locator('.step__open', { hasText: 'Crop' }).click();
  await press(page, 'Alt+ArrowDown');
  const row = page.locator('.step', { hasText: 'Crop' });
  expect(await row.getAttribute('class')).toContain('step--in');
  expect(await row.locator('.step__chance').textContent()).toBe('1 in 3');
  await press(page, 'Tab');
  expect(await focused(page)).toMatch(/^Add step to “One of”…/);
});

test('groups by keyboard: made, filled, weighted, changed in kind, taken apart', async () => {
  const page = await open();
  const chances = async () => (await page.locator('.step--in .step__chance').allTextContents()).join(', ');
  await page.locator('.step__open', { hasText: 'Crop' }).click();
  await press(page, 'ArrowRight', 'Enter');
  await page.getByRole('menuitem', { name: 'Put in a Group' }).focus();
  await press(page, 'Enter');
  expect(await focused(page)).toMatch(/^One of: 1 step/);
  expect(await chances()).toBe('always, 1 in 2, 1 in 2');
  await press(page, 'ArrowUp', 'Alt+ArrowDown'); // Rotate, into the group
  expect(await focused(page)).toMatch(/^Rotate: ±8°; 47\.4 %/); // it brought its 90 % as its weight, against 100 %
  await press(page, 'Enter');
  await page.getByRole('spinbutton', { name: 'Weight' }).fill('50');
  expect((await chances()).startsWith('1 in 3, 2 in 3')).toBe(true);
  await page.locator('.step__open', { hasText: 'One of' }).first().click();
  await page.getByRole('radio', { name: 'Some of them' }).check();
  expect(await page.locator('.step--selected .step__summary').textContent()).toBe('1–2 of 2 steps');
  await page.getByRole('spinbutton', { name: 'How many, from' }).fill('2');
  expect((await chances()).startsWith('always, always')).toBe(true);
  await page.locator('.step__open', { hasText: 'Some of' }).focus();
  await press(page, 'ArrowRight', 'Enter');
  await page.getByRole('menuitem', { name: 'Ungroup' }).focus();
  await press(page, 'Enter');
  expect((await stepNames(page)).slice(0, 4)).toEqual(['Flip', 'Rotate', 'Crop', 'One of']);
  expect(await focused(page)).toMatch(/^Rotate/);
});

test('steps are found by the peers’ names and added after the chosen one', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Add step…' }).focus();
  await press(page, 'Enter');
  await page.keyboard.type('CoarseDropout');
  await until(page, "document.querySelectorAll('#add-list [role=option]').length === 1");
  expect(await page.locator('#add-list [role=option]').textContent()).toContain('Erase');
  await press(page, 'Enter');
  expect((await stepNames(page))[1]).toBe('Erase');
  expect(await focused(page)).toMatch(/^Erase/);
  await page.getByRole('button', { name: 'Add step…' }).click();
  await page.keyboard.type('xyzzy');
  await page.getByRole('button', { name: 'Clear the Search' }).click();
  expect(await page.locator('#add-list [role=option]').count()).toBeGreaterThan(9);
  await press(page, 'Escape');
  expect(await focused(page)).toBe('Add step…');
});

test('the thumbs of a range: one step, ten steps, the other thumb', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Rotate' }).click();
  const low = page.getByRole('slider', { name: 'Angle, from' });
  await low.focus();
  await press(page, 'ArrowRight');
  expect(await low.getAttribute('aria-valuetext')).toBe('from −7°');
  await press(page, 'Shift+ArrowRight');
  expect(await low.getAttribute('aria-valuetext')).toBe('from 3°');
  await press(page, 'End');
  expect(await low.getAttribute('aria-valuetext')).toBe('from 8°');
  await press(page, 'ArrowRight');
  expect(await low.getAttribute('aria-valuetext')).toBe('from 8°');
  expect(await page.locator('.step--selected .step__summary').textContent()).toBe('8°');
  await press(page, 'Home');
  expect(await page.getByRole('spinbutton', { name: 'Angle, from' }).inputValue()).toBe('-45');
});

test('the tiles are a grid with one tab stop', async () => {
  const page = await open();
  await page.locator('.tile').first().focus();
  await press(page, 'ArrowRight', 'ArrowDown');
  expect(await focused(page)).toMatch(/^pants 03b5fa92/);
  await press(page, 'ArrowDown', 'Home', 'End');
  expect(await focused(page)).toMatch(/^shoes 1558e0ca/);
  expect(await page.locator('.tile[tabindex="0"]').count()).toBe(1);
  expect(await page.getByRole('row').count()).toBe(2);

  const split = async (tile = 0) =>
    page.evaluate(`document.querySelectorAll('.compare')[${tile}].style.getPropertyValue('--split')`);
  await press(page, '[');
  expect(await split()).toBe('0.45');
  await press(page, ']', ']');
  expect(await split()).toBe('0.55');
  await page.keyboard.down('Space');
  expect(await split(5)).toBe('1');
  expect(await split()).toBe('0.55');
  await page.keyboard.up('Space');

  await press(page, 'r');
  await until(page, '!document.querySelector(\'[data-source*="1558e0ca-051a-4659-8e87-2f6a424e2c15"]\')');
  await page.locator('.tile').nth(1).focus();
  await press(page, 'Enter', 'ArrowDown', 'Enter');
  await page.getByRole('combobox', { name: 'Search samples by path' }).fill('hat/');
  await until(page, 'document.querySelectorAll("[role=option]").length === 2');
  await press(page, 'ArrowDown', 'Enter');
  await until(page, 'document.querySelectorAll(".tile")[1].dataset.source.includes("/hat/")');
});

test('Save, Generate and F6 work from anywhere', async () => {
  const page = await open();
  await page.locator('.tile').first().focus();
  await press(page, 'Control+s');
  expect(await asked(page, 'save')).toEqual([
    { method: 'save', ask: expect.objectContaining({ preset: 'Everyday photos' }) },
  ]);
  await page.waitForSelector('.dirty', { state: 'detached' });
  const regions: string[] = [];
  for (let i = 0; i < 5; i++) {
    await press(page, 'F6');
    regions.push((await page.evaluate('document.activeElement.closest("[data-region]").dataset.region')) as string);
  }
  // after the last region the key is the editor's: here nobody takes it
  expect(regions).toEqual(['bar', 'bar', 'head', 'recipe', 'stage']);
  await press(page, 'Control+Enter');
  const [generate] = await asked(page, 'generate');
  expect(generate?.ask).toMatchObject({ choice: { onlyVariants: false, allowEvaluationData: false } });
  await page.getByRole('button', { name: 'Cancel' }).waitFor();
});
