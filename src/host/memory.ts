import type { Memento } from 'vscode';
import type { Recipe } from '../core/recipe';
import type { RunChoice } from '../core/run';
import type { KeptDraft } from './drafts';

/** A run that can be repeated and taken back. */
export interface PastRun {
  readonly root: string;
  /** What was chosen, absolute. */
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly choice: RunChoice;
  readonly out: string;
}

const longest = 20; // runs that are remembered

/** What VS Code keeps for this workspace, beside the settings, which are the user's. */
export const makeMemory = (state: Memento) => {
  const runs = (): readonly PastRun[] => state.get('runs', []);
  return {
    /** The unsaved draft of a dataset. */
    draft: (root: string): KeptDraft | undefined => state.get(`draft:${root}`),
    keepDraft: (root: string, draft: KeptDraft): Thenable<void> => state.update(`draft:${root}`, draft),
    /** The newest first. */
    runs,
    /** Where runs of a dataset went. */
    outsOf: (root: string): readonly string[] => runs().flatMap((run) => (run.root === root ? [run.out] : [])),
    keepRun: (run: PastRun): Thenable<void> =>
      state.update('runs', [run, ...runs().filter((r) => r.out !== run.out)].slice(0, longest)),
    /** True the first time only. */
    first: async (what: string): Promise<boolean> => {
      if (state.get(`asked:${what}`)) return false;
      await state.update(`asked:${what}`, true);
      return true;
    },
  };
};

export type Memory = ReturnType<typeof makeMemory>;
