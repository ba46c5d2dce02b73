import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { panelTests, picture } from './open';

const open = panelTests();
const labelled = { state: 'labelled' } as const;
/** The browser, as far as these tests need it: they are typed without a DOM. */
interface Styles {
  getComputedStyle(element: unknown): { readonly opacity: string };
}
const tile = (page: Page, name: string) => page.locator(`[data-source*="/${name}/"]`).first();

/** Where the boxes of one side stand in their picture, in pixels of the source, and what a pixel of the screen is there. */
async function boxes(page: Page, side: 'before' | 'after') {
  const half = tile(page, 'shoes').locator(`.compare__half--${side}`);
  const image = (await half.locator('img').first().boundingBox())!;
  const box = (await half.locator('.labels__line').boundingBox())!;
  const pixel = 533 / image.width;
  const [left, top] = [(box.x - image.x) * pixel, (box.y - image.y) * pixel];
  return { left, top, right: left + box.width * pixel, bottom: top + box.height * pixel, pixel };
}

test.each(['Divider', 'Side by side', 'After'])('boxes lie on their own picture in the mode %s', async (mode) => {
  const page = await open(labelled);
  await page.getByRole('radio', { name: mode }).check();
  const before = await boxes(page, 'before');
  const after = await boxes(page, 'after');
  // by hand, from the two boxes of each side; half a line lies outside of them
  expect(Math.abs(before.left - 146)).toBeLessThan(before.pixel);
  expect(Math.abs(before.top - 66)).toBeLessThan(before.pixel);
  expect(Math.abs(before.right - 390)).toBeLessThan(before.pixel);
  expect(Math.abs(before.bottom - 332)).toBeLessThan(before.pixel);
  expect(Math.abs(after.left - 126.2)).toBeLessThan(after.pixel);
  expect(Math.abs(after.bottom - 353)).toBeLessThan(after.pixel);
  await picture(page, `labels-${mode.toLowerCase().replaceAll(' ', '-')}`);
});

test('labels stay in their half when the divider moves', async () => {
  const page = await open(labelled);
  const clip = (side: string) =>
    page.evaluate(`getComputedStyle(document.querySelectorAll('.compare__half--${side}')[1]).clipPath`);
  expect([await clip('before'), await clip('after')]).toEqual(['inset(0px 50% 0px 0px)', 'inset(0px 0px 0px 50%)']);
  await page.locator('.tile').first().focus();
  await page.keyboard.press(']');
  expect([await clip('before'), await clip('after')]).toEqual(['inset(0px 45% 0px 0px)', 'inset(0px 0px 0px 55%)']);
});

test('the head says what was kept, and its title why the rest was not', async () => {
  const page = await open(labelled);
  const asides = await page.locator('.tile__aside').allTextContents();
  expect(asides).toEqual([
    ...['1 outline kept', '2 boxes kept', '1 pose kept', '1 box kept', 'CMYK converted to RGB', '1 of 2 kept'],
  ]);
  const isCut = () => [...document.querySelectorAll('.tile__aside')].some((a) => a.scrollWidth > a.clientWidth);
  await page.setViewportSize({ width: 980, height: 800 }); // names of classes and files have hardly any room
  expect(await page.evaluate(isCut)).toBe(false);
  expect(await page.locator('.tile__aside').last().getAttribute('title')).toContain('box 1: 12 % visible');
});

test('names of classes are text, shown where one looks, and part of the picture’s own words', async () => {
  const page = await open(labelled);
  const dress = tile(page, 'dress');
  const name = dress.locator('.compare__half--after .labels__name');
  expect(await name.textContent()).toBe('dress <b>blue</b> 70 %');
  expect(await dress.locator('b').count()).toBe(0);
  const opacity = () => name.evaluate((e) => Number((globalThis as never as Styles).getComputedStyle(e).opacity));
  expect(await opacity()).toBe(0);
  await dress.hover();
  expect(await opacity()).toBe(1);
  expect(await tile(page, 'shoes').locator('img').first().getAttribute('alt')).toBe('shoes, before; labelled 2 × shoe');
});

test('a mask lies over its picture, and the source’s is not asked for twice', async () => {
  const page = await open(labelled);
  const masks = tile(page, 'pants').locator('.labels__mask');
  expect(await masks.count()).toBe(2);
  const source = await masks.first().getAttribute('src');
  await page.getByRole('button', { name: 'Next variant' }).click();
  await expect.poll(() => masks.last().getAttribute('src')).not.toBe(source);
  expect(await masks.count()).toBe(2);
  expect(await masks.first().getAttribute('src')).toBe(source);
});
