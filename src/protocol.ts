import type { DirectionalClass } from './core/directional';
import type { ClassOutlook, LikelyLabel } from './core/labelling';
import type { Modality } from './core/modality';
import type { Metric } from './core/questions';
import type { Recipe } from './core/recipe';
import type { Estimate, RunChoice, RunProgress, RunResult } from './core/run';
import type { TableColumns } from './core/table';
import type { TransformInfo } from './core/transform';
import type { TuneReport } from './core/tuning';
import type { Picture, Tile } from './protocol-tiles';

/** What the webview asks of the host. Every call can be aborted; errors come back as errors with a readable message. */
export interface HostCalls {
  /** The first call: the webview is ready. Fixed facts come back; the state follows as an event. */
  start(): PanelStart;
  /** Real samples, drawn by seed and spread over classes; `shuffle` 0 is what `preview` shows. */
  samples(ask: { readonly count: number; readonly shuffle: number }): readonly SampleRef[];
  /** The training samples whose path contains the text, for *choose one*; at most 50. */
  findSamples(ask: { readonly text: string }): readonly SampleRef[];
  /** The very bytes that a run would write. */
  tile(ask: TileAsk): Tile;
  /** What one transform makes of a sample, small: a hint in *Add step…*, not what a run writes. Pictures only. */
  thumbnail(ask: ThumbnailAsk): Picture;
  estimate(ask: { readonly recipe: Recipe; readonly choice: RunChoice }): Estimate;
  /** Keeps the unsaved draft in the workspace state. */
  keepDraft(draft: Draft): void;
  /** Writes the folder's recipe into the workspace settings. */
  save(ask: { readonly recipe: Recipe; readonly preset?: string }): void;
  /** Asks for a name and writes a preset; undefined when the user changed their mind. */
  saveAsPreset(ask: { readonly recipe: Recipe; readonly name?: string }): string | undefined;
  deletePreset(ask: { readonly name: string }): boolean;
  editSettings(): void;
  /** Saves, then runs. */
  generate(ask: { readonly recipe: Recipe; readonly choice: RunChoice; readonly preset?: string }): void;
  /** The dialog for the output folder; undefined when the user changed their mind. */
  chooseOut(): string | undefined;
  /** Shows the file of a sample in the Explorer. */
  revealSample(ask: { readonly source: string }): void;
  /** Trains with and without the recipe, and with each of a grid's (`words=0.1,0.3`); how it goes is in the state. */
  tune(ask: { readonly recipe: Recipe; readonly grid: string; readonly seeds: number }): void;
  /** Labels the documents that have none; how it goes is in the state. */
  findLabels(ask: Partial<LabelsChoice>): void;
  /** The surest documents first; `show` and `count` say which part of them. */
  labels(ask: LabelsAsk): LabelsPage;
  /** Writes the table of labels beside the dataset, and shows it. */
  writeLabels(ask: { readonly precision: number }): void;
  /** A button of a state or of the bar. */
  act(ask: { readonly action: PanelAction }): void;
}

export type PanelAction =
  | 'cancelRun'
  | 'resumeRun'
  | 'undoRun'
  | 'reveal'
  | 'showLog'
  | 'chooseFolder'
  | 'openTraining'
  | 'rescan'
  | 'cancelLearning'
  | 'closeSheet'
  | 'showTuning'
  | 'chooseUnlabelled'
  | 'chooseSentenceModel'
  | 'close';

/** What the host tells the webview, unasked. */
export interface HostEvents {
  /** The whole state, whenever something in it changed. */
  state: PanelState;
  /** The draft must become this one: a preset was edited by hand, or another view asks. */
  draft: Draft;
}

export interface PanelStart {
  readonly transforms: readonly TransformInfo[];
  readonly state: PanelState;
  readonly draft: Draft;
  /** JSON that the webview keeps under `host` in its own state: what the serializer gets back after a reload. */
  readonly restore?: unknown;
}

