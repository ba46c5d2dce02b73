import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Recipe } from '../../src/core/recipe';
import { asked, panelTests, picture, themes } from './open';

const open = panelTests();
const title = (page: Page) => page.locator('#sheet-title').textContent();
const noSideways = async (page: Page) => {
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(sideways)).toBe(0);
};

test.each(themes)('tuning looks like the design in %s', async (theme) => {
  const page = await open({ state: 'tuned', theme });
  await picture(page, `tuned-${theme.replace('vscode-', '')}`);
  expect(await title(page)).toBe('No gain seen from this recipe: −0.6 ± 0.8 points');
  expect(await page.locator('.tune__row').count()).toBe(5);
});

test.each(themes)('labels look like the design in %s', async (theme) => {
  const page = await open({ state: 'labels', theme });
  await page.getByText('neighbours say').first().click();
  await picture(page, `labels-${theme.replace('vscode-', '')}`);
  expect(await title(page)).toBe('4 of 7 documents get a label');
});

test.each(['tuned', 'untuned', 'tuning', 'unjudged', 'labels', 'unlabelled'])('%s has room at 480', async (state) => {
  const page = await open({ state, width: 480 });
  await picture(page, `${state}-narrow`);
  await noSideways(page);
  expect(await page.locator('h1').count()).toBe(1);
});

test('a gain, a loss and no gain are told apart by words and marks; values are taken over', async () => {
  const page = await open({ state: 'tuned' });
  const rows = page.locator('.tune__row');
  expect(await rows.locator('td:nth-child(4)').allTextContents()).toEqual([
    '–',
    '−0.6 ± 0.8',
    '+13.3 ± 4.3 ▲',
    '−0.6 ± 0.8',
    '−27.2 ± 5.7 ▼',
  ]);
  expect(await page.locator('.sheet__why').textContent()).toContain('Best of what was tried: noise 4');
  expect(await page.locator('.sheet__foot').textContent()).toContain('thumbnails of 8 × 8 pixels');
  expect(await rows.nth(1).getAttribute('aria-current')).toBe('true');
  await page.getByRole('button', { name: 'Use noise 4' }).click();
  expect(await rows.nth(2).getAttribute('aria-current')).toBe('true');
  const kept = async () => ((await asked(page, 'keepDraft')).at(-1)?.ask as { recipe: Recipe } | undefined)?.recipe;
  await expect.poll(async () => (await kept())?.steps[5]).toMatchObject({ sigma: [4, 4] });
});

test('does it help, from the panel’s menu, and values to try, by keys alone', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'More: save' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('d'); // Delete Preset…
  await page.keyboard.press('d');
  await page.keyboard.press('Enter');
  await expect.poll(() => asked(page, 'tune').then((all) => all.length)).toBe(1);
  expect((await asked(page, 'tune'))[0]!.ask).toMatchObject({ grid: '', seeds: 5 });
  await page.getByRole('button', { name: 'Try Other Values…' }).press('Enter');
  const grid = page.getByRole('textbox', { name: 'Values to try' });
  expect(await grid.inputValue()).toMatch(/^steps\[/);
  await grid.fill('nothing=1');
  expect(await page.locator('#trying-help').textContent()).toContain('must name a parameter');
  await grid.fill('sigma=2,8 degrees=4');
  await grid.press('Enter');
  await expect
    .poll(() => asked(page, 'tune').then((all) => all.at(-1)!.ask))
    .toMatchObject({ grid: 'sigma=2,8 degrees=4' });
  await page.getByRole('button', { name: 'Back to the preview' }).press('Enter');
  await expect.poll(() => page.locator('.tile').count()).toBe(6);
});

test('training says how far it is, and can be cancelled', async () => {
  const page = await open({ state: 'tuning' });
  await picture(page, 'tuning');
  expect(await page.getByRole('progressbar', { name: 'How far it is' }).getAttribute('value')).toBe('7');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await asked(page, 'act'))[0]!.ask).toEqual({ action: 'cancelLearning' });
});

test('what is not that sure stays without a label, and the wanted precision says how sure', async () => {
  const page = await open({ state: 'labels' });
  const unsure = page.locator('.doclabels__row--unsure');
  expect(await unsure.count()).toBe(3);
  await page.getByRole('slider', { name: 'Wanted precision' }).focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => title(page)).toBe('1 of 7 documents gets a label');
  expect(await unsure.count()).toBe(6);
  await page.getByRole('radio', { name: 'Unsure' }).check();
  await expect.poll(() => page.locator('.doclabels tbody > tr').count()).toBe(6);
  expect(await page.locator('.doclabels tbody > tr').first().textContent()).toContain('unsure: negative?');
  await page.getByRole('button', { name: 'Write Labels' }).click();
  expect((await asked(page, 'writeLabels'))[0]!.ask).toEqual({ precision: 0.95 });
});

test('neighbours, metric, model and documents are asked for anew; texts are texts', async () => {
  const page = await open({ state: 'labels' });
  expect(await page.locator('.doclabels b').count()).toBe(0);
  await page.getByText('2 of 3 neighbours say positive').first().click();
  expect(await page.locator('.doclabels__neighbour').first().textContent()).toMatch(/^0\.41positivea stirring/);
  await page.getByRole('radio', { name: 'Euclidean' }).check();
  await page.getByRole('spinbutton', { name: 'Neighbours that have a say' }).fill('3');
  await expect
    .poll(() => asked(page, 'findLabels').then((all) => all.map(({ ask }) => ask)))
    .toEqual([{ metric: 'euclidean' }, { k: 3 }]);
  await page.getByRole('button', { name: 'TF-IDF…' }).click();
  await page.getByRole('button', { name: 'of this dataset…' }).click();
  expect((await asked(page, 'act')).map(({ ask }) => ask)).toEqual([
    { action: 'chooseSentenceModel' },
    { action: 'chooseUnlabelled' },
  ]);
  await page.getByText('By class: 2 of 2 give labels').click();
  await picture(page, 'labels-by-class');
  expect(await page.locator('.outlooks tbody tr').count()).toBe(2);
});
