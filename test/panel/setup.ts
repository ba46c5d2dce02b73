import type { TestProject } from 'vitest/node';
import { launchBrowserServer } from '../vscode/browser';
import { servePanel } from './serve';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the page of the panel is served, and the browser waits to be connected to. */
    readonly panel: { readonly address: string; readonly browser: string };
  }
}

/** One browser and one server for all files of tests: each start takes as long as many tests. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const [served, browser] = await Promise.all([servePanel(), launchBrowserServer()]);
  provide('panel', { address: served.address, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    await served.close();
  };
}
