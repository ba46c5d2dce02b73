import { existsSync } from 'node:fs';
import { isExecutable, onPath, runQuietly } from './commands';
import type { Say } from './install-server';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const advice =
  'Install Chromium or Chrome (Debian and Ubuntu: sudo apt-get install chromium fonts-dejavu-core; macOS: brew install --cask chromium), or set CHROMIUM to the program.';

const findChromium = (): string | undefined => {
  const named = process.env.CHROMIUM;
  if (named && !isExecutable(named)) throw new Error(`CHROMIUM is ${named}, which is not a program. ${advice}`);
  if (named) return named;
  for (const name of names) {
    const found = onPath(name);
    if (found) return found;
  }
  return places.find(isExecutable);
};

/** The Chromium to use; where there is none, it is installed as root on Debian, else the error says how to get it. */
export const ensureChromium = async (say: Say = console.error): Promise<string> => {
  const found = findChromium();
  if (found) {
    await ensureFonts(say);
    return found;
  }
  if (!canInstall()) throw new Error(`No Chromium found. ${advice}`);
  await installPackages(['chromium', 'fonts-dejavu-core'], say);
  const installed = findChromium();
  if (!installed) throw new Error(`apt-get installed chromium, but it is not on PATH. ${advice}`);
  return installed;
};

/** A page without any font draws no text, and screenshots of it prove nothing. */
const ensureFonts = async (say: Say): Promise<void> => {
  if (process.platform !== 'linux' || !onPath('fc-list')) return;
  if ((await runQuietly('fc-list', [])).trim() !== '') return;
  if (canInstall()) await installPackages(['fonts-dejavu-core'], say);
  else say('No font is installed: text will be empty boxes. Install one, for instance fonts-dejavu-core.');
};

const canInstall = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version') && !!onPath('apt-get');

const installPackages = async (packages: readonly string[], say: Say): Promise<void> => {
  say(`Installing ${packages.join(' and ')} with apt-get …`);
  const since = Date.now();
  await runQuietly('apt-get', ['update', '-qq']);
  await runQuietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  say(`  ready after ${((Date.now() - since) / 1000).toFixed(0)} s`);
};
