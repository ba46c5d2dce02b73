import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Papa from 'papaparse';
import { UseError } from '../core/errors';
import { writeWhole } from '../engine/files';
import { documentsOf } from '../engine/learn/documents';
import { embedDocuments, embedWords } from '../engine/learn/embed';
import { npyOf } from '../engine/learn/npy';
import { openDataset } from '../engine/scan';
import type { Command } from './command';
import { dataOptions, givenData } from './data-options';
import { missingPath } from './dataset';
import { newFolder } from './new-folder';
import { printJson, say } from './output';

export const embed: Command = {
  usage: '<path…> --out DIR [options]',
  summary: 'write the documents of a dataset, or its words, as points: .npy with labels',
  options: {
    out: { value: 'DIR', help: 'the folder to write, new or empty' },
    words: { help: 'the words of the training documents instead of the documents' },
    dimensions: { value: 'N', help: 'numbers a document, at most; default: 100' },
    ...dataOptions,
    json: { help: 'print what was written as JSON, as the last line' },
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const out = await newFolder(call.text('out'));
    const dataset = await openDataset(call.words, { signal: call.signal, data: givenData(call) });
    if (!dataset.index.tables) throw new UseError('embed works on tables of texts, and there is none.');
    const documents = await documentsOf(dataset, call.signal);
    const fitted = documents.map(({ split }) => split === 'train');
    const texts = documents.map(({ text }) => text);
    if (!fitted.includes(true)) throw new UseError('embed learns from training documents, and there is none.');
    const alive = () => call.signal.throwIfAborted();
    const written: { readonly name: string; readonly rows: number; readonly columns: number }[] = [];
    await mkdir(out, { recursive: true });
    const write = (name: string, data: Float32Array, columns: number, labels: readonly object[]) => {
      writeWhole(join(out, `${name}.npy`), npyOf(data, labels.length, columns));
      writeWhole(join(out, `${name}.csv`), Buffer.from(`${Papa.unparse([...labels], { newline: '\n' })}\n`));
      written.push({ name: `${name}.npy`, rows: labels.length, columns });
    };
    if (call.flag('words')) {
      const { words, columns, data } = embedWords(
        texts.filter((_, i) => fitted[i]),
        alive,
      );
      write(
        'words',
        data,
        columns,
        words.map((word) => ({ word })),
      );
    } else {
      const { columns, data } = embedDocuments(texts, fitted, call.whole('dimensions', 2, 1000) ?? 100, alive);
      for (const split of ['train', 'validation', 'test'] as const) {
        const rows = documents.flatMap((one, i) => (one.split === split ? [i] : []));
        if (rows.length === 0) continue;
        const own = new Float32Array(rows.length * columns);
        for (const [to, from] of rows.entries())
          own.set(data.subarray(from * columns, (from + 1) * columns), to * columns);
        write(
          split,
          own,
          columns,
          rows.map((i) => ({ source: documents[i]!.name, label: documents[i]!.label ?? '' })),
        );
      }
    }
    for (const { name, rows, columns } of written)
      say(`${name}: ${rows} × ${columns}, and its rows in ${name.replace('.npy', '.csv')}`);
    if (call.flag('json')) printJson({ out, files: written });
    return 0;
  },
};
