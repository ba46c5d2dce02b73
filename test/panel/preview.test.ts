import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { asked, atHost, panelTests, settled, until } from './open';
import { samples } from './page/world';

const open = panelTests();

const degrees = (page: Page): Promise<readonly unknown[]> =>
  atHost(page, 'host.tiles.map((t) => [t.ask.recipe.steps[1].degrees[0], t.state])');
const firstPicture = (page: Page) => page.locator('.compare__after').first().getAttribute('src');

test('a moved slider asks for new tiles, aborts what it overtook, and leaves the old picture until the new one is there', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Rotate' }).click();
  const old = await firstPicture(page);
  await atHost(page, 'host.hold()');
  await page.getByRole('slider', { name: 'Angle, from' }).focus();
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('ArrowLeft');
    await until(page, `globalThis.fakeHost.tiles.some((t) => t.ask.recipe.steps[1].degrees[0] === ${-9 - i})`);
  }
  const held = await degrees(page);
  const of = (low: number) => held.filter((t) => (t as number[])[0] === low).map((t) => (t as string[])[1]);
  expect(of(-9)).toEqual(Array(6).fill('open')); // the oldest under way is let finish
  expect(of(-10)).toEqual(Array(6).fill('aborted'));
  expect(of(-11)).toEqual(Array(6).fill('aborted'));
  expect(of(-12)).toEqual(Array(6).fill('open'));
  expect(await firstPicture(page)).toBe(old);
  expect(await page.evaluate('document.querySelector(".compare__after").naturalWidth > 0')).toBe(true);
  await atHost(page, 'host.release()');
  await until(page, `document.querySelector('.compare__after').src !== ${JSON.stringify(old)}`);
  const before = await atHost(page, 'host.tiles.slice(6).some((t) => t.ask.before)');
  expect(before).toBe(false); // the sources are known already
});

test('only tiles in sight are asked for; scrolling asks for the rest', async () => {
  const page = await open({ width: 480 });
  const shown = async () => new Set(await atHost<string[]>(page, 'host.tiles.map((t) => t.ask.source)')).size;
  const first = await shown();
  expect(first).toBeLessThan(5);
  await page.locator('.tile').last().scrollIntoViewIfNeeded();
  await until(page, 'document.querySelectorAll(".tile:last-child img").length === 2');
  expect(await shown()).toBeGreaterThan(first);
});

test('an invalid value: message at the field, the last good preview stays, Save and Generate are off, the bar repeats it', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Rotate' }).click();
  await settled(page);
  const calls = await atHost<number>(page, 'host.tiles.length');
  const old = await firstPicture(page);
  const low = page.getByRole('spinbutton', { name: 'Angle, from' });
  await low.fill('-200');
  expect(await page.locator('.field__error').textContent()).toBe('Angle must be a number from −180 to 180.');
  expect(await low.getAttribute('aria-invalid')).toBe('true');
  expect(await page.locator('#bar-text').textContent()).toContain('Rotate: Angle must be a number from −180 to 180');
  for (const name of ['Save', 'Generate']) {
    expect(await page.locator('.bar vscode-button', { hasText: name }).getAttribute('disabled')).not.toBeNull();
  }
  await page.keyboard.press('Control+s');
  await page.waitForTimeout(400);
  expect(await asked(page, 'save')).toEqual([]);
  expect(await asked(page, 'keepDraft')).toEqual([]);
  expect(await atHost(page, 'host.tiles.length')).toBe(calls);
  expect(await firstPicture(page)).toBe(old);
  await page.getByRole('button', { name: 'Reset angle' }).click();
  expect(await page.locator('.field__error').count()).toBe(0);
});

test('text that is no number is told when the field is left, and undo brings the value back', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Rotate' }).click();
  const low = page.getByRole('spinbutton', { name: 'Angle, from' });
  await low.fill('8..5');
  await low.press('Tab');
  expect(await page.locator('.field__error').count()).toBe(1);
  expect(await low.inputValue()).toBe('8..5');
  await low.fill('-20');
  await low.press('Tab');
  expect(await page.locator('.field__error').count()).toBe(0);
  await page.getByRole('button', { name: /^Undo/ }).click();
  expect(await low.inputValue()).toBe('-8');
  await page.getByRole('button', { name: /^Redo/ }).click();
  expect(await low.inputValue()).toBe('-20');
});

test('the track grows when a value leaves it, and percentages are fractions in the recipe', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Rotate' }).click();
  const thumb = page.getByRole('slider', { name: 'Angle, from' });
  expect(await thumb.getAttribute('min')).toBe('-45');
  await page.getByRole('spinbutton', { name: 'Angle, from' }).fill('-90');
  expect(await thumb.getAttribute('min')).toBe('-180');
  await page.getByRole('spinbutton', { name: 'Chance' }).fill('37');
  await until(page, 'globalThis.fakeHost.tiles.at(-1).ask.recipe.steps[1].probability === 0.37');
});