/** What the user works on; the webview owns it while it is open. */
export interface Draft {
  readonly recipe: Recipe;
  /** The preset that it started from. */
  readonly preset?: string;
  readonly choice: RunChoice;
}

export interface PanelState {
  readonly dataset: DatasetState;
  readonly presets: readonly PresetInfo[];
  /** What the settings hold for this folder: *Revert* goes here, and the dot compares with it. */
  readonly saved?: { readonly recipe: Recipe; readonly preset?: string };
  readonly run: RunStatus;
  readonly autoSave: 'off' | 'afterDelay';
  /** What the dataset was asked, beside its samples. */
  readonly learning?: Learning;
}

export interface Learning {
  /** Stands in the place of the samples. */
  readonly sheet?: 'tuning' | 'labels';
  readonly tuning: TuningStatus;
  readonly labels: LabelsStatus;
  readonly labelsChoice: LabelsChoice;
}

interface Working {
  readonly state: 'working';
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
}
interface CouldNot {
  readonly state: 'failed';
  readonly message: string;
}
export type TuningStatus =
  | { readonly state: 'idle' }
  | Working
  | CouldNot
  | { readonly state: 'judged'; readonly report: TuneReport };
export type LabelsStatus =
  | { readonly state: 'idle' }
  | Working
  | CouldNot
  /** `number` tells one result from the next. */
  | { readonly state: 'labelled'; readonly number: number };

/** How labels are found. */
export interface LabelsChoice {
  readonly k: number;
  readonly metric: Metric;
  /** A sentence-embedding model, a folder or a hub id; empty: TF-IDF. */
  readonly model: string;
  /** Where the documents without a label are; empty: in the dataset itself. */
  readonly unlabelled: string;
}

export interface LabelsAsk {
  /** Share of labels that shall be right at least. */
  readonly precision: number;
  readonly show: 'labelled' | 'unsure' | 'all';
  readonly count: number;
}
export interface LabelsPage {
  readonly classes: readonly ClassOutlook[];
  readonly labelled: number;
  readonly documents: number;
  /** Labelled documents that the labels are learnt from. */
  readonly learntFrom: number;
  readonly rows: readonly LikelyLabel[];
  /** How many there are to show. */
  readonly of: number;
}

export interface PresetInfo {
  readonly name: string;
  readonly recipe: Recipe;
  readonly origin: 'built in' | 'settings';
}

export type DatasetState =
  /** `counted` files so far. */
  | { readonly state: 'loading'; readonly title: string; readonly counted: number }
  | { readonly state: 'empty'; readonly title: string; readonly found: string }
  | { readonly state: 'gone'; readonly title: string; readonly path: string }
  | { readonly state: 'failed'; readonly title: string; readonly message: string }
  | ReadyDataset;

export interface ReadyDataset {
  readonly state: 'ready';
  /** "clothing", or "clothing › validation" for a part. */
  readonly title: string;
  /** "train: 70 images in 5 classes" */
  readonly facts: string;
  readonly modality: Modality;
  readonly classes: readonly string[];
  readonly directional: readonly DirectionalClass[];
  /** The selection is evaluation data: two sentences, and whether there is a training part to open instead. */
  readonly evaluation?: { readonly reason: string; readonly training?: string };
  readonly problems: number;
  /** Where the samples are rows of tables with columns. */
  readonly columns?: TableColumns;
}

export type RunStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly progress: RunProgress; readonly out: string }
  | { readonly state: 'cancelling' }
  | { readonly state: 'finished'; readonly result: RunResult; readonly undone?: number }
  /** A run that a reload or a crash cut off. */
  | { readonly state: 'interrupted'; readonly out: string; readonly done: number; readonly total: number };

export interface SampleRef {
  readonly source: string;
  readonly classes: readonly string[];
  readonly bytes: number;
}

export interface TileAsk {
  readonly recipe: Recipe;
  readonly source: string;
  /** From 1. */
  readonly variant: number;
  /** False when the webview has the picture of this source already. */
  readonly before: boolean;
}

export interface ThumbnailAsk {
  readonly transform: string;
  readonly source: string;
}
