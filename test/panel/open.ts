import { mkdir } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, vi } from 'vitest';
import type { FakeHost } from './page/fake-host';

export const themes = ['vscode-dark', 'vscode-light', 'vscode-high-contrast', 'vscode-high-contrast-light'] as const;

/** The classes that VS Code gives to the body: its light high contrast has the dark one's too. */
export const bodyClass = (theme: string): string =>
  theme === 'vscode-high-contrast-light' ? `vscode-high-contrast ${theme}` : theme;

export interface Wanted {
  /** A word of `page/world.ts`. */
  readonly state?: string;
  readonly theme?: (typeof themes)[number];
  readonly width?: number;
  readonly height?: number;
  /** 2 is what a zoom of 200 % is to the page, with half the width and height. */
  readonly scale?: number;
  readonly dir?: 'ltr' | 'rtl';
  readonly forcedColors?: 'active';
  /** Tiles are not waited for. */
  readonly early?: boolean;
}

/** The panel in a real browser (`setup.ts`): in a file of tests, one page for all that look at it at the same scale. */
export function panelTests() {
  const { address, browser: endpoint } = inject('panel');
  let browser: Browser;
  let pages: ReadonlyMap<number, Page> = new Map();
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });
  beforeAll(async () => {
    browser = await chromium.connect(endpoint);
    await mkdir('test-results/panel', { recursive: true });
  });
  afterAll(() => browser?.close());
  return async (wanted: Wanted = {}): Promise<Page> => {
    const { state = 'ready', theme = 'vscode-dark', width = 1280, height = 800, scale = 1, dir = 'ltr' } = wanted;
    const page = pages.get(scale) ?? (await newPage(browser, scale));
    pages = new Map([...pages, [scale, page]]);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ forcedColors: wanted.forcedColors ?? 'none' });
    await page.mouse.move(0, 0); // nothing is hovered by what the test before did
    await page.goto(`${address}/?${new URLSearchParams({ state, theme: bodyClass(theme), dir })}`);
    await page.waitForSelector('.panel');
    if (!wanted.early) await settled(page);
    return page;
  };
}

async function newPage(browser: Browser, deviceScaleFactor: number): Promise<Page> {
  const context = await browser.newContext({ deviceScaleFactor });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.type() === 'error') throw new Error(`the page says: ${message.text()}`);
  });
  return page;
}

/** Waits until an expression in the page is true. Playwright's own wait evaluates in the page, which the policy forbids. */
export async function until(page: Page, expression: string): Promise<void> {
  await expect.poll(() => page.evaluate(`!!(${expression})`), { timeout: 30_000, message: expression }).toBe(true);
}

const waiting = `[...document.querySelectorAll('[data-source]')].some((tile) => {
  const { left, top } = tile.getBoundingClientRect();
  return left < innerWidth && top < innerHeight && tile.querySelector('.mat--waiting');
})`;

/** Waits until no tile in sight waits for its picture, and the bar for its estimate. */
export async function settled(page: Page): Promise<void> {
  await until(
    page,
    `document.querySelector('.state, .waiting, .sheet') || (document.querySelector('.tile img, .tile .text, .tile .near, .tile figure, .tile__problem') && !${waiting})`,
  );
  await until(
    page,
    "document.querySelector('.panel--state') || !document.querySelector('#bar-text')?.textContent.startsWith('Counting…')",
  );
}

/** Something done with the fake host in the page. */
export function atHost<T>(page: Page, code: string): Promise<T> {
  return page.evaluate(`(() => { const host = globalThis.fakeHost; return (${code}); })()`) as Promise<T>;
}

export type Calls = FakeHost['calls'];
/** What was asked of the host under a name, so far. */
export const asked = (page: Page, method: string): Promise<Calls> =>
  atHost(page, `host.calls.filter((c) => c.method === ${JSON.stringify(method)})`);

export const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: `test-results/panel/${name}.png` });
