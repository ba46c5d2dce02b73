import type { DatasetIndex } from '../../src/core/dataset';
import { planRun } from '../../src/core/plan';
import { builtInPresets } from '../../src/core/presets';
import { readLayout } from '../../src/formats/layouts';
import type { TreeFile } from '../../src/formats/tree';
import { catalogue } from '../../src/transforms/index';

/** `node --expose-gc plan.cjs <files>`: the index and the plan of a tree that is nowhere, and what they took, as JSON. */
function main(count: number): void {
  const before = held();
  const index = indexOf(count);
  const withIndex = held();
  const recipe = { ...builtInPresets[0]!.recipe, variants: 4 };
  const plan = planRun(index, recipe, catalogue, { onlyVariants: true, allowEvaluationData: false });
  let [variants, most] = [0, held()];
  for (const { outputs } of plan.work()) {
    variants += outputs.length;
    if (variants % count === 0) most = Math.max(most, held()); // four times on the way
  }
  const MB = (bytes: number) => Math.round(bytes / 1e6);
  const { maxRSS } = process.resourceUsage(); // kB
  console.log(
    JSON.stringify({
      variants,
      indexMB: MB(withIndex - before),
      planMB: MB(most - withIndex),
      peakMB: MB(maxRSS * 1000),
    }),
  );
}

/** Bytes in use, without what is only waiting to be cleared. */
function held(): number {
  globalThis.gc!();
  return process.memoryUsage().heapUsed;
}

/** Two classes, a thousand files a folder, read as any listing of a disk is. */
function indexOf(count: number): DatasetIndex {
  const number = (n: number, width: number) => String(n).padStart(width, '0');
  const media = Array.from({ length: count }, (_, i): TreeFile => {
    const [name, part] = [i < count / 2 ? 'dress' : 'hat', number(Math.floor(i / 1000), 4)];
    return { path: `train/${name}/part-${part}/${number(i, 7)}.jpg`, bytes: 30_000 };
  });
  const { layout, samples, hasSplits } = readLayout({ media, rootSplit: undefined });
  const rest = { others: [], classes: ['dress', 'hat'], labelSets: [], problems: [], selection: [''] };
  return { modality: 'image', layout, samples, hasSplits, ...rest };
}

main(Number(process.argv[2]));
