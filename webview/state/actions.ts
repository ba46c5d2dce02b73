import type { Recipe, Step } from '../../src/core/recipe';
import type { RunChoice } from '../../src/core/run';
import type { Draft, PanelState, SampleRef } from '../../src/protocol';
import type { View } from './model';
import type { Place } from './places';

export type RecipeValues = Partial<Pick<Recipe, 'seed' | 'variants' | 'output' | 'labels' | 'data' | 'balance'>>;

/** Everything that can happen to the panel's state. */
export type Action =
  | { readonly do: 'host state'; readonly state: PanelState }
  /** A draft from the host, or a preset: one edit that can be undone. */
  | { readonly do: 'take draft'; readonly draft: Draft; readonly fromHost?: true }
  | { readonly do: 'draft kept'; readonly draft: Draft }
  | { readonly do: 'preset name'; readonly preset: string | undefined }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' }
  /** The end of a drag or of typing: the next edit is an undo of its own. */
  | { readonly do: 'settle' }
  | { readonly do: 'choose'; readonly place: Place }
  | { readonly do: 'add'; readonly step: Step; readonly place: Place }
  | { readonly do: 'remove'; readonly place: Place }
  | { readonly do: 'duplicate'; readonly place: Place }
  | { readonly do: 'move'; readonly from: Place; readonly to: Place }
  /** Into a group of its own; a group: its children in its place. */
  | { readonly do: 'group'; readonly place: Place }
  | { readonly do: 'ungroup'; readonly place: Place }
  | { readonly do: 'group kind'; readonly place: Place; readonly kind: 'oneOf' | 'someOf' }
  | { readonly do: 'shift'; readonly place: Place; readonly direction: -1 | 1 }
  /** Keys of a step; `undefined` takes a key away, so that the default holds. `key` joins edits into one undo. */
  | {
      readonly do: 'set';
      readonly place: Place;
      readonly values: Readonly<Record<string, unknown>>;
      readonly key?: string;
    }
  | { readonly do: 'reset step'; readonly place: Place }
  /** Keys of the recipe beside its steps; `undefined` takes a key away. */
  | { readonly do: 'set recipe'; readonly values: RecipeValues; readonly key?: string }
  /** Takes the options of the recipe's outputs and labels back to their defaults. */
  | { readonly do: 'reset options' }
  | { readonly do: 'set choice'; readonly choice: Partial<RunChoice> }
  /** The text of a field that is no value; `undefined` when it is one again. */
  | { readonly do: 'unread'; readonly path: string; readonly text: string | undefined }
  | { readonly do: 'view'; readonly view: Partial<View> }
  | { readonly do: 'pick'; readonly tile: number; readonly sample: SampleRef }
  | { readonly do: 'failed'; readonly message: string | undefined };
export type Dispatch = (action: Action) => void;
