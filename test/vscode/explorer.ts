import type { Locator, Page } from 'playwright-core';

const list = '.explorer-folders-view .monaco-list-row';

/** The row of a path in the Explorer, such as `train/cat/1.jpg`; folders on the way are opened. */
export const explorerRow = async (page: Page, path: string, timeout = 45_000): Promise<Locator> => {
  const names = path.split('/');
  const until = Date.now() + timeout;
  let parent: Locator | undefined;
  for (const [depth, name] of names.entries()) {
    if (parent) await expand(parent);
    parent = await waitForRow(page, name, depth + 1, parent, until);
  }
  return parent!;
};

const waitForRow = async (page: Page, name: string, level: number, parent: Locator | undefined, until: number) => {
  const named = page.locator(`${list}[aria-level="${level}"]`).filter({
    has: page.locator('.label-name').getByText(name, { exact: true }),
  });
  for (;;) {
    const after = parent ? await indexOf(parent) : -1;
    for (const row of await named.all()) {
      // the same name may be below another folder as well: ours is the first after its parent
      const index = await indexOf(row);
      if (index > after) return page.locator(`${list}[data-index="${index}"]`);
    }
    if (Date.now() > until) throw new Error(`No row "${name}" at level ${level} in the Explorer`);
    await page.waitForTimeout(150);
  }
};

const indexOf = async (row: Locator): Promise<number> =>
  Number(await row.getAttribute('data-index', { timeout: 2000 }).catch(() => -1));

const expand = async (row: Locator): Promise<void> => {
  if ((await row.getAttribute('aria-expanded')) !== 'false') return;
  await row.locator('.monaco-tl-twistie').click();
};

/**
 * Right-clicks a row and chooses an item by the labels on the way: `['Augment Dataset', 'Preview and Adjust…']`.
 * Two traps: the item is there only once the extension is registered, so the menu is opened again until it is;
 * and VS Code ignores a click in the first 100 ms of a menu.
 */
export const chooseInContextMenu = async (
  page: Page,
  row: Locator,
  labels: readonly string[],
  timeout = 45_000,
): Promise<void> => {
  const until = Date.now() + timeout;
  for (;;) {
    try {
      await row.click({ button: 'right' });
      for (const [depth, label] of labels.entries()) {
        const item = menuItem(page, label);
        await item.waitFor({ timeout: 1500 });
        await page.waitForTimeout(200);
        if (depth < labels.length - 1) await item.hover();
        else await item.click({ timeout: 2000 });
      }
      await page.locator('.monaco-menu').first().waitFor({ state: 'detached', timeout: 1500 });
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error(`No item ${labels.join(' › ')} in the context menu: ${error}`);
      for (let open = 3; open > 0 && (await page.locator('.monaco-menu').count()) > 0; open--) {
        await page.keyboard.press('Escape');
        await page.waitForTimeout(200);
      }
    }
  }
};

/** The label of an item of the menu or submenu that is open. A submenu is drawn inside its item: labels tell them apart. */
const menuItem = (page: Page, label: string): Locator =>
  page.locator('.monaco-menu .action-label').filter({ hasText: new RegExp(`^\\s*${escapePattern(label)}\\s*$`) });

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
