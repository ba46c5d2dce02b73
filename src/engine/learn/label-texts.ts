import { UseError } from '../../core/errors';
import { embedSentences } from '../models/sentences';
import type { TaskControl } from '../serve';
import type { LabelTextsAsk } from './asks';
import type { Document } from './documents';
import { type LabelResult, labelDocuments } from './label';
import { type Neighbours, nearByVectors, nearByWords } from './near';
import { needModel, readTexts } from './read-texts';

/** Labels the documents of a dataset that have none, or those of another one. Throws a `UseError`. */
export async function labelTexts(ask: LabelTextsAsk, control: TaskControl): Promise<LabelResult> {
  const own = await readTexts(ask, control);
  needModel(ask, own.root);
  const labelled = own.documents.filter(({ label, split }) => label !== undefined && split === 'train');
  const unlabelled = ask.unlabelled
    ? (await readTexts({ ...ask, paths: ask.unlabelled }, control)).documents
    : own.documents.filter(({ label }) => label === undefined);
  if (new Set(labelled.map(({ label }) => label)).size < 2) {
    throw new UseError(
      'Labels are learnt from the training documents that have one, and those are of fewer than two classes.',
    );
  }
  if (unlabelled.length === 0) {
    throw new UseError(
      ask.unlabelled
        ? `There are no documents in ${ask.unlabelled.join(', ')}.`
        : 'Every document of this dataset has a label already. Name the documents to label: a file or a folder of them.',
    );
  }
  const near = await nearOf(labelled, unlabelled, own.root, ask, control);
  return labelDocuments(labelled, unlabelled, near, ask);
}

async function nearOf(
  labelled: readonly Document[],
  unlabelled: readonly Document[],
  root: string,
  { model, storage, k }: LabelTextsAsk,
  control: TaskControl,
): Promise<Neighbours> {
  const texts = (of: readonly Document[]) => of.map(({ text }) => text);
  const total = labelled.length + unlabelled.length;
  const tell = (done: number) => {
    control.check();
    control.alive({ done, total });
  };
  if (model === undefined) return nearByWords(texts(labelled), texts(unlabelled), k, tell);
  const embed = (of: readonly Document[], before: number) =>
    embedSentences(texts(of), model, { root, storage, alive: (done) => tell(before + done) });
  const own = await embed(labelled, 0);
  return nearByVectors(own, await embed(unlabelled, labelled.length), k, () => tell(total));
}
