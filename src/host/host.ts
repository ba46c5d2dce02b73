import type { ExtensionContext, LogOutputChannel, Memento, Uri } from 'vscode';
import type { Pool } from '../engine/pool';
import { catalogue } from '../transforms/index';
import { type Memory, makeMemory } from './memory';
import { newPool } from './new-pool';
import { Runs } from './runs';
import { savedRecipe } from './settings-write';
import { TilePool } from './tile-pool';

/** What commands and panels share. Each kind of state has one owner here. */
export interface Host {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
  /** `dataset-augment`, for scripts that run outside of the editor. */
  readonly cliFile: string;
  /** Drafts and past runs of this workspace. */
  readonly memory: Memory;
  /** Recipes of datasets that have no place in the settings. */
  readonly elsewhere: Memento;
  /** The one run of this window. */
  readonly runs: Runs;
  readonly tiles: TilePool;
  /** Processes for one piece of work; whoever asks ends them. */
  pool(): Pool;
  /** Problems of the settings that the user was told. */
  readonly reported: Set<string>;
}

export function makeHost(
  context: Pick<ExtensionContext, 'extensionUri' | 'workspaceState' | 'asAbsolutePath'> & {
    readonly globalState: Memento;
  },
  log: LogOutputChannel,
): Host {
  const workerFile = context.asAbsolutePath('dist/worker.js');
  const memory = makeMemory(context.workspaceState);
  return {
    extensionUri: context.extensionUri,
    log,
    cliFile: context.asAbsolutePath('dist/cli.js'),
    memory,
    elsewhere: context.globalState,
    runs: new Runs(workerFile, log, memory),
    tiles: new TilePool(workerFile),
    pool: () => newPool(workerFile),
    reported: new Set(),
  };
}

export const savedOf = (host: Host, root: string) => savedRecipe(root, host.elsewhere, catalogue);
