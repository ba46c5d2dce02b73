import { readFileSync, writeFileSync } from 'node:fs';

export type Settings = Readonly<Record<string, unknown>>;

/** No first-run pages, no updates, no outside services: what is seen is the extension. */
export const quietSettings: Settings = {
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.colorTheme': 'Default Dark Modern', // the desktop's default; in a browser it would follow the system
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'window.confirmBeforeClose': 'never',
  'workbench.reduceMotion': 'on',
};

/** VS Code opens the workspace in Restricted Mode. */
export const restrictedSettings: Settings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

export const readSettings = (file: string): Settings => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Settings;
  } catch {
    return {}; // not there yet
  }
};

export const writeSettings = (file: string, settings: Settings): void =>
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
