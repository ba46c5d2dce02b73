import { classesOf } from '../../core/dataset';
import { UseError } from '../../core/errors';
import { permutation } from '../../core/permutation';
import { rowName, splits } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import type { JudgedOn } from '../../core/tuning';
import { vectorCodecOf } from '../../formats/table/codec';
import { decodeImage } from '../image/decode';
import { keptLast } from '../models/transformers';
import { onDisk } from '../on-disk';
import { type Dataset, openDataset } from '../scan';
import type { TaskControl } from '../serve';
import { rowsOfBlock } from '../table/block-rows';
import type { JudgeAsk } from './asks';
import { documentsOf } from './documents';
import type { Content } from './features';
import { pooled } from './pooled';

/** A sample of one class, with what a classifier gets to see of it. */
export interface Example {
  /** Path of a file, or name of a row. */
  readonly name: string;
  readonly label: string;
  readonly content: Content;
}

export interface JudgedData {
  readonly dataset: Dataset;
  readonly training: readonly Example[];
  readonly validation: readonly Example[];
  readonly on: JudgedOn;
}

/** At most so many samples are trained and judged on, evenly chosen: pictures are made and read anew for each training. */
const mostOf = { pictures: { training: 400, validation: 400 }, rows: { training: 3000, validation: 5000 } } as const;
/** Without a validation split, one in so many training samples of each class is held back. */
const heldBackOneIn = 4;

interface Found {
  readonly name: string;
  readonly label: string;
  readonly split: string;
  content(): Promise<Content>;
}

let control: TaskControl | undefined;
const load = keptLast(2, async (key: string): Promise<JudgedData> => read(JSON.parse(key) as JudgeAsk));

/** The samples of a dataset that are trained and judged on; read once. Throws a `UseError` where it can't be judged. */
export function judgedData({ paths, data }: JudgeAsk, by: TaskControl): Promise<JudgedData> {
  control = by;
  return load(JSON.stringify({ paths, data }));
}

async function read({ paths, data }: Pick<JudgeAsk, 'paths' | 'data'>): Promise<JudgedData> {
  const dataset = await openDataset(paths, { data });
  const { index } = dataset;
  const isRows = index.tables !== undefined || index.modality === 'text';
  const found = isRows ? await foundRows(dataset) : foundPictures(dataset);
  const training = found.filter(({ split }) => split === 'train');
  const given = found.filter(({ split }) => split === 'validation');
  const classes = new Set(training.map(({ label }) => label));
  if (classes.size < 2) {
    throw new UseError(
      'A classifier needs labelled training samples of two classes or more, and there are none such here.',
    );
  }
  const heldBack = given.length === 0;
  const parts = heldBack ? holdBack(training) : { training, validation: given };
  const most = isRows ? mostOf.rows : mostOf.pictures;
  const chosen = evenly(parts.training, most.training);
  const judged = evenly(parts.validation, most.validation);
  return {
    dataset,
    training: await examples(chosen),
    validation: await examples(judged),
    on: {
      modality: index.modality,
      training: chosen.length,
      trainingOf: parts.training.length,
      validation: judged.length,
      heldBack,
      classes: classes.size,
    },
  };
}

async function foundRows(dataset: Dataset): Promise<readonly Found[]> {
  if (dataset.index.modality === 'embedding') return foundVectors(dataset);
  const documents = await documentsOf(dataset, () => control?.alive());
  return documents.flatMap(({ name, label, split, text }) =>
    label === undefined ? [] : [{ name, label, split, content: async () => text }],
  );
}

async function foundVectors({ root, index }: Dataset): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const table of index.tables!) {
    const codec = vectorCodecOf(table.reading);
    const disk = onDisk(root, index.samples.find(({ path }) => path === table.path)!);
    for (const block of table.blocks) {
      for (const [i, raw] of (await rowsOfBlock(disk, table.reading, block)).entries()) {
        const row = block.first + i;
        const label = classOfRow(table, row);
        const split = splits[table.splitOf[row]!]!;
        const content = async () => codec.read(raw).values;
        if (label !== undefined) found.push({ name: rowName(table.path, row), label, split, content });
      }
      control?.alive();
    }
  }
  return found;
}

function foundPictures({ root, index }: Dataset): readonly Found[] {
  if (index.modality !== 'image') {
    throw new UseError(`Only texts, embeddings and pictures can be judged here, and this is ${index.modality}.`);
  }
  return index.samples.flatMap((sample) => {
    const [label, other] = classesOf(sample);
    if (label === undefined || other !== undefined) return []; // a class of its own is what is learnt
    const content = async () => pooled((await decodeImage(onDisk(root, sample))).raster);
    return [{ name: sample.path, label, split: sample.split, content }];
  });
}

/** Of each class some samples, the same each time. */
function holdBack(samples: readonly Found[]) {
  const [training, validation]: [Found[], Found[]] = [[], []];
  const byClass = new Map<string, Found[]>();
  for (const one of samples) {
    const of = byClass.get(one.label);
    if (of) of.push(one);
    else byClass.set(one.label, [one]);
  }
  for (const of of byClass.values()) {
    const place = permutation(of.length, 1, 'held back');
    const held = Math.floor(of.length / heldBackOneIn);
    for (let i = 0; i < of.length; i++) (i < held ? validation : training).push(of[place(i)]!);
  }
  if (validation.length === 0) {
    throw new UseError(
      'There is no validation split, and too few training samples to hold some back: four of a class are needed.',
    );
  }
  return { training: inOrder(samples, training), validation: inOrder(samples, validation) };
}

function inOrder(all: readonly Found[], some: readonly Found[]): readonly Found[] {
  const there = new Set(some);
  return all.filter((one) => there.has(one));
}

function evenly(samples: readonly Found[], most: number): readonly Found[] {
  if (samples.length <= most) return samples;
  const place = permutation(samples.length, 1, 'evenly');
  return inOrder(
    samples,
    Array.from({ length: most }, (_, i) => samples[place(i)]!),
  );
}

/** A sample that can't be read is left out; reading the dataset, or a run, names it. */
async function examples(found: readonly Found[]): Promise<readonly Example[]> {
  const made: Example[] = [];
  for (const one of found) {
    control?.check();
    const content = await one.content().catch(() => undefined);
    if (content !== undefined) made.push({ name: one.name, label: one.label, content });
    control?.alive();
  }
  return made;
}
