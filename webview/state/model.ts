import type { Modality } from '../../src/core/modality';
import type { TransformInfo } from '../../src/core/transform';
import type { Draft, PanelStart, PanelState, SampleRef } from '../../src/protocol';
import { type History, startHistory } from './history';
import type { Place } from './places';

const compareModes = ['divider', 'side', 'line', 'arrows', 'after'] as const;
export type CompareMode = (typeof compareModes)[number];

/** How samples of a kind of data are compared; the first is how they are at first. */
export const modesOf: Readonly<Record<Modality, readonly CompareMode[]>> = {
  image: ['divider', 'side', 'after'],
  text: ['side', 'line', 'after'],
  audio: ['side'],
  video: ['side'],
  embedding: ['arrows', 'side', 'after'],
};

/** How samples of a kind of data are compared; the first is how they are at first. */
/** The chosen way where it fits the kind of data, else the first that does. */
export function shownMode(modality: Modality, chosen: CompareMode): CompareMode {
  const fitting = modesOf[modality];
  return fitting.includes(chosen) ? chosen : fitting[0]!;
}

/** How the user looks at the samples: kept over hiding, no part of the draft. */
export interface View {
  readonly compare: CompareMode;
  /** Share of the picture that is *before*, 0 to 1. */
  readonly split: number;
  /** Tiles in a row, 1 to 6, where the stage is wide. */
  readonly columns: number;
  /** How many samples are shown. */
  readonly count: number;
  readonly shuffle: number;
  /** From 1. */
  readonly variant: number;
  /** Samples that were chosen for a tile, by its index. */
  readonly picked: Readonly<Record<number, SampleRef>>;
  /** The form is that of the recipe's options, not of the chosen step. */
  readonly options: boolean;
}

export interface Model {
  readonly transforms: readonly TransformInfo[];
  readonly host: PanelState;
  readonly history: History<Draft>;
  readonly chosen: Place;
  /** What stands in a field and is no value, by the path of the value: `steps[1].degrees[0]` → `8..5`. */
  readonly unread: Readonly<Record<string, string>>;
  readonly view: View;
  /** The draft changed since the last run ended: the bar is the estimate's again. */
  readonly runSeen: boolean;
  /** What the host could not do, until the next change. */
  readonly failure?: string;
  /** The draft as the host knows it: tells on return whether the host or the webview is ahead. */
  readonly synced: Draft;
}

export const firstView: View = {
  compare: 'divider',
  split: 0.5,
  columns: 3,
  count: 6,
  shuffle: 0,
  variant: 1,
  picked: {},
  options: false,
};

/** The model when the panel opens, without anything kept. */
export const startModel = (start: PanelStart): Model => ({
  transforms: start.transforms,
  host: start.state,
  history: startHistory(start.draft),
  chosen: [0],
  unread: {},
  view: firstView,
  runSeen: false,
  synced: start.draft,
});
