import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { UseError } from '../../core/errors';
import { splits } from '../../core/table';
import { writeWhole } from '../files';
import { embedSentences } from '../models/sentences';
import type { TaskControl } from '../serve';
import type { EmbeddedFile, EmbedTextsAsk } from './asks';
import { type Embeddings, embedDocuments, embedWords } from './embed';
import { npyOf } from './npy';
import { needModel, readTexts } from './read-texts';

/** Writes the documents of a dataset, or its words, as points: a `.npy` for each split, with its labels as CSV. */
export async function embedTexts(ask: EmbedTextsAsk, control: TaskControl): Promise<readonly EmbeddedFile[]> {
  const { root, documents } = await readTexts(ask, control);
  needModel(ask, root);
  const { out, model, storage } = ask;
  const texts = documents.map(({ text }) => text);
  const fitted = documents.map(({ split }) => split === 'train');
  const alive = (done = 0) => {
    control.check();
    control.alive({ done, total: texts.length });
  };
  if (!model && !fitted.includes(true)) {
    throw new UseError('Embeddings are learnt from training documents, and there is none.');
  }
  const training = () => texts.filter((_, i) => fitted[i]);
  await mkdir(out, { recursive: true });
  if (ask.words) {
    const { words, ...points } = model
      ? await wordsByModel(training(), (of) => embedSentences(of, model, { root, storage, alive }))
      : embedWords(training(), alive);
    if (words.length === 0)
      throw new UseError('No word stands three times in the training documents: nothing is learnt.');
    return [
      write(
        out,
        'words',
        points,
        words.map((word) => ({ word })),
      ),
    ];
  }
  const all = model
    ? await embedSentences(texts, model, { root, storage, alive })
    : embedDocuments(texts, fitted, ask.dimensions, alive);
  return splits.flatMap((split) => {
    const rows = documents.flatMap((one, i) => (one.split === split ? [i] : []));
    if (rows.length === 0) return [];
    const labels = rows.map((i) => ({ source: documents[i]!.name, label: documents[i]!.label ?? '' }));
    return [write(out, split, pick(all, rows), labels)];
  });
}

/** The words of texts as a model has them, each by itself. */
async function wordsByModel(
  texts: readonly string[],
  embed: (of: readonly string[]) => Promise<Embeddings>,
): Promise<Embeddings & { readonly words: readonly string[] }> {
  const words = [...new Set(texts.flatMap((text) => text.toLowerCase().match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []))].sort();
  return { ...(await embed(words)), words };
}

function pick({ columns, data }: Embeddings, rows: readonly number[]): Embeddings {
  const own = new Float32Array(rows.length * columns);
  for (const [to, from] of rows.entries()) own.set(data.subarray(from * columns, (from + 1) * columns), to * columns);
  return { rows: rows.length, columns, data: own };
}

function write(out: string, name: string, { data, columns }: Embeddings, labels: readonly object[]): EmbeddedFile {
  writeWhole(join(out, `${name}.npy`), npyOf(data, labels.length, columns));
  writeWhole(join(out, `${name}.csv`), Buffer.from(`${Papa.unparse([...labels], { newline: '\n' })}\n`));
  return { name: `${name}.npy`, rows: labels.length, columns };
}
