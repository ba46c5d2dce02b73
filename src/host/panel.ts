import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Disposable, RelativePattern, Uri, type WebviewPanel, workspace } from 'vscode';
import { type Dataset, openDataset } from '../engine/scan';
import type { DatasetState, HostCalls, HostEvents, PanelState } from '../protocol';
import { answerCalls, type Message } from '../rpc';
import type { Host } from './host';
import { isAbort, messageOf } from './log';
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
    const calls = answerCalls<HostCalls>({ post: (message) => void webview.postMessage(message) }, panelCalls(this));
    this.disposables = [
      host.tiles.open(),
      new Disposable(() => calls.dispose()),
      webview.onDidReceiveMessage((message: Message) => calls.receive(message)),
      view.onDidDispose(() => this.dispose()),
      view.onDidChangeViewState(() => view.visible && this.noticeGone()),
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
      const missing = paths.find((p) => !existsSync(p));
      const { title } = this.shown;
      this.show(
        missing ? { state: 'gone', title, path: missing } : { state: 'failed', title, message: messageOf(error) },
      );
    }
  }

  private use(dataset: Dataset): void {
    const before = this.draft.now();
    this.dataset = dataset;
    this.root = dataset.root;
    const changed = this.draft.settle(before);
    this.watch(dataset.root);
    for (const { path, problem } of dataset.index.problems) this.host.log.warn(`${path}: ${problem}`);
    this.show(datasetState(dataset.root, dataset.index));
    if (changed) this.post('draft', this.draft.now());
    this.known();
    void reportSettings(this.host, dataset.root);
    void this.host.runs.lookForUnfinished(dataset);
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

  private settingsChanged(): void {
    this.push();
    if (this.draft.follow()) this.post('draft', this.draft.now());
    void reportSettings(this.host, this.root);
  }

  private watch(root: string): void {
    this.watcher?.dispose();
    const pattern = new RelativePattern(Uri.file(dirname(root)), basename(root).replace(/[*?[\]{}]/g, '?'));
    const watcher = workspace.createFileSystemWatcher(pattern, false, true, false);
    watcher.onDidDelete(() => this.noticeGone());
    watcher.onDidCreate(() => this.shown.state === 'gone' && existsSync(root) && void this.load());
    this.watcher = watcher;
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
    const message: Message = { type: 'event', event, value };
    void this.view.webview.postMessage(message);
  }

  dispose(): void {
    this.scan.abort();
    this.watcher?.dispose();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }
}
