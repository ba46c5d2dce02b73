import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { LabelResult } from '../engine/learn/label';
import { labelTable } from '../engine/learn/label-table';
import { nextFree } from '../engine/out';
import type { Dataset } from '../engine/scan';
import { modelStorage } from '../engine/storage';
import { reveal } from './generate';
import type { Host } from './host';
import { agreeToModel } from './models';
import { pathsOf, pickFolder } from './selection';

const byWords = { label: 'TF-IDF', description: 'the words that texts share; nothing to download' };
const byFolder = { label: '$(folder-opened) Sentence-Embedding Model in a Folder…', description: 'ONNX' };
const byId = {
  label: '$(cloud-download) Sentence-Embedding Model of the Hugging Face Hub…',
  description: 'asks before it downloads',
};

/** The model that compares texts: empty is TF-IDF; undefined when the user changed their mind. */
export async function pickSentenceModel(): Promise<string | undefined> {
  const picked = await window.showQuickPick([byWords, byFolder, byId], { title: 'Compare documents by' });
  if (picked === byWords) return '';
  if (picked === byFolder) return pickFolder('Choose the Model’s Folder');
  if (picked !== byId) return undefined;
  return window.showInputBox({
    title: 'Which sentence-embedding model of the hub?',
    value: 'Xenova/all-MiniLM-L6-v2',
    validateInput: (text) => (/^[\w.-]+\/[\w.-]+$/.test(text) ? undefined : 'A name as owner/model.'),
  });
}

/** The file or folder of documents without a label; empty: those of the dataset; undefined: changed their mind. */
export async function pickUnlabelled(): Promise<string | undefined> {
  const own = { label: 'Documents of This Dataset without a Label' };
  const file = { label: '$(file) Another File…' };
  const folder = { label: '$(folder-opened) Another Folder…' };
  const picked = await window.showQuickPick([own, file, folder], { title: 'Label which documents?' });
  if (picked === own) return '';
  if (picked === folder) return pickFolder('Choose the Documents');
  if (picked !== file) return undefined;
  const chosen = await window.showOpenDialog({ title: 'Choose the Documents', openLabel: 'Choose the Documents' });
  return chosen && pathsOf(chosen)[0];
}

/** Writes the labels beside the dataset, never over a file, and opens the table. Gives its path. */
export async function writeLabelTable(
  { root }: Dataset,
  { documents }: LabelResult,
  precision: number,
): Promise<string> {
  const name = (n: number) => join(dirname(root), `${basename(root)}-labels${n > 1 ? `-${n}` : ''}.csv`);
  let n = 1;
  while (existsSync(name(n))) n++;
  await writeFile(name(n), labelTable(documents, precision), { flag: 'wx' });
  await window.showTextDocument(await workspace.openTextDocument(Uri.file(name(n))), { preview: false });
  return name(n);
}

/** Asks by what, then writes a dataset's documents as points beside it. Undefined when the user changed their mind. */
export async function embedDocuments(
  host: Host,
  dataset: Dataset,
  paths: readonly string[],
): Promise<string | undefined> {
  const model = await pickSentenceModel();
  if (model === undefined || (model !== '' && !(await agreeToModel(model, dataset.root)))) return undefined;
  const out = await nextFree(join(dirname(dataset.root), `${basename(dataset.root)}-points`));
  const title = `Embedding ${basename(dataset.root)}`;
  const files = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (bar, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const pool = host.pool();
      const onProgress = ({ done, total }: { done: number; total: number }) =>
        bar.report({ message: `${done.toLocaleString('en')} of ${total.toLocaleString('en')}` });
      const ask = { paths, storage: modelStorage(), out, dimensions: 100, ...(model !== '' && { model }) };
      try {
        return await pool.run('embed', ask, { signal: abort.signal, onProgress });
      } finally {
        pool.dispose();
      }
    },
  );
  const what = files.map(({ name, rows, columns }) => `${name} (${rows} × ${columns})`).join(', ');
  void window.showInformationMessage(`Written to ${basename(out)}: ${what}.`, 'Reveal').then((choice) => {
    if (choice) return reveal(out);
  });
  return out;
}
