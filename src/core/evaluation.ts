import { type DatasetIndex, type Sample, type Split, selectorOf } from './dataset';
import { folderOf } from './names';
import { splitTitles } from './splits';

/** The folder below which all samples of a split lie, relative to the root; `''` when that is the root itself. */
export function splitFolder(samples: readonly Sample[], split: Split): string | undefined {
  let common: string | undefined;
  for (const sample of samples) {
    if (sample.split !== split) continue;
    common ??= folderOf(sample.path);
    while (common !== '' && !sample.path.startsWith(`${common}/`)) common = folderOf(common);
  }
  return common;
}

/** Why the chosen samples may not be augmented, in two sentences; undefined when there is training data among them. */
export function evaluationReason(index: DatasetIndex): string | undefined {
  const chosen = selectorOf(index);
  const splits = new Set(index.samples.filter((s) => chosen(s.path)).map((s) => s.split));
  if (splits.size === 0 || splits.has('train')) return undefined;
  const kinds = [...splits].map((split) => splitTitles[split]).join(' and ');
  const training = splitFolder(index.samples, 'train');
  const instead = training === undefined ? 'Choose the training part' : `Choose ${training || 'the whole dataset'}`;
  return (
    `What was chosen is ${kinds} data, which measures a model: variants in it would make the result wrong. ` +
    `${instead} instead, or allow evaluation data for this run (--allow-evaluation-data).`
  );
}
