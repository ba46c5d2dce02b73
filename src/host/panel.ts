import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Disposable, RelativePattern, Uri, type WebviewPanel, workspace } from 'vscode';
import { modalities } from '../core/modality';
import { findUnfinished } from '../engine/resume';
import { type Dataset, openDataset } from '../engine/scan';
import type { DatasetState, Draft, HostCalls, HostEvents, PanelState } from '../protocol';
import { answerCalls, type Message } from '../rpc';
import { catalogue } from '../transforms/index';
import { followed, freshDraft, isSameDraft, type KeptDraft, keptDraft, usableDraft } from './drafts';
import { type Host, savedOf } from './host';
import { isAbort, messageOf } from './log';
import { panelCalls } from './panel-calls';
import { panelHtml } from './panel-html';
import { autoSaveOf, newRecipeOf, presetsFor, section } from './settings';
import { reportSettings } from './settings-edit';
import { saveRecipe } from './settings-write';
import { datasetState, titleOf } from './words';

/** One open panel: the dataset that it shows, the draft, and what it pushes to its webview. */
export class Panel {
  dataset: Dataset | undefined;
  private shown: DatasetState;
  private draft: KeptDraft | undefined;
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
    if (root !== this.root) {
      this.dataset = undefined;
      this.draft = undefined;
      this.post('draft', this.plainDraft());
    }
    this.paths = paths;
    this.root = root;
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
    const before = this.plainDraft();
    this.dataset = dataset;
    this.root = dataset.root;
    const touched = this.draft !== undefined; // the recipe can be edited while the dataset is read
    this.draft ??= this.firstDraft();
    this.watch(dataset.root);
    for (const { path, problem } of dataset.index.problems) this.host.log.warn(`${path}: ${problem}`);
    this.show(datasetState(dataset.root, dataset.index));
    if (!touched && !isSameDraft(before, this.draft)) this.post('draft', this.plainDraft());
    this.known();
    void reportSettings(this.host, dataset.root);
    void this.lookForUnfinished(dataset);
  }

  state(): PanelState {
    const run = this.host.runs.statusOf(this.root);
    return { dataset: this.shown, ...this.settings(), run, autoSave: autoSaveOf(this.root) };
  }

  /** The draft that the webview starts with. */
  plainDraft(): Draft {
    const { recipe, preset, choice } = this.draft ?? this.firstDraft();
    return { recipe, preset, choice };
  }

  /** Takes over the webview's draft, and keeps it for the next time. */
  async keep(draft: Draft): Promise<void> {
    if (this.dataset === undefined && isSameDraft(draft, this.plainDraft())) return;
    this.draft = keptDraft(draft, this.settings());
    await this.host.memory.keepDraft(this.root, this.draft);
  }

  /** Writes the dataset's recipe where it lives. */
  async save(saved: NonNullable<PanelState['saved']>): Promise<void> {
    await this.keep({ ...this.plainDraft(), recipe: saved.recipe, preset: saved.preset }); // so that nothing follows it
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

  private settings(): Pick<PanelState, 'saved' | 'presets'> {
    const modality = this.dataset?.index.modality ?? modalities[0];
    return { saved: savedOf(this.host, this.root), presets: presetsFor(this.root, modality, catalogue) };
  }

  private firstDraft(): KeptDraft {
    const settings = this.settings();
    const kept = usableDraft(this.host.memory.draft(this.root), catalogue);
    if (kept) return followed(kept, settings);
    const { modality, classes } = this.dataset?.index ?? { modality: modalities[0], classes: [] };
    return freshDraft(settings, modality, classes, newRecipeOf(this.root));
  }

  private settingsChanged(): void {
    this.push();
    if (!this.draft) return;
    const draft = followed(this.draft, this.settings());
    const changed = draft !== this.draft;
    void this.keep(draft);
    if (changed) this.post('draft', this.plainDraft());
    void reportSettings(this.host, this.root);
  }

  private async lookForUnfinished(dataset: Dataset): Promise<void> {
    const found = await findUnfinished(dataset).catch((error: unknown) => {
      this.host.log.warn(`Looking for unfinished runs of ${dataset.root}: ${messageOf(error)}`);
      return undefined;
    });
    if (!found || this.host.runs.statusOf(dataset.root).state !== 'idle') return;
    const { out, done, total } = found;
    this.host.runs.set(dataset.root, { state: 'interrupted', out, done, total });
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
