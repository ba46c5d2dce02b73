import { Disposable, Uri, type WebviewPanel, workspace } from 'vscode';
import { UseError } from '../core/errors';
import { type Dataset, isReadAs } from '../engine/scan';
import type { Draft, HostCalls, HostEvents, PanelState } from '../protocol';
import { answerCalls, type Message } from '../rpc';
import type { Host } from './host';
import { Learning } from './learning';
import { unattended } from './log';
import { panelCalls } from './panel-calls';
import { PanelDraft } from './panel-draft';
import { panelHtml } from './panel-html';
import { autoSaveOf, section } from './settings';
import { reportSettings } from './settings-edit';
import { saveRecipe } from './settings-write';
import { ShownDataset } from './shown-dataset';

/** One open panel: the dataset that it shows, the draft, and what it pushes to its webview. */
export class Panel {
  readonly draft: PanelDraft;
  readonly learning: Learning;
  private readonly shown: ShownDataset;
  private readonly disposables: Disposable[];
  private disposed = false;
  private known: () => void = () => {};
  /** Resolves when the first dataset is shown. */
  readonly ready = new Promise<void>((resolve) => {
    this.known = resolve;
  });

  constructor(
    readonly host: Host,
    readonly view: WebviewPanel,
    paths: readonly string[],
    /** The dataset's root; what was chosen, where there is none to be found. */
    root: string,
    /** Shows other paths: in this panel, or in the one that shows their dataset already. */
    readonly showOther: (paths: readonly string[]) => Promise<unknown>,
  ) {
    const { webview } = view;
    this.shown = new ShownDataset({
      paths,
      root,
      log: host.log,
      onState: ({ title }) => {
        view.title = title;
        this.push();
      },
      onBack: () => this.reload(),
    });
    view.title = this.shown.state.title;
    this.draft = new PanelDraft(host, () => ({ root: this.root, index: this.dataset?.index }));
    this.learning = new Learning({
      asked: () => ({ dataset: this.need(), paths: this.paths, data: this.draft.now().recipe.data }),
      pool: () => host.pool(),
      onChange: () => this.push(),
    });
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(host.extensionUri, 'dist')] };
    const calls = answerCalls<HostCalls>({ post: (message) => this.send(message) }, panelCalls(this));
    this.disposables = [
      host.tiles.open(),
      this.shown,
      new Disposable(() => calls.dispose()),
      webview.onDidReceiveMessage((message: Message) => calls.receive(message)),
      view.onDidDispose(() => this.dispose()),
      view.onDidChangeViewState(() => view.visible && this.comesInSight()),
      host.runs.onChange((of) => of === this.root && this.push()),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(section) && this.settingsChanged()),
      workspace.onDidGrantWorkspaceTrust(() => this.settingsChanged()),
      workspace.onDidChangeWorkspaceFolders(() => this.settingsChanged()),
    ];
    webview.html = panelHtml(webview, host.extensionUri);
  }

  /** Undefined until it was read. */
  get dataset(): Dataset | undefined {
    return this.shown.data;
  }

  get root(): string {
    return this.shown.root;
  }

  /** What was chosen, absolute. */
  get paths(): readonly string[] {
    return this.shown.paths;
  }

  /** Reads the dataset, and shows it. */
  async load(paths = this.paths, root = this.root): Promise<void> {
    const { shown } = this;
    if (shown.choose(paths, root)) {
      this.draft.forget();
      this.learning.forget();
      this.post('draft', this.draft.now());
    }
    const dataset = await shown.read(this.draft.now().recipe.data);
    if (!dataset) return;
    const before = this.draft.now();
    shown.take(dataset);
    const changed = this.draft.settle(before);
    shown.showRead(dataset);
    if (changed) this.post('draft', this.draft.now());
    this.known();
    this.reportSettings();
    this.lookForUnfinished();
    await this.readAsDrafted();
  }

  /** Takes over the webview's draft; the dataset is read anew where that names other columns. */
  async keep(draft: Draft): Promise<void> {
    await this.draft.keep(draft);
    await this.readAsDrafted();
  }

  private async readAsDrafted(): Promise<void> {
    if (this.dataset && !isReadAs(this.dataset, this.draft.now().recipe.data)) await this.load();
  }

  /** Reads the dataset anew; whoever asked does not wait for it. */
  reload(paths = this.paths): void {
    unattended(this.host.log, 'Reading the dataset', this.load(paths));
  }

  state(): PanelState {
    const run = this.host.runs.statusOf(this.root);
    return {
      dataset: this.shown.state,
      ...this.draft.settings(),
      run,
      autoSave: autoSaveOf(this.root),
      learning: this.learning.state(),
    };
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

  /** The dataset. Throws a `UseError` where it is gone, or not read yet. */
  need(): Dataset {
    if (this.noticeGone()) throw new UseError('The dataset folder is gone. Choose another folder, or put it back.');
    if (!this.dataset) throw new UseError('The dataset is still being read.');
    return this.dataset;
  }

  /** Looks whether the dataset is still there; true when it is gone. */
  noticeGone(): boolean {
    return this.shown.noticeGone();
  }

  private comesInSight(): void {
    if (!this.noticeGone()) this.lookForUnfinished(); // one of an earlier window may have been alive until now
  }

  private settingsChanged(): void {
    this.push();
    if (this.draft.follow()) this.post('draft', this.draft.now());
    unattended(this.host.log, 'Reading the dataset', this.readAsDrafted());
    this.reportSettings();
  }

  private reportSettings(): void {
    unattended(this.host.log, 'Reading the settings', reportSettings(this.host, this.root));
  }

  private lookForUnfinished(): void {
    const { log, runs } = this.host;
    if (this.dataset) unattended(log, 'Looking for unfinished runs', runs.lookForUnfinished(this.dataset));
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
    this.learning.cancel();
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }
}
