import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { DatasetProblem, Sample } from '../core/dataset';
import { splitTitles } from '../core/splits';
import type { Dataset } from './scan';

/** First bytes that are compared before a whole file is read. */
const beginning = 16 * 1024;
const openAtOnce = 8;

/**
 * Training samples whose content also stands in validation or test: what is measured would have been learnt. Reads only
 * files of which there are two of one size in different splits, first their beginnings. Throws the signal's reason.
 */
export async function findLeaks({ root, index }: Dataset, signal?: AbortSignal): Promise<readonly DatasetProblem[]> {
  const hash = (sample: Sample, bytes: number) => hashOf(join(root, sample.diskPath ?? sample.path), bytes, signal);
  let groups = acrossSplits(
    index.samples.filter((s) => s.bytes > 0),
    (s) => `${s.bytes}`,
  );
  for (const bytes of [beginning, Number.POSITIVE_INFINITY]) {
    const samples = groups.flat();
    const hashes = new Map<Sample, string>();
    for (let at = 0; at < samples.length; at += openAtOnce) {
      signal?.throwIfAborted();
      const some = samples.slice(at, at + openAtOnce);
      const found = await Promise.all(some.map((s) => hash(s, bytes)));
      for (const [i, sample] of some.entries())
        if (found[i] !== undefined) hashes.set(sample, `${sample.bytes} ${found[i]}`);
    }
    groups = acrossSplits([...hashes.keys()], (s) => hashes.get(s)!);
  }
  return groups.flatMap((group) => {
    const other = group.find((s) => s.split !== 'train')!;
    const problem = `has the same content as ${other.path}, which is ${splitTitles[other.split]} data: remove one of them`;
    return group.filter((s) => s.split === 'train').map((s) => ({ path: s.path, problem }));
  });
}

/** Groups by key that hold training and evaluation samples. */
function acrossSplits(samples: readonly Sample[], key: (sample: Sample) => string): readonly (readonly Sample[])[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const group = groups.get(key(sample));
    if (group) group.push(sample);
    else groups.set(key(sample), [sample]);
  }
  const isTraining = (s: Sample) => s.split === 'train';
  return [...groups.values()].filter((group) => group.some(isTraining) && !group.every(isTraining));
}

/** Of the first bytes of a file; undefined when it can't be read, which the run itself will report. */
async function hashOf(path: string, bytes: number, signal: AbortSignal | undefined): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { end: bytes - 1, signal })) hash.update(chunk);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
  return hash.digest('hex');
}
