import { type Disposable, Uri, ViewColumn, type WebviewPanel, type WebviewPanelSerializer, window } from 'vscode';
import type { Dataset } from '../engine/scan';
import { panelType } from './command-table';
import type { Host } from './host';
import { Panel } from './panel';
import type { Restore } from './panel-calls';

/** The panels of this window: one a dataset. */
export class Panels implements WebviewPanelSerializer, Disposable {
  private readonly open = new Set<Panel>();

  constructor(private readonly host: Host) {}

  /** Shows a dataset, or a part of it: in its panel when it is open, else in a new one. Resolves when it was read. */
  async show(paths: readonly string[]): Promise<Panel> {
    const there = [...this.open].find((p) => p.paths.join('\n') === paths.join('\n'));
    if (there) {
      there.view.reveal();
      return there;
    }
    const view = window.createWebviewPanel(panelType, 'Dataset Augmentation', ViewColumn.Active);
    const panel = this.add(view, paths);
    await panel.load();
    return [...this.open].find((p) => p.root === panel.root) ?? panel;
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
    void this.add(view, paths).load();
  }

  private add(view: WebviewPanel, paths: readonly string[]): Panel {
    view.iconPath = Uri.joinPath(this.host.extensionUri, 'media', 'icon.png');
    const panel = new Panel(this.host, view, paths, (p, dataset) => this.settle(p, dataset));
    this.open.add(panel);
    view.onDidDispose(() => this.open.delete(panel));
    return panel;
  }

  /** A dataset that another panel shows already: that one takes the new selection, and the newcomer goes. */
  private settle(panel: Panel, dataset: Dataset): boolean {
    const other = [...this.open].find((p) => p !== panel && p.root === dataset.root);
    if (!other) return true;
    other.paths = panel.paths;
    other.use(dataset);
    other.view.reveal();
    panel.dataset = dataset;
    panel.view.dispose();
    return false;
  }

  /** Ends what the panels hold. Their tabs stay: after a reload the serializer gets them back. */
  dispose(): void {
    for (const panel of this.open) panel.dispose();
  }
}
