import { resolve } from 'node:path';
import { modelStorage } from '../engine/storage';
import type { Command } from './command';
import { dataOptions, givenData } from './data-options';
import { missingPath } from './dataset';
import { givenModel, sentenceOptions } from './models';
import { newFolder } from './new-folder';
import { printJson, say } from './output';
import { withPool } from './workers';

export const embed: Command = {
  usage: '<path…> --out DIR [options]',
  summary: 'write the documents of a dataset, or its words, as points: .npy with labels',
  options: {
    out: { value: 'DIR', help: 'the folder to write, new or empty' },
    words: { help: 'the words of the training documents instead of the documents' },
    dimensions: { value: 'N', help: 'numbers a document, at most; default: 100. A model has its own' },
    ...sentenceOptions,
    ...dataOptions,
    json: { help: 'print what was written as JSON, as the last line' },
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const out = await newFolder(call.text('out'));
    const ask = {
      paths: call.words.map((path) => resolve(path)),
      data: givenData(call),
      model: await givenModel(call),
      storage: modelStorage(),
      out,
      words: call.flag('words'),
      dimensions: call.whole('dimensions', 2, 1000) ?? 100,
    };
    const files = await withPool(call, (pool) => pool.run('embed', ask, { signal: call.signal }));
    for (const { name, rows, columns } of files)
      say(`${name}: ${rows} × ${columns}, and its rows in ${name.replace('.npy', '.csv')}`);
    if (call.flag('json')) printJson({ out, files });
    return 0;
  },
};
