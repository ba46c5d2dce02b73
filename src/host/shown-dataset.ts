import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Disposable, type LogOutputChannel, RelativePattern, Uri, workspace } from 'vscode';
import type { DatasetProblem } from '../core/dataset';
import type { DataOptions } from '../core/table';
import { findLeaks } from '../engine/leaks';
import { type Dataset, openDataset } from '../engine/scan';
import type { DatasetState } from '../protocol';
import { isAbort, messageOf } from './log';
import { datasetState, titleOf } from './words';

export interface ShownOptions {
  readonly paths: readonly string[];
  /** The dataset's root; what was chosen, where there is none to be found. */
  readonly root: string;
  readonly log: LogOutputChannel;
  /** Called with every state. */
  onState(state: DatasetState): void;
  /** Called when a folder that was gone is there again. */
  onBack(): void;
}

const tellEvery = 200; // ms between two counts of files

/** The dataset of one panel: reads it, and notices when its folder is gone, and when it is back. */
export class ShownDataset {
  /** Undefined until it was read. */
  data: Dataset | undefined;
  paths: readonly string[];
  root: string;
  state: DatasetState;
  private scan = new AbortController();
  private watcher: Disposable | undefined;

  constructor(private readonly options: ShownOptions) {
    this.paths = options.paths;
    this.root = options.root;
    this.state = this.loading(0);
  }

  /** Chooses what to read; true when it is another dataset. */
  choose(paths: readonly string[], root: string): boolean {
    this.paths = paths;
    if (root === this.root) return false;
    this.root = root;
    this.data = undefined;
    return true;
  }

  /** Reads what `paths` hold, tables as `data` says; undefined when it can't be read, which is shown, and when another read overtook this one. */
  async read(data: DataOptions | undefined): Promise<Dataset | undefined> {
    const { paths } = this;
    this.scan.abort();
    const scan = new AbortController();
    this.scan = scan;
    this.show(this.loading(0));
    let told = 0;
    const onCount = (files: number) => {
      if (Date.now() - told < tellEvery) return;
      told = Date.now();
      this.show(this.loading(files));
    };
    try {
      const dataset = await openDataset(paths, { signal: scan.signal, onCount, data });
      return scan.signal.aborted ? undefined : dataset;
    } catch (error) {
      if (!scan.signal.aborted && !isAbort(error)) this.showUnread(error);
      return undefined;
    }
  }

  /** Takes over a dataset that was read. */
  take(dataset: Dataset): void {
    this.data = dataset;
    this.root = dataset.root;
    this.watch();
    this.warn(dataset.index.problems);
    void this.lookForLeaks(dataset);
  }

  /** Files have to be read for it, so what was found is shown without it first. */
  private async lookForLeaks(dataset: Dataset): Promise<void> {
    const leaks = await findLeaks(dataset, this.scan.signal).catch(() => []); // another read overtook this one
    if (leaks.length === 0 || this.data !== dataset) return;
    this.warn(leaks);
    const { root, index } = dataset;
    if (this.state.state === 'ready')
      this.showRead({ root, index: { ...index, problems: [...index.problems, ...leaks] } });
  }

  private warn(problems: readonly DatasetProblem[]): void {
    for (const { path, problem } of problems) this.options.log.warn(`${path}: ${problem}`);
  }

  showRead({ root, index }: Dataset): void {
    this.show(datasetState(root, index));
  }

  /** Looks whether the dataset is still there; true when it is gone. */
  noticeGone(): boolean {
    if (!this.data || existsSync(this.root)) return this.state.state === 'gone';
    this.show({ state: 'gone', title: this.state.title, path: this.root });
    return true;
  }

  private showUnread(error: unknown): void {
    const { paths } = this;
    const { title } = this.state;
    this.options.log.error(`Reading ${paths.join(', ')}: ${messageOf(error)}`);
    const missing = paths.find((path) => !existsSync(path));
    this.show(
      missing ? { state: 'gone', title, path: missing } : { state: 'failed', title, message: messageOf(error) },
    );
  }

  private watch(): void {
    this.watcher?.dispose();
    const name = basename(this.root).replace(/[*?[\]{}]/g, '?');
    const pattern = new RelativePattern(Uri.file(dirname(this.root)), name);
    const watcher = workspace.createFileSystemWatcher(pattern, false, true, false);
    watcher.onDidDelete(() => this.noticeGone());
    watcher.onDidCreate(() => this.state.state === 'gone' && existsSync(this.root) && this.options.onBack());
    this.watcher = watcher;
  }

  private loading(counted: number): DatasetState {
    return { state: 'loading', title: titleOf(this.paths[0] ?? '', []), counted };
  }

  private show(state: DatasetState): void {
    this.state = state;
    this.options.onState(state);
  }

  dispose(): void {
    this.scan.abort();
    this.watcher?.dispose();
  }
}
