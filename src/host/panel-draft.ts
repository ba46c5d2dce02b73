import type { DatasetIndex } from '../core/dataset';
import { modalities } from '../core/modality';
import type { Draft, PanelState } from '../protocol';
import { catalogue } from '../transforms/index';
import { followed, freshDraft, isSameDraft, type KeptDraft, keptDraft, usableDraft } from './drafts';
import { type Host, savedOf } from './host';
import { unattended } from './log';
import { newRecipeOf, presetsFor } from './settings';

/** What a draft is for; the index once it is known. */
export interface About {
  readonly root: string;
  readonly index: DatasetIndex | undefined;
}

/** The draft of one panel: what its webview last told, else what is kept or saved for the dataset. */
export class PanelDraft {
  private draft: KeptDraft | undefined;

  constructor(
    private readonly host: Host,
    private readonly about: () => About,
  ) {}

  /** As it goes to the webview. */
  now(): Draft {
    const { recipe, preset, choice } = this.draft ?? this.first();
    return { recipe, preset, choice };
  }

  /** What the settings hold for the dataset. */
  settings(): Pick<PanelState, 'saved' | 'presets'> {
    const { root, index } = this.about();
    return {
      saved: savedOf(this.host, root),
      presets: presetsFor(root, index?.modality ?? modalities[0], catalogue),
    };
  }

  /** Takes over the webview's draft, and keeps it for the next time. */
  async keep(draft: Draft): Promise<void> {
    const { root, index } = this.about();
    if (index === undefined && isSameDraft(draft, this.now())) return; // the webview's echo, not a change
    this.draft = keptDraft(draft, this.settings());
    await this.host.memory.keepDraft(root, this.draft);
  }

  /** The dataset was read. True when that changed the draft: its classes are known now. */
  settle(before: Draft): boolean {
    if (this.draft) return false; // edited while the dataset was read
    this.draft = this.first();
    return !isSameDraft(before, this.draft);
  }

  /** The settings changed. True when the draft changed with them. */
  follow(): boolean {
    if (!this.draft) return false;
    const draft = followed(this.draft, this.settings());
    const changed = draft !== this.draft;
    unattended(this.host.log, 'Keeping the draft', this.keep(draft));
    return changed;
  }

  /** Another dataset comes. */
  forget(): void {
    this.draft = undefined;
  }

  private first(): KeptDraft {
    const { root, index } = this.about();
    const settings = this.settings();
    const kept = usableDraft(this.host.memory.draft(root), catalogue);
    if (kept) return followed(kept, settings);
    return freshDraft(settings, index?.modality ?? modalities[0], index?.classes ?? [], newRecipeOf(root));
  }
}
