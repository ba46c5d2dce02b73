import { expect, test } from 'vitest';
import { panelTests, picture, themes } from './open';

const open = panelTests();

test.each(themes)('texts look like the design in %s', async (theme) => {
  const page = await open({ state: 'texts', theme });
  await page.locator('button.word-added').first().hover();
  await picture(page, `text-${theme.replace('vscode-', '')}`);
  expect(await page.getByRole('row').count()).toBe(6);
  expect(await page.getByRole('dialog', { name: 'Candidates for forceful' }).textContent()).toBe(
    'forceful, adjectivepowerful58 %vigorous23 %energetic13 %dynamic6 %Left out: emphatic, rarer than the strict limit',
  );
});

test('words that changed are marked on both sides, spans stay underlined, markup is text', async () => {
  const page = await open({ state: 'texts' });
  const tile = (row: number) => page.locator(`[data-source="train.tsv#${row}"]`);
  expect(await tile(118).locator('.text__body--before .word-removed').allTextContents()).toEqual(['film', 'hampered']);
  expect(await tile(118).locator('.text__body--after .word-added').allTextContents()).toEqual(['movie', 'hindered']);
  expect(await tile(41).locator('.text__body--after .entity').allTextContents()).toEqual(['Woody Allen']);
  expect(await tile(41).locator('.entity__kind').allTextContents()).toEqual(['PERSON', 'PERSON', 'PERSON']);
  expect(await tile(512).locator('.text__body--after').textContent()).toBe('by the end you’re persuaded: <b>yes</b>');
  expect(await tile(690).locator('.text__body--after').textContent()).toMatch(
    /^It runs on and on.* \[…\] .*on and on\. $/,
  );
  expect(await tile(377).locator('.tile__aside').textContent()).toBe('left out: no replaceable word');
});

test('in one line, after alone, and before while Space is held', async () => {
  const page = await open({ state: 'texts' });
  const tile = page.locator('[data-source="train.tsv#118"]');
  const seen = () =>
    tile.locator('.text__body').evaluateAll((all) => all.flatMap((p) => (p.checkVisibility() ? p.textContent : [])));
  const [before, after] = ['the film is hampered by its plot', 'the movie is hindered by its plot'];
  expect(await seen()).toEqual([before, after]);
  await page.getByRole('radio', { name: 'In one line' }).check();
  expect(await seen()).toEqual(['the filmmovie is hamperedhindered by its plot']);
  await picture(page, 'text-in-one-line');
  await page.getByRole('radio', { name: 'After' }).check();
  expect(await seen()).toEqual([after]);
  await tile.focus();
  await page.keyboard.down(' ');
  expect(await seen()).toEqual([before]);
  await page.keyboard.up(' ');
  expect(await seen()).toEqual([after]);
});

test('with keys: Enter to the changed words, Esc closes the candidates, then leaves', async () => {
  const page = await open({ state: 'texts' });
  const tile = page.locator('[data-source="train.tsv#206"]');
  await tile.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Candidates for forceful' });
  await expect.poll(() => dialog.count()).toBe(1);
  await page.keyboard.press('Escape');
  await expect.poll(() => dialog.count()).toBe(0);
  await page.keyboard.press('Escape');
  expect(await tile.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
});

test('has room at 480', async () => {
  const page = await open({ state: 'texts', width: 480 });
  await picture(page, 'text-narrow');
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(sideways)).toBe(0);
});
