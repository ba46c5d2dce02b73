import { expect, test } from 'vitest';
import { panelTests, picture, themes } from './open';

/** Pictures of the panel, to be looked at side by side with the design's. */
const open = panelTests();

const short = (theme: string) => theme.replace('vscode-', '');

test.each(themes)('looks like the design in %s', async (theme) => {
  const page = await open({ theme });
  await page.locator('.step').nth(1).locator('.step__open').click();
  await page.locator('.tile').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await picture(page, `image-${short(theme)}`);
  expect(await page.locator('.tile img').count()).toBe(12);
});

test.each([
  ['narrow', 480, 800, 1],
  ['900', 900, 700, 1],
  ['zoom-200', 640, 400, 2],
  ['zoom-400', 320, 256, 4],
])('has room at %s', async (name, width, height, scale) => {
  const page = await open({ width, height, scale });
  await page.locator('.step').nth(1).locator('.step__open').click();
  await page.locator('.tile').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await picture(page, `image-${name}`);
  const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate(sideways)).toBe(0);
});

test.each(['loading', 'empty', 'gone', 'failed', 'refused', 'nothing', 'running', 'finished', 'interrupted', 'broken'])(
  'shows the state %s',
  async (state) => {
    const page = await open({ state });
    await picture(page, `state-${state}`);
    expect(await page.locator('h1').count()).toBe(1);
  },
);

test('side by side, in light', async () => {
  const page = await open({ theme: 'vscode-light' });
  await page.getByRole('radio', { name: 'Side by side' }).check();
  await picture(page, 'image-side-by-side-light');
  const [before, after] = await page.locator('.tile').first().locator('img').all();
  expect((await before!.boundingBox())!.x).toBeLessThan((await after!.boundingBox())!.x);
});

test('the tile size makes tiles wider and higher, and the rows follow', async () => {
  const page = await open();
  const small = (await page.locator('.mat').first().boundingBox())!;
  await page.getByRole('slider', { name: 'Tile size' }).focus();
  await page.keyboard.press('End');
  await picture(page, 'image-one-column');
  const large = (await page.locator('.mat').first().boundingBox())!;
  expect(large.width).toBeGreaterThan(2.5 * small.width);
  expect(large.height).toBeGreaterThan(2 * small.height);
  expect(await page.getByRole('row').count()).toBe(6);
});
