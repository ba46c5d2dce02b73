import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Estimate } from '../src/core/run';
import type { TransformInfo } from '../src/core/transform';
import type { Host } from './host';
import type { Dispatch } from './state/actions';
import type { Model } from './state/model';
import type { FieldProblem } from './state/problems';

/** What every part of the panel can see and do. */
export interface Panel {
  readonly model: Model;
  readonly catalogue: ReadonlyMap<string, TransformInfo>;
  readonly problems: readonly FieldProblem[];
  /** The draft is not what the settings hold. */
  readonly dirty: boolean;
  /** What a run would write; undefined while it is not known. */
  readonly estimate?: Estimate;
  /** *Generate* would start a run. */
  readonly ready: boolean;
  /** Tiles whose sample can't be read. */
  readonly broken: number;
  setBroken(count: number): void;
  readonly dispatch: Dispatch;
  readonly host: Host;
  /** Runs something at the host and shows what went wrong, in the bar. */
  tell(work: Promise<unknown>): void;
  /** One polite sentence for screen readers. */
  announce(text: string): void;
  save(): void;
  generate(): void;
}

export const PanelContext = createContext<Panel | undefined>(undefined);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) throw new Error('a part of the panel stands outside of it');
  return panel;
}
