import { Disposable } from 'vscode';
import type { Pool } from '../engine/pool';
import { createWorkers } from '../engine/workers';
import { editorModel } from './editor-model';
import { ffmpegOf, workersOf } from './settings';

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
    this.pool ??= createWorkers({
      workers: workersOf(),
      workerFile: this.workerFile,
      languageModel: editorModel,
      env: ffmpegOf(),
    });
    return this.pool;
  }

  dispose(): void {
    this.pool?.dispose();
    this.pool = undefined;
  }
}
