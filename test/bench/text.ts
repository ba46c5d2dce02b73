import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentsOf } from '../../src/engine/learn/documents';
import { openDataset } from '../../src/engine/scan';
import type { Report } from './bench';
import { findPeer } from './peers';
import { type Strictness, synonyms, textQuality } from './text-quality';
import { median } from './throughput';
import { measure } from './watch';

const variants = 4;
const rows = 8000;
/** A longer table tells what each further output takes from the starts and the warming up of three processes. */
const more = 24_000;
const rounds = 3;
/** Prototype and nlpaug on 3,000 raw reviews, in sentences a CPU second, where no Python with nlpaug is found. */
const nlpaugWarm = 804;

/** Reviews to measure with: a table that the environment variable REVIEWS names, else the sample. */
const reviews = process.env.REVIEWS ?? 'media/sample/reviews/train.csv';

/**
 * Outputs of `text.synonym` a CPU second at four variants, from a source row to written ones, all processes and their
 * starts; then further ones, when all is warm; and how good the words are.
 */
export async function text(report: Report, scratch: string): Promise<void> {
  const texts = (await documentsOf(await openDataset([reviews]))).map((document) => document.text);
  const [table, long] = [join(scratch, 'reviews.csv'), join(scratch, 'many.csv')];
  await writeRows(table, texts, rows);
  await writeRows(long, texts, more);
  const peer = findPeer('test/bench/peer_text.py');
  if (!peer) report(`no Python with nlpaug here: its ${nlpaugWarm} sentences a CPU second, warm, stand in for it`);
  const peerRate = peer ? await rateOfPeer(peer.command, peer.script, table, scratch) : nlpaugWarm;
  for (const strictness of ['strict', 'balanced', 'free'] as const) {
    const [short, all] = [
      median(await costsOf(table, strictness, scratch)),
      median(await costsOf(long, strictness, scratch)),
    ];
    const [cold, warm] = [(rows * variants) / short, ((more - rows) * variants) / (all - short)];
    report(
      `text.synonym ${strictness}, ${texts.length} reviews as ${rows} rows × ${variants}: ${cold.toFixed(0)} outputs a CPU second, further ones over ${more} rows ${warm.toFixed(0)}; ${(warm / peerRate).toFixed(1)} times nlpaug warm`,
    );
  }
  textQuality(report, `quality on ${texts.length} reviews`, texts);
}

async function writeRows(path: string, texts: readonly string[], count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, i) => `"${texts[i % texts.length]!.replaceAll('"', '""')}",${i % 2}`);
  await writeFile(path, `text,label\n${lines.join('\n')}\n`);
}

/** CPU seconds of whole runs, in rounds. */
async function costsOf(table: string, strictness: Strictness, scratch: string): Promise<readonly number[]> {
  const recipe = join(scratch, 'text.augment.json');
  await writeFile(recipe, JSON.stringify(synonyms(strictness, variants)));
  const costs: number[] = [];
  for (let round = 0; round < rounds; round++) costs.push((await runOnce(table, recipe, scratch)).cpuSeconds);
  return costs;
}

async function runOnce(table: string, recipe: string, scratch: string) {
  const out = join(scratch, 'text-out');
  const args = ['dist/cli.js', 'run', table, '--recipe', recipe, '--out', out, '--only-variants', '--json'];
  const cost = await measure(process.execPath, args);
  await rm(out, { recursive: true });
  return cost;
}

async function rateOfPeer(command: string, script: string, table: string, scratch: string): Promise<number> {
  const out = join(scratch, 'peer.csv');
  const { cpuSeconds } = await measure(command, [script, table, out, `${variants}`]);
  const written = (await readFile(out, 'utf8')).split('\n').length - 1;
  await rm(out);
  return written / cpuSeconds;
}

/** Letters of a document of the large table. */
const letters = 20_000;

/** Peak memory of a run over a table of a gigabyte, all processes together and the largest of them. */
export async function textMemory(report: Report, scratch: string, bytes = 1e9): Promise<void> {
  const texts = (await documentsOf(await openDataset([reviews]))).map((document) => document.text);
  const [table, recipe] = [join(scratch, 'large.csv'), join(scratch, 'large.augment.json')];
  const file = createWriteStream(table);
  file.write('text,label\n');
  for (let written = 0, i = 0; written < bytes; i++) {
    let row = '';
    while (row.length < letters) row += `${texts[(i * 7 + row.length) % texts.length]!.replaceAll('"', '""')} `;
    written += row.length + 5;
    if (!file.write(`"${row}",${i % 2}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  const steps = [{ transform: 'text.casing', words: [0.01, 0.01], probability: 0.02 }]; // most rows only pass through
  await writeFile(recipe, JSON.stringify({ version: 1, modality: 'text', seed: 7, variants: 1, steps }));
  const { size } = await stat(table);
  const { peakBytes, largestBytes, seconds } = await runOnce(table, recipe, scratch);
  await rm(table);
  report(
    `a table of ${(size / 1e6).toFixed(0)} MB: the largest process took ${(largestBytes / 1e6).toFixed(0)} MB, all together ${(peakBytes / 1e6).toFixed(0)} MB, in ${seconds.toFixed(0)} s`,
  );
}
