import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UseError } from '../core/errors';
import { type ClassOutlook, isSure, outlookOf } from '../core/labelling';
import { labelTable } from '../engine/learn/label-table';
import { modelStorage } from '../engine/storage';
import type { Call, Command } from './command';
import { dataOptions, givenData } from './data-options';
import { missingPath } from './dataset';
import { givenModel, sentenceOptions } from './models';
import { print, printJson, say } from './output';
import { withPool } from './workers';

export const label: Command = {
  usage: '<path…> --out FILE [options]',
  summary: 'label documents without a label by similar ones that have one',
  options: {
    out: { value: 'FILE', help: 'the table to write (CSV): label, confidence, and the nearest labelled documents' },
    unlabelled: { value: 'PATH', help: 'documents to label; default: those of the dataset that have no label' },
    precision: { value: 'P', help: 'share of the given labels that shall be right at least, 0.5 to 1; default: 0.9' },
    k: { value: 'N', help: 'neighbours that have a say; default: 7' },
    metric: { value: 'cosine | euclidean', help: 'how neighbours weigh; default: cosine' },
    ...sentenceOptions,
    ...dataOptions,
    json: { help: 'print the outlook of each class as JSON, as the last line' },
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const out = call.text('out');
    if (out === undefined) throw new UseError('Say with --out which file to write.');
    const wanted = givenPrecision(call);
    const other = call.text('unlabelled');
    const ask = {
      paths: call.words.map((path) => resolve(path)),
      ...(other !== undefined && { unlabelled: [resolve(other)] }),
      data: givenData(call),
      model: await givenModel(call),
      storage: modelStorage(),
      k: call.whole('k', 1, 1000) ?? 7,
      metric: givenMetric(call),
    };
    const { documents, classes } = await withPool(call, (pool) => pool.run('label', ask, { signal: call.signal }));
    await writeFile(resolve(out), labelTable(documents, wanted), { flag: 'wx' }).catch(
      (error: NodeJS.ErrnoException) => {
        throw new UseError(
          error.code === 'EEXIST' ? `${out} exists. Choose another name.` : `${out} can't be written: ${error.message}`,
        );
      },
    );
    const outlooks = classes.map((curve) => outlookOf(curve, wanted));
    const given = documents.filter((one) => isSure(one, wanted)).length;
    for (const outlook of outlooks) print(outlookWords(outlook));
    say(`${given} of ${documents.length} documents got a label, in ${out}; the others stay without.`);
    if (call.flag('json')) {
      printJson({ out: resolve(out), documents: documents.length, labelled: given, classes: outlooks });
    }
    return 0;
  },
};

function givenMetric(call: Call): 'cosine' | 'euclidean' {
  const metric = call.text('metric') ?? 'cosine';
  if (metric === 'cosine' || metric === 'euclidean') return metric;
  throw new UseError(`--metric must be cosine or euclidean, and is "${metric}".`);
}

function givenPrecision(call: Call): number {
  const given = call.text('precision') ?? '0.9';
  const precision = Number(given);
  if (precision >= 0.5 && precision <= 1) return precision;
  throw new UseError(`--precision must be a number from 0.5 to 1, and is "${given}".`);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function outlookWords({ name, labelled, precision, coverage }: ClassOutlook): string {
  const words =
    precision === undefined
      ? 'its labels are not sure enough: none is given'
      : `${percent(precision)} right, ${percent(coverage!)} of them found (leave-one-out)`;
  return `${name}: ${labelled} labelled documents; ${words}`;
}
