import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import Papa from 'papaparse';
import { UseError } from '../core/errors';
import { type Document, documentsOf } from '../engine/learn/documents';
import { type LabelResult, labelDocuments } from '../engine/learn/label';
import { openDataset } from '../engine/scan';
import type { Call, Command } from './command';
import { dataOptions, givenData } from './data-options';
import { missingPath } from './dataset';
import { print, printJson, say } from './output';

export const label: Command = {
  usage: '<path…> --out FILE [options]',
  summary: 'label documents without a label by similar ones that have one',
  options: {
    out: { value: 'FILE', help: 'the table to write (CSV): label, confidence, and the nearest labelled documents' },
    unlabelled: { value: 'PATH', help: 'documents to label; default: those of the dataset that have no label' },
    precision: { value: 'P', help: 'share of the given labels that shall be right, 0.5 to 1; default: 0.95' },
    k: { value: 'N', help: 'neighbours that have a say; default: 7' },
    metric: { value: 'cosine | euclidean', help: 'how neighbours weigh; default: cosine' },
    ...dataOptions,
    json: { help: 'print the outlook of each class as JSON, as the last line' },
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const out = call.text('out');
    if (out === undefined) throw new UseError('Say with --out which file to write.');
    const choice = { k: call.whole('k', 1, 1000) ?? 7, metric: givenMetric(call), precision: givenPrecision(call) };
    const [labelled, unlabelled] = await givenDocuments(call);
    const result = labelDocuments(labelled, unlabelled, choice, () => call.signal.throwIfAborted());
    await writeFile(resolve(out), tableOf(result), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      throw new UseError(
        error.code === 'EEXIST' ? `${out} exists. Choose another name.` : `${out} can't be written: ${error.message}`,
      );
    });
    tell(result, out);
    if (call.flag('json')) {
      const given = result.documents.filter((one) => one.label !== undefined).length;
      printJson({ out: resolve(out), documents: result.documents.length, labelled: given, classes: result.classes });
    }
    return 0;
  },
};

async function givenDocuments(
  call: Call,
): Promise<readonly [labelled: readonly Document[], unlabelled: readonly Document[]]> {
  const data = givenData(call);
  const read = async (paths: readonly string[]) => {
    const dataset = await openDataset(paths, { signal: call.signal, data });
    if (!dataset.index.tables)
      throw new UseError(`${paths.join(', ')} holds no texts: label works on tables of texts.`);
    return documentsOf(dataset, call.signal);
  };
  const own = await read(call.words);
  const labelled = own.filter((one) => one.label !== undefined && one.split === 'train');
  const other = call.text('unlabelled');
  const unlabelled = other === undefined ? own.filter((one) => one.label === undefined) : await read([other]);
  if (new Set(labelled.map((one) => one.label)).size < 2) {
    throw new UseError(
      'Labels are learnt from the training documents that have one, and those are of fewer than two classes.',
    );
  }
  if (unlabelled.length === 0) {
    throw new UseError('Every document has a label already. Name the ones to label with --unlabelled.');
  }
  return [labelled, unlabelled];
}

function givenMetric(call: Call): 'cosine' | 'euclidean' {
  const metric = call.text('metric') ?? 'cosine';
  if (metric === 'cosine' || metric === 'euclidean') return metric;
  throw new UseError(`--metric must be cosine or euclidean, and is "${metric}".`);
}

function givenPrecision(call: Call): number {
  const given = call.text('precision') ?? '0.95';
  const precision = Number(given);
  if (precision >= 0.5 && precision <= 1) return precision;
  throw new UseError(`--precision must be a number from 0.5 to 1, and is "${given}".`);
}

function tableOf({ documents }: LabelResult): string {
  const rows = documents.map(({ name, label, likely, confidence, text, evidence }) => ({
    source: name,
    label: label ?? '',
    likely: likely ?? '',
    confidence,
    text,
    evidence: evidence.map((one) => `${one.name} (${one.label}, ${one.similarity})`).join('; '),
  }));
  return `${Papa.unparse(rows, { newline: '\n' })}\n`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function tell({ documents, classes }: LabelResult, out: string): void {
  for (const { name, labelled, precision, coverage } of classes) {
    const outlook =
      precision === undefined
        ? 'no threshold is precise enough: none of its documents is labelled'
        : `${percent(precision)} right, ${percent(coverage!)} of them found (leave-one-out)`;
    print(`${name}: ${labelled} labelled documents; ${outlook}`);
  }
  const given = documents.filter((one) => one.label !== undefined).length;
  say(`${given} of ${documents.length} documents got a label, in ${out}; the others stay without.`);
}
