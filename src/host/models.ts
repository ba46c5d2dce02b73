import { ProgressLocation, window } from 'vscode';
import type { Recipe } from '../core/recipe';
import { downloadModel } from '../engine/models/download';
import { isMissing, type MissingModel, missingModels } from '../engine/ready';
import type { Dataset } from '../engine/scan';
import { modelStorage } from '../engine/storage';

/** Asks before a model is downloaded, then fetches it. False when the user did not agree, or cancelled. */
export async function agreeToModels(dataset: Dataset, recipe: Recipe): Promise<boolean> {
  return agreeTo(missingModels(dataset, recipe));
}

/** The same for a sentence-embedding model; one that can't be on the hub is left to whoever loads it. */
export async function agreeToModel(model: string, root: string): Promise<boolean> {
  const one = { model, kind: 'sentences' } as const;
  return agreeTo(isMissing(one, root) ? [one] : []);
}

async function agreeTo(missing: readonly MissingModel[]): Promise<boolean> {
  if (missing.length === 0) return true;
  const names = missing.map(({ model }) => model).join(', ');
  const detail = `From the Hugging Face hub into the storage of this extension: ${modelStorage()}. Often 50 to 200 MB each.`;
  const choice = await window.showWarningMessage(`Download ${names}?`, { modal: true, detail }, 'Download');
  if (choice !== 'Download') return false;
  for (const one of missing) if (!(await withProgress(one))) return false;
  return true;
}

function withProgress(missing: MissingModel): Thenable<boolean> {
  const title = `Downloading ${missing.model}`;
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (bar, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      let shown = 0; // percent
      const onProgress = (done: number, total: number) => {
        const percent = (100 * done) / total;
        bar.report({ message: `${Math.round(done / 1e6)} MB`, increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      };
      try {
        await downloadModel(missing, modelStorage(), { signal: abort.signal, onProgress });
        return true;
      } catch (error) {
        if (abort.signal.aborted) return false;
        throw error;
      }
    },
  );
}