test('dividers move together, with Alt alone', async () => {
  const page = await open();
  const splits = () =>
    page.evaluate('[...document.querySelectorAll(".compare")].map((e) => e.style.getPropertyValue("--split"))');
  const box = (await page.locator('.compare').first().boundingBox())!;
  const drag = async (share: number) => {
    const handle = (await page.locator('.compare__divider').first().boundingBox())!;
    await page.mouse.move(handle.x + handle.width / 2, handle.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * share, box.y + 40, { steps: 3 });
    await page.mouse.up();
  };
  await drag(0.25);
  expect(new Set((await splits()) as string[]).size).toBe(1);
  expect(Number(((await splits()) as string[])[0])).toBeCloseTo(0.25, 1);
  await page.keyboard.down('Alt');
  await drag(0.75);
  await page.keyboard.up('Alt');
  const [own, ...others] = ((await splits()) as string[]).map(Number);
  expect(own).toBeCloseTo(0.75, 1);
  for (const other of others) expect(other).toBeCloseTo(0.25, 1);
});

test('a step is dragged by its grip', async () => {
  const page = await open();
  await page.locator('.step').first().hover();
  const grip = (await page.locator('.step__grip').first().boundingBox())!;
  const noise = (await page.locator('.step', { hasText: 'Noise' }).boundingBox())!;
  await page.mouse.move(grip.x + 10, grip.y + 10);
  await page.mouse.down();
  await page.mouse.move(noise.x + 10, noise.y + noise.height - 4, { steps: 4 });
  expect(await page.locator('.step--drop-below').count()).toBe(1);
  await page.mouse.up();
  const names = await page.locator('.step__name').allTextContents();
  expect(names.indexOf('Flip')).toBe(names.indexOf('Noise') + 1);
});

test('a step is dragged into a group and out of it; the indent says which', async () => {
  const page = await open();
  const drag = async (name: string, onto: string, by: number) => {
    await page.locator('.step', { hasText: name }).hover();
    const grip = (await page.locator('.step', { hasText: name }).locator('.step__grip').boundingBox())!;
    const row = (await page.locator('.step', { hasText: onto }).boundingBox())!;
    await page.mouse.move(grip.x + 10, grip.y + 14);
    await page.mouse.down();
    await page.mouse.move(grip.x + 10 + by, row.y + row.height - 4, { steps: 4 });
    await page.mouse.up();
  };
  const group = async () => (await page.locator('.step--in .step__name').allTextContents()).map((n) => n.trim());
  await drag('Noise', 'Contrast', 20);
  expect(await group()).toEqual(['Brightness', 'Contrast', 'Noise']);
  await drag('Brightness', 'Noise', -16);
  expect(await group()).toEqual(['Contrast', 'Noise']);
  await drag('Flip', 'One of', 0);
  expect(await group()).toEqual(['Flip', 'Contrast', 'Noise']);
  await drag('One of', 'Colour shift', 0);
  expect(await group()).toEqual(['Flip', 'Contrast', 'Noise']);
});

test('a broken sample says so in its tile, and another one takes its place', async () => {
  const page = await open({ state: 'broken' });
  expect(await page.locator('.tile__problem').textContent()).toContain('The file stops at 10 KB');
  expect(await page.locator('#bar-text').textContent()).toContain('1 sample shown can’t be read and will be left out');
  await page.getByRole('button', { name: 'Show another sample' }).click();
  await until(page, `!document.querySelector('[data-source="${samples[3]!.source}"]')`);
});

test('what the host can’t do is said in the bar', async () => {
  const page = await open();
  await page.locator('.tile').first().hover();
  await page.getByRole('button', { name: /^More for 0979a14e/ }).click();
  await page.getByRole('menuitem', { name: 'Reveal in Explorer' }).click();
  await page.getByText('The file is gone: scan the folder again.').first().waitFor();
});

test('closing and showing the panel again loses nothing', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Rotate' }).click();
  await page.getByRole('spinbutton', { name: 'Angle, from' }).fill('-20');
  await page.getByRole('button', { name: 'Next variant' }).click();
  await until(page, '(sessionStorage.getItem("state") ?? "").includes("-20")');
  await until(page, 'JSON.parse(sessionStorage.getItem("state")).view.variant === 2');
  const kept = (await page.evaluate('JSON.parse(sessionStorage.getItem("state"))')) as { readonly host: unknown };
  expect(kept.host).toEqual({ folder: 'clothing' });
  await page.reload();
  await page.waitForSelector('.tile img');
  expect(await page.getByRole('spinbutton', { name: 'Angle, from' }).inputValue()).toBe('-20');
  expect(await page.locator('.stepper__value').textContent()).toBe('2 of 4');
});
