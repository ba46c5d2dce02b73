import type { DirectionalClass } from './core/directional';
import type { StepOutcome } from './core/draw';
import type { Size } from './core/geometry';
import type { ClassOutlook, LikelyLabel } from './core/labelling';
import type { Modality } from './core/modality';
import type { Bone, Shapes } from './core/objects';
import type { Metric } from './core/questions';
import type { Recipe } from './core/recipe';
import type { Estimate, RunChoice, RunProgress, RunResult } from './core/run';
import type { Span } from './core/spans';
import type { TableColumns } from './core/table';
import type { TransformInfo } from './core/transform';
import type { TuneReport } from './core/tuning';
import type { Change } from './core/word-diff';

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

export type Tile = TileContent & {
  readonly source: string;
  readonly variant: number;
  readonly steps: readonly ToldStep[];
  /** Path of the output, relative to the output folder. */
  readonly output: string;
};

/** What a tile shows, for each kind of data in its own way. */
export type TileContent = ImageTile | SoundTile | VideoTile | TextTile | EmbeddingTile;

export interface ImageTile {
  readonly kind: 'image';
  readonly before?: Picture;
  readonly after: Picture;
  /** "CMYK converted to RGB" */
  readonly notes: readonly string[];
  /** Where the sample has labels with a place in the picture. */
  readonly objects?: TileObjects;
}

export interface SoundTile {
  readonly kind: 'audio';
  /** Left out when the webview has that of this source already. */
  readonly before?: SoundView;
  readonly after: SoundView;
  /** "lowered by 2.1 dB so that it does not overload" */
  readonly notes: readonly string[];
  readonly times?: TileTimes;
}

/** Labels with time to draw over a clip, before and after. */
export interface TileTimes {
  /** Left out like the clip itself. */
  readonly before?: ShownTimes;
  readonly after: ShownTimes;
  /** How many of the clip's own labels are still there, and of how many. */
  readonly kept: number;
  readonly of: number;
  /** "event 3: 12 % left" */
  readonly dropped: readonly string[];
}
export interface ShownTimes {
  readonly events: readonly ShownEvent[];
  /** Of a video: what stands in each of its frames, which have this size; frames without are not here. */
  readonly frames?: {
    readonly size: Size;
    readonly fps: number;
    readonly count: number;
    readonly objects: Readonly<Record<number, readonly ShownObject[]>>;
  };
}
export interface ShownEvent {
  /** Seconds; equal for a moment. */
  readonly start: number;
  readonly end: number;
  /** Its class, or what the subtitle says. */
  readonly name: string;
  /** True for what is said or written under the picture, and not only named. */
  readonly isText?: true;
  /** Its share, where clips are blended: 0 to 1. */
  readonly weight?: number;
}

export interface TextTile {
  readonly kind: 'text';
  readonly before: TextView;
  readonly after: TextView;
  /** In the order of the texts. */
  readonly changes: readonly TextChange[];
  /** "left out: no replaceable word" */
  readonly notes: readonly string[];
}

/** A text with the spans that its labels name. */
export interface TextView {
  readonly text: string;
  readonly spans: readonly Span[];
}

export interface TextChange extends Change {
  /** What could have stood there, the likeliest first; shares sum to 1. */
  readonly candidates?: readonly { readonly text: string; readonly share: number }[];
}

/** A row of numbers among the others of its dataset, on the plane of their two strongest directions. */
export interface EmbeddingTile {
  readonly kind: 'embedding';
  /** Its class, where it has one. */
  readonly label?: string;
  readonly before: PlacedRow;
  readonly after: PlacedRow;
  /** How far it moved, in standard deviations of the features. */
  readonly moved: number;
  /** Left out when the webview has it already. */
  readonly cloud?: PointCloud;
  readonly notes: readonly string[];
}

/** A point, and the nearest other row of the dataset. */
export interface PlacedRow {
  readonly x: number;
  readonly y: number;
  readonly nearest?: { readonly row: string; readonly label?: string };
}

/** The rows of a dataset as points, each with the number of its label, from 0; -1 for none. */
export interface PointCloud {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly label: Int16Array;
  readonly labels: readonly string[];
  /** How much of the spread of all rows the plane shows, 0 to 1. */
  readonly share: number;
  /** Rows that were compared with, and how many there are. */
  readonly compared: number;
  readonly rows: number;
}

/** A clip to look at and to listen to. */
export interface SoundView {
  /** In a format that a browser plays. */
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly seconds: number;
  /** Lowest and highest sample of each column, in turn; full scale is ±127. */
  readonly wave: Int8Array;
  /** How loud each frequency is, 0 to 255; rows from high to low, each with all columns. */
  readonly spectrogram: Uint8Array;
  readonly rows: number;
}

export interface VideoTile {
  readonly kind: 'video';
  /** Left out when the webview has that of this source already. */
  readonly before?: VideoView;
  readonly after: VideoView;
  /** "uneven frame times became 24.5 frames a second" */
  readonly notes: readonly string[];
  readonly times?: TileTimes;
}

/** A clip of video to look at, to scrub and to play: small, in a format that every webview plays. */
export interface VideoView {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly seconds: number;
  readonly hasSound: boolean;
  /** Frames side by side, each showing the middle of an equal stretch of time; before and after have stretches alike. */
  readonly strip: Picture;
  readonly frames: number;
}

/** Labels to draw over a tile's pictures, each in pixels of its own picture. */
export interface TileObjects {
  /** Left out like the picture itself. */
  readonly before?: ShownLabels;
  readonly after: ShownLabels;
  /** How many of the sample's own objects are still there, and of how many: "1 of 2 kept". */
  readonly kept: number;
  readonly of: number;
  /** What was cut away: "box 3: 12 % visible". */
  readonly dropped: readonly string[];
}

export interface ShownLabels {
  readonly objects: readonly ShownObject[];
  /** A mask as a picture of the same size: each class in a colour of its own, clear where there is none. */
  readonly mask?: Picture;
}

export interface ShownObject extends Shapes {
  readonly class: string;
  /** Its share, where pictures are blended: 0 to 1. */
  readonly weight?: number;
  /** Which keypoints a line joins. */
  readonly skeleton?: readonly Bone[];
}

/** An outcome with its words: "rotated 3.2°", or "flip" for a step that was skipped. */
export type ToldStep = StepOutcome & { readonly words: string };

/** Encoded, in a format that a browser shows. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly size: Size;
}
