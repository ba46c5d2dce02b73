import { existsSync } from 'node:fs';
import { Disposable, Uri, type WebviewPanel, workspace } from 'vscode';
import { type Dataset, openDataset } from '../engine/scan';
import type { DatasetState, HostCalls, HostEvents, PanelState } from '../protocol';
import { answerCalls, type Message } from '../rpc';
import { unreadState, watchFolder } from './dataset-folder';
import type { Host } from './host';
import { isAbort, messageOf, unattended } from './log';
import { panelCalls } from './panel-calls';
import { PanelDraft } from './panel-draft';
import { panelHtml } from './panel-html';
import { autoSaveOf, section } from './settings';
import { reportSettings } from './settings-edit';
import { saveRecipe } from './settings-write';
import { datasetState, titleOf } from './words';

/** One open panel: the dataset that it shows, the draft, and what it pushes to its webview. */
export class Panel {
  dataset: Dataset | undefined;
  private shown: DatasetState;
  readonly draft: PanelDraft;
  private scan = new AbortController();
  private watcher: Disposable | undefined;
  private disposed = false;
  private known: () => void = () => {};
  /** Resolves when the first dataset is shown. */
  readonly ready = new Promise<void>((resolve) => {
    this.known = resolve;
  });
  private readonly disposables: Disposable[];

  constructor(
    readonly host: Host,
    readonly view: WebviewPanel,
    public paths: readonly string[],
    /** The dataset's root; what was chosen, where there is none to be found. */
    public root: string,
    /** Shows other paths: in this panel, or in the one that shows their dataset already. */
    readonly showOther: (paths: readonly string[]) => Promise<unknown>,
  ) {
    const { webview } = view;
    this.draft = new PanelDraft(host, () => ({ root: this.root, index: this.dataset?.index }));
    this.shown = this.loading(0);
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(host.extensionUri, 'dist')] };
    view.title = this.shown.title;
    const calls = answerCalls<HostCalls>({ post: (message) => this.send(message) }, panelCalls(this));
    this.disposables = [
      host.tiles.open(),
      new Disposable(() => calls.dispose()),
      webview.onDidReceiveMessage((message: Message) => calls.receive(message)),
      view.onDidDispose(() => this.dispose()),
      view.onDidChangeViewState(() => view.visible && this.comesInSight()),
      host.runs.onChange((root) => root === this.root && this.push()),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(section) && this.settingsChanged()),
      workspace.onDidGrantWorkspaceTrust(() => this.settingsChanged()),
      workspace.onDidChangeWorkspaceFolders(() => this.settingsChanged()),
    ];
    webview.html = panelHtml(webview, host.extensionUri);
  }

  /** Reads the dataset, and shows it. */
  async load(paths = this.paths, root = this.root): Promise<void> {
    this.paths = paths;
    if (root !== this.root) {
      this.root = root;
      this.dataset = undefined;
      this.draft.forget();
      this.post('draft', this.draft.now());
    }
    this.scan.abort();
    const scan = new AbortController();
    this.scan = scan;
    this.show(this.loading(0));
    let told = 0;
    const onCount = (files: number) => {
      if (Date.now() - told < 200) return;
      told = Date.now();
      this.show(this.loading(files));
    };
    try {
      const dataset = await openDataset(paths, { signal: scan.signal, onCount });
      if (!scan.signal.aborted) this.use(dataset);
    } catch (error) {
      if (scan.signal.aborted || isAbort(error)) return;
      this.host.log.error(`Reading ${paths.join(', ')}: ${messageOf(error)}`);
      this.show(unreadState(paths, this.shown.title, error));
    }
  }

  private use(dataset: Dataset): void {
    const before = this.draft.now();
    this.dataset = dataset;
    this.root = dataset.root;
    const changed = this.draft.settle(before);
    this.watcher?.dispose();
    this.watcher = watchFolder(dataset.root, {
      onDelete: () => this.noticeGone(),
      onCreate: () => this.shown.state === 'gone' && existsSync(this.root) && this.reload(),
    });
    for (const { path, problem } of dataset.index.problems) this.host.log.warn(`${path}: ${problem}`);
    this.show(datasetState(dataset.root, dataset.index));
    if (changed) this.post('draft', this.draft.now());
    this.known();
    this.reportSettings();
    this.lookForUnfinished();
  }

  /** Reads the dataset anew; whoever asked does not wait for it. */
  reload(paths = this.paths): void {
    unattended(this.host.log, 'Reading the dataset', this.load(paths));
  }

  state(): PanelState {
    const run = this.host.runs.statusOf(this.root);
    return { dataset: this.shown, ...this.draft.settings(), run, autoSave: autoSaveOf(this.root) };
  }

  /** Writes the dataset's recipe where it lives. */
  async save(saved: NonNullable<PanelState['saved']>): Promise<void> {
    await this.draft.keep({ ...this.draft.now(), recipe: saved.recipe, preset: saved.preset }); // so that nothing follows it
    await saveRecipe(this.root, saved, this.host.elsewhere);
    this.settingsChanged();
  }

  push(): void {
    this.post('state', this.state());
  }

  /** Looks whether the dataset is still there; true when it is gone. */
  noticeGone(): boolean {
    if (!this.dataset || existsSync(this.root)) return this.shown.state === 'gone';
    this.show({ state: 'gone', title: this.shown.title, path: this.root });
    return true;
  }

  private comesInSight(): void {
    if (!this.noticeGone()) this.lookForUnfinished(); // one of an earlier window may have been alive until now
  }

  private settingsChanged(): void {
    this.push();
    if (this.draft.follow()) this.post('draft', this.draft.now());
    this.reportSettings();
  }

  private reportSettings(): void {
    unattended(this.host.log, 'Reading the settings', reportSettings(this.host, this.root));
  }

  private lookForUnfinished(): void {
    const { log, runs } = this.host;
    if (this.dataset) unattended(log, 'Looking for unfinished runs', runs.lookForUnfinished(this.dataset));
  }

  private loading(counted: number): DatasetState {
    return { state: 'loading', title: titleOf(this.paths[0] ?? '', []), counted };
  }

  private show(state: DatasetState): void {
    this.shown = state;
    this.view.title = state.title;
    this.push();
  }

  private post<N extends keyof HostEvents>(event: N, value: HostEvents[N]): void {
    this.send({ type: 'event', event, value });
  }

  private send(message: Message): void {
    if (this.disposed) return;
    this.view.webview.postMessage(message).then(undefined, () => {}); // the view closes
  }

  dispose(): void {
    this.disposed = true;
    this.scan.abort();
    this.watcher?.dispose();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }
}
