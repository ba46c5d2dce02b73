import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Report } from './bench';
import { everyTransform } from './recipe';
import { type Cost, measure } from './watch';

export interface Bench {
  readonly photos: string;
  readonly recipe: string;
  /** The bundled floor. */
  readonly floor: string;
  readonly scratch: string;
}

const rounds = 3;

/** Images per second of `dataset-augment run`, files to files, and the floor measured in alternation with it. */
export async function throughput(report: Report, title: string, bench: Bench): Promise<void> {
  const [runs, floors]: [Cost[], Cost[]] = [[], []];
  let outputs = 0;
  for (let round = 0; round < rounds; round++) {
    const run = await runOnce(bench);
    outputs = run.variants;
    runs.push(run.cost);
    floors.push(await floorOnce(bench));
  }
  const per = (cost: Cost) => (1000 * cost.cpuSeconds) / outputs;
  const [run, floor] = [median(runs), median(floors)];
  report(`${title}: ${(outputs / run.seconds).toFixed(1)} images/s, ${per(run).toFixed(2)} CPU ms an output`);
  report(
    `  floor (decode once, encode ${everyTransform.variants}): ${(outputs / floor.seconds).toFixed(1)} images/s, ${per(floor).toFixed(2)} CPU ms an output`,
  );
  report(
    `  ratio to the floor: ${(run.cpuSeconds / floor.cpuSeconds).toFixed(2)} in CPU, ${(run.seconds / floor.seconds).toFixed(2)} in time`,
  );
}

async function runOnce({
  photos,
  recipe,
  scratch,
}: Bench): Promise<{ readonly cost: Cost; readonly variants: number }> {
  const out = join(scratch, 'out');
  const args = ['dist/cli.js', 'run', photos, '--recipe', recipe, '--out', out, '--only-variants', '--json'];
  const cost = await measure(process.execPath, args);
  await rm(out, { recursive: true });
  return { cost, variants: JSON.parse(cost.stdout.trim().split('\n').at(-1)!).variants };
}

async function floorOnce({ photos, floor, scratch }: Bench): Promise<Cost> {
  const out = join(scratch, 'floor-out');
  await mkdir(out);
  const processes = availableParallelism();
  const { variants, output } = everyTransform;
  const args = (own: number) => [floor, photos, out, variants, output?.quality ?? 95, processes, own].map(String);
  const started = performance.now();
  const costs = await Promise.all(Array.from({ length: processes }, (_, own) => measure(process.execPath, args(own))));
  await rm(out, { recursive: true });
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: costs.reduce((sum, c) => sum + c.cpuSeconds, 0),
    peakBytes: 0,
    stdout: '',
  };
}

const median = (costs: readonly Cost[]): Cost =>
  [...costs].sort((a, b) => a.cpuSeconds - b.cpuSeconds)[Math.floor(costs.length / 2)]!;
