import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { asked, atHost, panelTests, until } from './open';

const open = panelTests();

const lastEstimate = async (page: Page) =>
  (await asked(page, 'estimate')).at(-1)?.ask as { recipe: { variants: number }; choice: object };
const barSays = (page: Page, text: string) => page.locator('.bar__text', { hasText: text }).waitFor();

test('the estimate is a sentence that is edited in place', async () => {
  const page = await open();
  await barSays(page, '70 images ×');
  await barSays(page, '280 variants');
  await barSays(page, 'about 8.8 MB of 18 GB free');
  await barSays(page, 'validation and test stay as they are');
  await page.getByRole('spinbutton', { name: 'Variants of each image' }).fill('6');
  await barSays(page, '420 variants');
  await page.getByRole('combobox', { name: 'Originals' }).selectOption('only the variants');
  await barSays(page, 'about 11 MB');
  expect(await lastEstimate(page)).toMatchObject({ recipe: { variants: 6 }, choice: { onlyVariants: true } });
  await page.getByRole('button', { name: 'clothing-augmented' }).click();
  await page.getByRole('textbox', { name: 'Folder name, beside the dataset' }).fill('more');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'more', exact: true }).click();
  await page.getByRole('button', { name: 'Choose Folder…' }).click();
  await page.getByRole('button', { name: 'more-clothes' }).waitFor();
  expect(await lastEstimate(page)).toMatchObject({ choice: { out: '/elsewhere/more-clothes' } });
});

test('evaluation data is refused with its reason; the override is explicit', async () => {
  const page = await open({ state: 'refused' });
  await page.getByText('would make your scores look better than they are').waitFor();
  await page.getByRole('button', { name: 'Open train Instead' }).click();
  expect((await asked(page, 'act')).at(-1)?.ask).toEqual({ action: 'openTraining' });
  expect(await page.locator('.tile').count()).toBe(0);
  await barSays(page, 'Nothing will be written: validation is evaluation data');
  await page.getByRole('checkbox', { name: 'Augment it anyway' }).check();
  await barSays(page, 'scores will look better than they are');
  await page.locator('.tile img').first().waitFor();
  await page.locator('.bar vscode-button:not([disabled])', { hasText: 'Generate' }).click();
  expect((await asked(page, 'generate'))[0]?.ask).toMatchObject({ choice: { allowEvaluationData: true } });
});

test('a full disk refuses the run, and another folder can be chosen', async () => {
  const page = await open({ state: 'full' });
  await barSays(page, 'About 9 MB are needed, and 2 MB are free');
  expect(await page.locator('.bar vscode-button[disabled]', { hasText: 'Generate' }).count()).toBe(1);
  await page.getByRole('button', { name: 'clothing-augmented' }).waitFor();
});

test.each([
  ['running', '112 of 280', ['cancelRun']],
  ['finished', '280 variants written', ['undoRun', 'reveal']],
  ['cancelled', 'Cancelled:', ['undoRun', 'reveal']],
  ['shortfall', '1 source left out', ['undoRun', 'reveal']],
  ['interrupted', 'was cut off at 112 of 350 files', ['undoRun', 'resumeRun']],
])('a run that is %s says so and offers what can be done', async (state, text, actions) => {
  const page = await open({ state });
  await barSays(page, text);
  for (const button of await page.locator('.bar__actions vscode-button').all()) await button.click();
  expect((await asked(page, 'act')).map((c) => (c.ask as { action: string }).action)).toEqual(actions);
});

test('the bar is the estimate’s again at the first change after a run', async () => {
  const page = await open({ state: 'finished' });
  await barSays(page, '280 variants written to clothing-augmented in 7 s');
  await page.getByRole('spinbutton', { name: 'Chance' }).fill('40');
  await barSays(page, '70 images ×');
});

test('presets: chosen, saved under a name, deleted; a hand edit arrives', async () => {
  const page = await open();
  const picker = page.locator('#preset');
  await picker.selectOption('Gentle');
  expect(await page.locator('.step').count()).toBe(3);
  await page.getByRole('button', { name: /^More: save/ }).click();
  await page.getByRole('menuitem', { name: 'Save as Preset…' }).click();
  await until(page, 'document.querySelector("#preset").value === "preset Mine"');
  await page.getByRole('button', { name: /^More: save/ }).click();
  await page.getByRole('menuitem', { name: 'Delete Preset “Mine”…' }).click();
  await until(page, 'document.querySelector("#preset").value === "own"');
  const { draft } = await import('./page/world');
  const edited = { ...draft, recipe: { ...draft.recipe, steps: draft.recipe.steps.slice(0, 2) } };
  await atHost(page, `host.pushDraft(${JSON.stringify(edited)})`);
  await until(page, 'document.querySelectorAll(".step").length === 2');
  await page.keyboard.press('Control+z');
  expect(await page.locator('.step').count()).toBe(3);
});

test('with autoSave the recipe is saved a second after the last change, and never before a change', async () => {
  const page = await open();
  await page.keyboard.press('Control+s');
  await page.waitForSelector('.dirty', { state: 'detached' });
  await atHost(page, 'host.push({ autoSave: "afterDelay" })');
  await page.waitForTimeout(1300);
  expect((await asked(page, 'save')).length).toBe(1);
  await page.getByRole('spinbutton', { name: 'Chance' }).fill('40');
  await until(page, 'globalThis.fakeHost.calls.filter((c) => c.method === "save").length === 2');
});

test('a deleted folder and its return', async () => {
  const page = await open();
  await atHost(page, 'host.push({ dataset: { state: "gone", title: "clothing", path: "/data/clothing" } })');
  await page.getByRole('heading', { name: 'clothing is gone' }).waitFor();
  await page.getByRole('button', { name: 'Choose Another Folder…' }).click();
  expect((await asked(page, 'act')).at(-1)?.ask).toEqual({ action: 'chooseFolder' });
});
