import type { StepOutcome } from './core/draw';
import type { Size } from './core/geometry';
import type { Bone, Shapes } from './core/objects';
import type { NamedSpan } from './core/spans';
import type { LeftOut } from './core/text';
import type { Change } from './core/word-diff';

// What the host answers for a tile: one kind of content for each kind of data.

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

/** Labels to draw over a tile, before and after, and what became of the sample's own. */
interface BeforeAndAfter<Shown> {
  /** Left out like the sample itself. */
  readonly before?: Shown;
  readonly after: Shown;
  /** How many of the sample's own labels are still there, and of how many: "1 of 2 kept". */
  readonly kept: number;
  readonly of: number;
  /** What was cut away: "box 3: 12 % visible", "event 3: 12 % left". */
  readonly dropped: readonly string[];
}

/** Labels with time to draw over a clip. */
export type TileTimes = BeforeAndAfter<ShownTimes>;
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
  readonly spans: readonly NamedSpan[];
}

export interface TextChange extends Change {
  /** What could have stood there, the likeliest first; shares sum to 1. */
  readonly candidates?: readonly { readonly text: string; readonly share: number }[];
  /** "adjective", where a step knew it. */
  readonly wordClass?: string;
  /** The likeliest word that may not stand there, and why. */
  readonly leftOut?: LeftOut;
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
export type TileObjects = BeforeAndAfter<ShownLabels>;

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
