import { ensureChromium } from '../vscode/chromium';

/** Before the first file of tests: two that find no Chromium would install it at the same time. */
export const setup = async (): Promise<void> => {
  await ensureChromium();
};
