import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sample } from '../core/dataset';
import { classesOf } from '../core/dataset';
import { UseError } from '../core/errors';
import { baseOf, extensionOf } from '../core/names';
import { placing } from '../core/plan-places';
import type { Recipe } from '../core/recipe';
import { rowAsNpy } from '../engine/embedding/row-npy';
import { writeWhole } from '../engine/files';
import { onDisk } from '../engine/on-disk';
import { planned } from '../engine/open-run';
import type { Pool } from '../engine/pool';
import { chooseSamples } from '../engine/samples';
import type { Dataset } from '../engine/scan';
import { askRows } from '../engine/table/ask-rows';
import type { RowsAsk } from '../engine/table/asks';
import { encoded } from '../engine/table/block-rows';
import { askForRows, needRow } from '../engine/table/one-row';
import { askForDocument } from '../engine/text/documents';
import { variantsOf } from '../engine/variants';
import { catalogue } from '../transforms';
import type { Command } from './command';
import { givenDataset, missingPath } from './dataset';
import { makeFolder, newFolder } from './new-folder';
import { say } from './output';
import { givenRecipe, recipeOptions } from './recipe';
import { withPool, workerOptions } from './workers';

const sheetName = 'contact-sheet.png';
const textSheetName = 'contact-sheet.txt';

export const preview: Command = {
  usage: '<path…> --recipe <file.json | preset> --out DIR [options]',
  summary: 'write samples before and after, and one picture of all',
  options: {
    ...recipeOptions,
    out: { value: 'DIR', help: 'the folder to write, new or empty' },
    samples: { value: 'N', help: 'how many samples, spread over the classes; default: 6' },
    ...workerOptions,
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const recipe = await givenRecipe(call, call.words[0]!);
    const dataset = await givenDataset(call, recipe);
    const count = call.whole('samples', 1, 1000) ?? 6;
    planned(dataset.index, recipe, { onlyVariants: true, allowEvaluationData: false }, 0);
    const out = await newFolder(call.text('out'));
    await makeFolder(out);
    const samples = chooseSamples(dataset.index, recipe.seed, count, 0);
    return withPool(call, async (pool) => {
      const pairs: Pair[] = [];
      const texts: string[] = [];
      let failed = 0;
      for (const [i, sample] of samples.entries()) {
        call.signal.throwIfAborted();
        try {
          const stem = join(out, `${i + 1}`);
          const { modality, tables } = dataset.index;
          if (tables || modality === 'text') texts.push(await writeRowPair(pool, dataset, recipe, sample, stem));
          else pairs.push(await writePair(pool, dataset, recipe, sample, stem));
        } catch (error) {
          if (error instanceof UseError) throw error;
          failed++;
          say(`${sample.path}: ${(error as Error).message}`);
        }
      }
      if (pairs.length > 0) await pool.run('sheet', { pairs, to: join(out, sheetName) }, { signal: call.signal });
      if (texts.length > 0) writeWhole(join(out, textSheetName), Buffer.from(texts.join('\n')));
      const sheet = texts.length > 0 ? textSheetName : sheetName;
      say(`${pairs.length + texts.length} samples before and after, and ${sheet}, in ${out}`);
      return failed > 0 ? 1 : 0;
    });
  },
};

interface Pair {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** `after` has the very bytes that `run` writes for variant 1 of this sample. */
async function writePair(pool: Pool, dataset: Dataset, recipe: Recipe, sample: Sample, stem: string): Promise<Pair> {
  const { root, index } = dataset;
  const variants = await variantsOf(root, index, recipe, 0);
  const drawn = variants.draw(sample, 1, placing(index, recipe, catalogue, 0)(sample, 1));
  const asked = [variants.asked(sample, drawn)];
  const [made] = await pool.run('variants', { ...variants.ask(sample, [drawn]), variants: asked });
  if (!made || 'error' in made) throw new Error(made?.error);
  const before = `${stem}-before.${extensionOf(sample.path)}`;
  const after = `${stem}-after.${extensionOf(drawn.output)}`;
  writeWhole(before, await readFile(onDisk(root, sample)));
  writeWhole(after, made.bytes!);
  return { label: [...classesOf(sample), baseOf(sample.path)].join(' '), before, after };
}

/** The rows as they stand in the table, or the documents, and what a reader sees of both. */
async function writeRowPair(
  pool: Pool,
  dataset: Dataset,
  recipe: Recipe,
  sample: Sample,
  stem: string,
): Promise<string> {
  const ask = await textAsk(dataset, recipe, sample);
  const { rows } = await askRows(pool, dataset, ask);
  const [made] = rows!;
  if (!made) throw new Error('changed since the dataset was read');
  if (!('raw' in made)) {
    if ('error' in made.line) throw new Error(made.line.error);
    return `${sample.path}\n  left out: ${made.line.skipped}\n`;
  }
  const extension = extensionOf(ask.table) || 'txt';
  const { reading } = ask;
  const bytesOf = (raw: string) =>
    reading.kind === 'matrix' && extension === 'npy' ? rowAsNpy(reading, raw) : encoded(raw, reading);
  writeWhole(`${stem}-before.${extension}`, bytesOf(made.rawBefore));
  writeWhole(`${stem}-after.${extension}`, bytesOf(made.raw));
  return `${[...classesOf(sample), sample.path].join(' ')}\n  ${made.before}\n  ${made.text}\n`;
}

/** What a worker needs to make variant 1 of a row or of a document. */
function textAsk(dataset: Dataset, recipe: Recipe, sample: Sample): Promise<RowsAsk> {
  if (!dataset.index.tables) return askForDocument(dataset, sample, 1, recipe, 0);
  const { table, row } = needRow(dataset.index.tables, sample.path);
  return askForRows(dataset, table, new Map([[row, 1]]), recipe, 0);
}
