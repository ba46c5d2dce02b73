import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, newPage, type PageSize } from './browser';
import { runQuietly } from './commands';
import { installServer } from './install-server';
import { type Server, startServer, windowAddress } from './server';
import type { Settings } from './settings';
import { quickRow, runCommand, waitForWorkbench } from './workbench';

export interface EditorOptions {
  /** A folder, or a `.code-workspace` file. */
  readonly open: string;
  /** For what VS Code keeps: user settings, logs, the extension's storage. */
  readonly dataFolder: string;
  /** Where `installVsix` put the extension. */
  readonly extensionsFolder?: string;
  /** Extensions run from their source folder instead. */
  readonly developmentPaths?: readonly string[];
  readonly settings?: Settings;
  readonly size?: PageSize;
  /** Of the server and its extensions, beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** The workspace is not trusted. */
  readonly restricted?: boolean;
}

export interface Editor {
  readonly page: Page;
  readonly server: Server;
  /** What was opened. */
  readonly workspace: string;
  /** Requests to other hosts; none left the machine. */
  readonly refused: readonly string[];
  /** As *Developer: Reload Window*. */
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** VS Code with a folder open, its Explorer drawn. */
export const openEditor = async (options: EditorOptions): Promise<Editor> => {
  const server = await startServer({
    ...options,
    settings: { 'explorer.compactFolders': false, ...options.settings }, // one row a folder, so that paths can be found
  });
  const browser = await launchBrowser().catch(async (error) => {
    await server.stop();
    throw error;
  });
  const close = async () => {
    await browser.close().catch(() => {});
    await server.stop();
  };
  try {
    const { page, refused } = await newPage(browser, server, options.size);
    await page.goto(windowAddress(server, options), { waitUntil: 'commit', timeout: 120_000 });
    await waitForWorkbench(page);
    const reload = async () => {
      await page.reload({ waitUntil: 'commit', timeout: 120_000 });
      await waitForWorkbench(page);
    };
    return { page, server, workspace: options.open, refused, reload, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Installs a VSIX as a user does, by VS Code's own command line. */
export const installVsix = async (vsix: string, dataFolder: string, extensionsFolder: string): Promise<void> => {
  const { node, serverMain } = await installServer();
  mkdirSync(extensionsFolder, { recursive: true });
  const folders = [
    '--server-data-dir',
    join(dataFolder, 'server-data'),
    '--user-data-dir',
    join(dataFolder, 'user-data'),
  ];
  const args = [serverMain, ...folders, '--extensions-dir', extensionsFolder, '--install-extension', vsix];
  const said = await runQuietly(node, args);
  if (!/successfully installed/.test(said)) throw new Error(`VS Code did not install ${vsix}:\n${said}`);
};

const themes = {
  dark: ['Dark Modern', 'vs-dark'],
  light: ['Light Modern', 'vs'],
  'high contrast': ['Dark High Contrast', 'hc-black'],
  'high contrast light': ['Light High Contrast', 'hc-light'],
} as const;

export type Theme = keyof typeof themes;

/** Chooses a colour theme as a user does; what is open stays open. */
export const switchTheme = async ({ page }: Editor, theme: Theme): Promise<void> => {
  const [label, className] = themes[theme];
  await runCommand(page, 'Preferences: Color Theme');
  const input = page.getByPlaceholder(/Color Theme/);
  await input.fill(label);
  await quickRow(page, label).click();
  await page.locator(`.monaco-workbench.${className}`).waitFor();
  await page.waitForTimeout(300); // the webviews are told after the workbench
};
