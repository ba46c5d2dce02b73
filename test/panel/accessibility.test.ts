import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Recipe } from '../../src/core/recipe';
import { asked, atHost, bodyClass, panelTests, picture, themes, until } from './open';

const open = panelTests();
const axe = readFile('node_modules/axe-core/axe.min.js', 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that a theme has a say in. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong in a part of the page: rule, and where. */
async function faults(page: Page, part: string, which: 'colour' | 'structure'): Promise<readonly string[]> {
  const off = Object.fromEntries(colourRules.map((rule) => [rule, { enabled: false }]));
  const chosen = which === 'colour' ? { runOnly: colourRules } : { runOnly: rules, rules: off };
  // style sheets are read beforehand for an experimental rule alone, which is not among these, and take half of the time
  const options = JSON.stringify({ ...chosen, resultTypes: ['violations'], preload: { assets: ['media'] } });
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(part)}, ${options})`)) as AxeResults;
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary}`));
}

const prepared = new WeakSet<Page>();
/** Puts axe into this page, and into what is opened in it later: to send its half megabyte takes a second. */
async function withAxe(page: Page): Promise<void> {
  if (prepared.has(page)) return;
  prepared.add(page);
  await page.addInitScript(await axe);
  await page.evaluate(await axe);
}

/** Faults in any theme: those about colour, which take axe most of its time, in the part that is new. */
async function faultsInThemes(page: Page, part = 'body', coloured = part): Promise<readonly string[]> {
  await withAxe(page);
  const found = [...(await faults(page, part, 'structure'))];
  for (const theme of themes) {
    await page.evaluate(`document.body.className = ${JSON.stringify(bodyClass(theme))}`);
    found.push(...(await faults(page, coloured, 'colour')).map((fault) => `${theme}: ${fault}`));
  }
  await page.evaluate(`document.body.className = ${JSON.stringify(themes[0])}`);
  return found;
}

test.each([
  ['ready', 'body'],
  ['loading', '.waiting'],
  ['empty', '.state'],
  ['gone', '.state'],
  ['failed', '.state'],
  ['refused', '.state'],
  ['nothing', '.state'],
  ['broken', '.tile__problem'],
  ['html', '.head'],
  ['labelled', '.tile'],
  ['texts', '.tiles'],
  ['embeddings', '.tiles'],
  ['sound', '.tiles'],
  ['video', '.tiles'],
  ['sound-events', '.events'],
  ['video-boxes', '.watch__labels'],
  ['tuned', '.sheet'],
  ['untuned', '.sheet'],
  ['tuning', '.sheet'],
  ['unjudged', '.sheet'],
  ['labels', '.sheet'],
  ['unlabelled', '.sheet'],
])('axe finds nothing in the state %s, in any theme', async (state, own) => {
  expect(await faultsInThemes(await open({ state }), 'body', own)).toEqual([]);
});

test('axe finds nothing in the bar, whatever a run does, in any theme', async () => {
  const page = await open();
  for (const word of ['running', 'cancelling', 'finished', 'shortfall', 'cancelled', 'undone', 'interrupted']) {
    const told = await page.locator('.bar [role=status]').textContent();
    await atHost(page, `host.push({ run: host.stateFor(${JSON.stringify(word)}).run })`);
    await until(page, `document.querySelector('.bar [role=status]').textContent !== ${JSON.stringify(told)}`);
    expect(await faultsInThemes(page, '.bar'), word).toEqual([]);
  }
});

test.each(['full', 'warned'])('axe finds nothing in the bar of the state %s, in any theme', async (state) => {
  expect(await faultsInThemes(await open({ state }), '.bar')).toEqual([]);
});

test.each(['Rotate', 'One of', 'Erase', 'Mix-up'])('axe finds nothing in the form of %s', async (name) => {
  const page = await open();
  await page.locator('.step__open', { hasText: name }).first().click();
  await page.getByRole('radio', { name: 'All except' }).check();
  expect(await faultsInThemes(page, '.panel__recipe')).toEqual([]);
});

test('axe finds nothing in the options, with a pair of classes', async () => {
  const page = await open({ state: 'directional' });
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('button', { name: 'Pair left arrow and right arrow' }).click();
  expect(await faultsInThemes(page, '.panel__recipe')).toEqual([]);
});

test('axe finds nothing in what opens over the page, nor beside an invalid value', async () => {
  const page = await open();
  await page.locator('.step__open', { hasText: 'Rotate' }).click();
  await page.getByRole('button', { name: 'clothing-augmented' }).click();
  expect(await faultsInThemes(page, '.popover'), 'folder').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('spinbutton', { name: 'Angle, from' }).fill('-200');
  expect(await faultsInThemes(page, '.panel__recipe'), 'invalid').toEqual([]);
  await page.getByRole('button', { name: 'Add step…' }).click();
  expect(await faultsInThemes(page, '.popover'), 'add step').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More for Rotate' }).click();
  expect(await faultsInThemes(page, '.popover'), 'menu').toEqual([]);
});

test.each([480, 320])('axe finds nothing at %d px', async (width) => {
  expect(await faultsInThemes(await open({ width, height: 640 }))).toEqual([]);
});

test('axe finds nothing in forced colours and from right to left', async () => {
  const page = await open({ forcedColors: 'active', dir: 'rtl' });
  await withAxe(page);
  // not those about colour: axe reads the colours that the page asked for, not those that are forced
  expect(await faults(page, 'body', 'structure')).toEqual([]);
  await picture(page, 'image-forced-colours-rtl');
});

test('names that look like HTML are shown as text, and nothing in them runs', async () => {
  const page = await open({ state: 'html' });
  expect(await page.locator('h1').textContent()).toBe('<img src=x onerror=alert(1)>');
  expect(await page.locator('.head__facts').textContent()).toBe('left <b>arrow</b>');
  await page.getByRole('radio', { name: 'Only' }).check();
  await page.getByRole('checkbox', { name: 'left <b>arrow</b> names a side' }).check();
  expect(await page.locator('b, img[src="x"]').count()).toBe(0);
  const shown = await page.locator('.tile__class').first().textContent();
  expect(shown).toBe('hat');
});

test('new previews are announced once, politely', async () => {
  const page = await open();
  await page.getByRole('spinbutton', { name: 'Chance' }).fill('40');
  await until(page, 'document.querySelector("#announcer").textContent.startsWith("6 previews updated")');
  expect(await page.locator('#announcer').getAttribute('role')).toBe('status');
});

test('the dataset’s directional classes are named beside the step', async () => {
  const page = await open({ state: 'directional' });
  expect(await page.locator('.field__note').textContent()).toContain('left arrow (names a side)');
  await page.getByRole('radio', { name: 'All except' }).check();
  const step = async () => {
    const kept = (await asked(page, 'keepDraft')).at(-1)?.ask as { recipe: Recipe } | undefined;
    return kept?.recipe.steps[0];
  };
  await expect.poll(step).toMatchObject({ exceptClasses: ['left arrow', 'right arrow'] });
  await until(page, 'globalThis.fakeHost.tiles.at(-1).ask.recipe.steps[0].exceptClasses?.length === 2');
});
