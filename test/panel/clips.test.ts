import { expect, test } from 'vitest';
import { panelTests, picture, themes, until } from './open';

/** Tiles of sound and of video: looked at, played, and scrubbed. */
const open = panelTests();
const short = (theme: string) => theme.replace('vscode-', '');

test.each(themes)('sound and video are shown in %s', async (theme) => {
  for (const state of ['sound', 'video', 'sound-events', 'video-boxes']) {
    const page = await open({ state, theme });
    await page.locator('.tile').first().focus();
    await until(page, `[...document.querySelectorAll('.tile video')].every((v) => v.readyState > 1)`);
    await page.mouse.move(0, 0);
    await picture(page, `${state}-${short(theme)}`);
    expect(await page.locator('.tile figure').count()).toBe(6);
  }
});

test('a point in the strip is the moment that both clips show', async () => {
  const page = await open({ state: 'video' });
  const tile = page.locator('.tile').first();
  const strip = tile.locator('.watch__strip').first();
  const { width } = (await strip.boundingBox())!;
  await strip.click({ position: { x: width / 2, y: 8 } });
  await until(
    page,
    `[...document.querySelectorAll('.tile video')].slice(0, 2).every((v) => Math.abs(v.currentTime - 0.8) < 0.02)`,
  );
  expect(await tile.locator('.sound__time').textContent()).toMatch(/^0\.(79|80|81) \/ 1\.60 s$/);
  expect(await page.evaluate(`[...document.querySelectorAll('.tile video')].every((v) => v.muted)`)).toBe(true);
  // the shorter strip is as much shorter as its clip
  const widths = await tile
    .locator('.watch__frames')
    .evaluateAll((all) => all.map((i) => i.getBoundingClientRect().width));
  expect(widths[1]! / widths[0]!).toBeCloseTo(1.4 / 1.6, 2);
});

test('events lie on the clock of their half, and are named', async () => {
  const page = await open({ state: 'sound-events' });
  const tile = page.locator('.tile').first();
  expect(await tile.locator('.tile__aside').textContent()).toBe('3 labels kept');
  const halves = tile.locator('.sound__half');
  for (const [i, wanted] of [[0, [0.7, 1.1]] as const, [1, [0.85, 1]] as const]) {
    const half = (await halves.nth(i).boundingBox())!;
    const event = (await halves.nth(i).locator('.events__one').nth(2).boundingBox())!;
    const seconds = (x: number) => ((x - half.x) / half.width) * 1.2; // the longer clip is the clock
    expect(seconds(event.x)).toBeCloseTo(wanted[0], 1);
    expect(seconds(event.x + event.width)).toBeCloseTo(wanted[1], 1);
  }
  expect(await halves.nth(1).locator('.sound__picture').getAttribute('aria-label')).toContain('rising, click, falling');
});

test('boxes of the frame that is seen lie over it, subtitles as long as they last', async () => {
  const page = await open({ state: 'video-boxes' });
  const tile = page.locator('.tile').first();
  const reel = tile.locator('.watch__reel').first();
  const left = async () => Number(/M([\d.]+)/.exec((await reel.locator('.labels__line').getAttribute('d'))!)![1]);
  expect(await left()).toBe(20);
  expect(await reel.locator('.watch__said').textContent()).toBe('Look at that');
  const strip = tile.locator('.watch__strip').first();
  const { width } = (await strip.boundingBox())!;
  await strip.click({ position: { x: (width * 1.2) / 1.6, y: 8 } }); // frame 30 of 40, give or take one
  await expect.poll(left).toBeGreaterThan(160);
  expect(await left()).toBeLessThan(180);
  expect(await reel.locator('.watch__said').count()).toBe(0);
  expect(await strip.locator('.labels g').count()).toBe(8);
});

test.each(['sound', 'video'])('the keys of the divider move the position of %s', async (state) => {
  const page = await open({ state });
  const tile = page.locator('.tile').first();
  await tile.focus();
  for (const key of [']', ']', ']', '[']) await page.keyboard.press(key);
  const clock = state === 'sound' ? 1.2 : 1.6;
  await expect.poll(() => tile.locator('.sound__time').textContent()).toContain(`${(clock * 0.1).toFixed(2)} / `);
  const player = state === 'sound' ? 'audio' : 'video';
  await until(page, `Math.abs(document.querySelector('.tile ${player}').currentTime - ${clock * 0.1}) < 0.02`);
  for (let i = 0; i < 3; i++) await page.keyboard.press('[');
  await expect.poll(() => tile.locator('.sound__time').textContent()).not.toContain(' / '); // at the beginning again
});

test('a clip plays with Space, to its end', async () => {
  const page = await open({ state: 'video' });
  await page.locator('.tile').first().focus();
  await page.keyboard.press('Space');
  await until(page, `document.querySelector('.tile video').currentTime > 0.2`);
  await until(page, `document.querySelector('.tile video').paused`);
});

test('sound changes its side and keeps its place', async () => {
  const page = await open({ state: 'sound' });
  const tile = page.locator('.tile').first();
  const half = tile.locator('.sound__half').first();
  const { width } = (await half.boundingBox())!;
  await half.click({ position: { x: width / 2, y: 10 } });
  const time = async () => tile.locator('.sound__time').textContent();
  expect(await time()).toMatch(/^0\.(59|60|61) \/ 1\.20 s$/);
  await tile.locator('.sound__side').first().click();
  expect(await time()).toMatch(/^0\.(59|60|61) \/ 1\.20 s$/);
  await until(page, `Math.abs(document.querySelector('.tile audio').currentTime - 0.6) < 0.02`);
});
