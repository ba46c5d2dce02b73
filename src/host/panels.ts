import { type Disposable, Uri, ViewColumn, type WebviewPanel, type WebviewPanelSerializer, window } from 'vscode';
import { resolveChosen } from '../engine/root';
import { panelType } from './command-table';
import type { Host } from './host';
import { Panel } from './panel';
import type { Restore } from './panel-calls';

/** The panels of this window: one a dataset. */
export class Panels implements WebviewPanelSerializer, Disposable {
  private readonly open = new Set<Panel>();

  constructor(private readonly host: Host) {}

  /**
   * Shows a dataset, or a part of it: in its panel when it is open, else in `from`, else in a new one. Resolves when it
   * was read.
   */
  async show(paths: readonly string[], from?: Panel): Promise<Panel> {
    const root = await rootOf(paths);
    const there = [...this.open].find((p) => p.root === root);
    if (there && from && there !== from) from.view.dispose();
    const panel = there ?? from ?? this.add(this.newView(), paths, root);
    panel.view.reveal();
    if (!there || panel.paths.join('\n') !== paths.join('\n')) await panel.load(paths, root);
    return panel;
  }

  /** The panel that has the focus, or had it last among the visible ones. */
  active(): Panel | undefined {
    const panels = [...this.open];
    return panels.find((p) => p.view.active) ?? panels.find((p) => p.view.visible);
  }

  /** After a reload of the window. Closes a panel whose state says nothing. */
  async deserializeWebviewPanel(view: WebviewPanel, state: unknown): Promise<void> {
    const { paths } = Object(Object(state).host) as Partial<Restore>;
    if (!Array.isArray(paths) || paths.length === 0 || !paths.every((p) => typeof p === 'string')) {
      this.host.log.warn('A panel of an earlier window was closed: what it showed is not known any more');
      view.dispose();
      return;
    }
    this.add(view, paths, await rootOf(paths)).reload();
  }

  private newView(): WebviewPanel {
    return window.createWebviewPanel(panelType, 'Dataset Augmentation', ViewColumn.Active);
  }

  private add(view: WebviewPanel, paths: readonly string[], root: string): Panel {
    view.iconPath = Uri.joinPath(this.host.extensionUri, 'media', 'icon.png');
    const panel: Panel = new Panel(this.host, view, paths, root, (others) => this.show(others, panel));
    this.open.add(panel);
    view.onDidDispose(() => this.open.delete(panel));
    return panel;
  }

  /** Ends what the panels hold. Their tabs stay: after a reload the serializer gets them back. */
  dispose(): void {
    for (const panel of this.open) panel.dispose();
  }
}

/** The root of the dataset that these paths belong to; the first of them, where none can be found: reading it says why. */
const rootOf = (paths: readonly string[]): Promise<string> =>
  resolveChosen(paths).then(
    ({ root }) => root,
    () => paths[0] ?? '',
  );
