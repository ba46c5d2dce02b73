import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import type { Page } from 'playwright-core';

/** What a workspace folder's settings.json holds. It is empty for a moment while VS Code writes it. */
export const settingsOf = (workspace: string) => {
  const file = join(workspace, '.vscode', 'settings.json');
  return (existsSync(file) && parse(readFileSync(file, 'utf8'))) || {};
};

/** The photos below a folder; none where there is no folder. */
export const picturesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.jpg'))
    : [];

/** Until something is true of the disk, which tells no page. */
export const waitUntil = async (page: Page, what: string, met: () => boolean, longest = 60_000): Promise<void> => {
  for (const until = Date.now() + longest; !met(); ) {
    if (Date.now() > until) throw new Error(`not seen in ${longest / 1000} s: ${what}`);
    await page.waitForTimeout(100);
  }
};
