import { expect, test } from 'vitest';
import { panelTests, picture, themes } from './open';

const open = panelTests();

test.each(themes)('embeddings look like the design in %s', async (theme) => {
  const page = await open({ state: 'embeddings', theme });
  await page.locator('[data-source="iris.npy#106"]').focus();
  await picture(page, `embedding-${theme.replace('vscode-', '')}`);
  expect(await page.locator('.plot__canvas').getAttribute('aria-label')).toBe(
    '150 rows in two dimensions; arrows from before to after for 6 of them',
  );
  expect(await page.locator('.move').count()).toBe(6);
  expect(await page.locator('.ring').count()).toBe(1);
});

test('says how far each row moved, its nearest row, and whether that has its label', async () => {
  const page = await open({ state: 'embeddings' });
  const tile = (row: number) => page.locator(`[data-source="iris.npy#${row}"]`);
  expect(await tile(60).locator('.near').textContent()).toBe('nearest: row 62, versicolor');
  expect(await tile(83).locator('.near').textContent()).toBe('nearest: row 85, virginica, as before');
  expect(await tile(106).locator('.near').textContent()).toBe('nearest: row 57, versicolor, its own label before');
  expect(await tile(83).locator('.codicon-warning').count()).toBe(1);
  expect(await tile(60).locator('.tile__aside').textContent()).toBe('moved 0.30');
  expect(await page.locator('.kept').textContent()).toContain('4 of 6 keep a neighbour of their own label');
  expect(await page.locator('.kept').textContent()).toContain('variant 1 (5 did before)');
  expect(await page.locator('.plot__note').textContent()).toBe(
    '2-D projection (first two principal components, 98 % of the spread). 6 rows of variant 1 shown moved.',
  );
});

test('with keys: the ring follows; side by side and after', async () => {
  const page = await open({ state: 'embeddings' });
  await page.locator('[data-source="iris.npy#4"]').focus();
  const ring = () => page.locator('.ring').first().getAttribute('cx');
  const first = await ring();
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate('document.activeElement.dataset.source')).toBe('iris.npy#22');
  await expect.poll(ring).not.toBe(first);
  await page.getByRole('radio', { name: 'Side by side' }).check();
  await picture(page, 'embedding-side-by-side');
  expect(await page.locator('.plot__canvas').count()).toBe(2);
  expect(await page.locator('.move').count()).toBe(0);
  await page.getByRole('radio', { name: 'After' }).check();
  expect(await page.locator('.mark--from').count()).toBe(0);
});

test('many rows are density, and have room at 480', async () => {
  const page = await open({ state: 'many-embeddings' });
  await picture(page, 'embedding-many');
  expect(await page.locator('.plot__note').textContent()).toContain('Nearest among 1,500 of 20,000 rows.');
  const narrow = await open({ state: 'embeddings', width: 480 });
  await picture(narrow, 'embedding-narrow');
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await narrow.evaluate(sideways)).toBe(0);
});
