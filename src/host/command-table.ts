/** What package.json and the palette know of a command. The code behind each stands in commands.ts. */
export interface CommandInfo {
  readonly title: string;
  /** Stands in the Explorer's submenu too, in the order of this table. */
  readonly explorer?: true;
  /** Works on tables of texts, and folders of them. */
  readonly texts?: true;
  /** Works on a file of this extension alone. */
  readonly file?: string;
  /** When the palette shows it; always, without. */
  readonly palette?: string;
}

/** Commands are called `datasetAugmentation.<name>`. */
export const commandTable = {
  preview: { title: 'Preview and Adjust…', explorer: true },
  generateWithPreset: { title: 'Generate with Preset…', explorer: true },
  repeatLastRun: { title: 'Repeat Last Run', explorer: true },
  useWhileTraining: { title: 'Use While Training…', explorer: true },
  runOnCluster: { title: 'Run on a Cluster…', explorer: true },
  copyAsPython: { title: 'Copy as Python…', explorer: true },
  openAlbumentations: { title: 'Open Albumentations Recipe…', explorer: true, file: 'json' },
  doesItHelp: { title: 'Does It Help?', explorer: true },
  tune: { title: 'Tune on Validation Data…', explorer: true },
  labelDocuments: { title: 'Label Unlabelled Documents…', explorer: true, texts: true },
  embedDocuments: { title: 'Embed Documents…', explorer: true, texts: true },
  resumeRun: { title: 'Resume Run' },
  undoRun: { title: 'Undo Run…' },
  saveRecipe: { title: 'Save Recipe', palette: 'activeWebviewPanelId == datasetAugmentation.panel' },
  editSettings: { title: 'Edit Recipe in settings.json', palette: 'activeWebviewPanelId == datasetAugmentation.panel' },
  showLog: { title: 'Show Log' },
} as const satisfies Readonly<Record<string, CommandInfo>>;

export type CommandName = keyof typeof commandTable;
export const commandId = (name: CommandName): string => `datasetAugmentation.${name}`;

export const panelType = 'datasetAugmentation.panel';
