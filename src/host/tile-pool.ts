import { Disposable } from 'vscode';
import type { Pool } from '../engine/pool';
import { newPool } from './new-pool';

/** The processes that make tiles: started at the first tile, ended with the last panel. Runs have their own. */
export class TilePool {
  private pool: Pool | undefined;
  private panels = 0;

  constructor(private readonly workerFile: string) {}

  /** A panel opens; disposing tells that it closed. */
  open(): Disposable {
    this.panels++;
    return new Disposable(() => {
      if (--this.panels === 0) this.dispose();
    });
  }

  get(): Pool {
    this.pool ??= newPool(this.workerFile);
    return this.pool;
  }

  dispose(): void {
    this.pool?.dispose();
    this.pool = undefined;
  }
}
