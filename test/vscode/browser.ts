import { type Browser, type BrowserServer, chromium, type Page } from 'playwright-core';
import { ensureChromium } from './chromium';
import type { Server } from './server';

const flags = [
  '--no-sandbox', // Chromium as root, as in containers, refuses to start with it
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

const options = async () => ({ executablePath: await ensureChromium(), headless: true, args: flags });
export const launchBrowser = async (): Promise<Browser> => chromium.launch(await options());
/** A browser for several processes, which connect to it. */
export const launchBrowserServer = async (): Promise<BrowserServer> => chromium.launchServer(await options());

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface OpenPage {
  readonly page: Page;
  /** Requests to other hosts, which were refused: a test can expect none from the extension. */
  readonly refused: readonly string[];
}

/** A page on which every request to anything but our own server is refused at once: no waiting, no outside traffic. */
export const newPage = async (
  browser: Browser,
  server: Server,
  viewport: PageSize = { width: 1280, height: 800 },
): Promise<OpenPage> => {
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(30_000);
  const refused: string[] = [];
  const outside = (url: URL) =>
    /^(https?|wss?):$/.test(url.protocol) && url.host !== server.authority && !url.hostname.endsWith('.127.0.0.1');
  await context.route(outside, (route) => {
    refused.push(route.request().url());
    return route.abort();
  });
  return { page: await context.newPage(), refused };
};
