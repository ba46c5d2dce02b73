import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Recipe } from '../../src/core/recipe';
import type { Report } from './bench';
import type { Floor } from './floor';
import { multiply } from './photos';
import { type Cost, measure } from './watch';

export interface Bench {
  readonly photos: string;
  /** How many there are. */
  readonly count: number;
  /** So many names for them are run too, which tells the start of a run from what each output takes. */
  readonly more: number;
  readonly recipe: Recipe;
  /** The bundled floor. */
  readonly floor: string;
  readonly scratch: string;
}

/** A program that does the same as the recipe, with its own draws. */
export interface Peer {
  readonly name: string;
  readonly command: string;
  readonly script: string;
}

const rounds = 3;

/**
 * `dataset-augment run`, files to files, in alternation with the floor and with a peer: CPU of all processes for each
 * output, from start to end, which tells more than the clock where others work on the same machine.
 */
export async function throughput(report: Report, title: string, bench: Bench, peer?: Peer): Promise<void> {
  const [runs, longer, floors, peers]: [Cost[], Cost[], Floor[], Cost[]] = [[], [], [], []];
  const { variants } = bench.recipe;
  const outputs = bench.count * variants;
  const file = join(bench.scratch, 'bench.augment.json');
  await writeFile(file, JSON.stringify(bench.recipe));
  const many = join(bench.scratch, 'many');
  await multiply(bench.photos, many, bench.more);
  for (let round = 0; round < rounds; round++) {
    floors.push(await floorOnce(bench));
    runs.push(await runOnce(bench, file));
    longer.push(await runOnce({ ...bench, photos: many }, file));
    if (peer) peers.push(await peerOnce(bench, peer));
  }
  await rm(many, { recursive: true });
  const per = (costs: readonly Cost[]) => median(costs.map((cost) => (1000 * cost.cpuSeconds) / outputs));
  const rate = (costs: readonly Cost[]) => (outputs / median(costs.map((cost) => cost.seconds))).toFixed(0);
  const of = (what: keyof Floor) => median(floors.map((floor) => floor[what]));
  const least = of('decode') / variants + of('encodeNoisy');
  const own = per(runs);
  report(`${title}: ${own.toFixed(2)} CPU ms an output, ${rate(runs)} images/s`);
  report(
    `  floor (decode ${of('decode').toFixed(2)} / ${variants} + encode ${of('encodeNoisy').toFixed(2)}, without noise ${of('encode').toFixed(2)}): ${least.toFixed(2)} ms; ratio ${(own / least).toFixed(2)}`,
  );
  const [short, long] = [runs, longer].map((costs) => median(costs.map((cost) => 1000 * cost.cpuSeconds)));
  const [total, each] = [long! / (bench.more * variants), (long! - short!) / ((bench.more - bench.count) * variants)];
  const times = (cost: number) => `${cost.toFixed(2)} CPU ms (ratio ${(cost / least).toFixed(2)})`;
  report(
    `  over ${bench.more} names for them: ${times(total)} an output; each further output ${times(each)}, a start ${((short! - each * outputs) / 1000).toFixed(1)} CPU s`,
  );
  if (peer) {
    report(
      `  ${peer.name}: ${per(peers).toFixed(2)} CPU ms, ${rate(peers)} images/s; ${(per(peers) / own).toFixed(1)} times ours`,
    );
  }
}

async function floorOnce({ photos, floor, recipe }: Bench): Promise<Floor> {
  const sigma = 10;
  const { stdout } = await measure(process.execPath, [floor, photos, `${recipe.output?.quality ?? 95}`, `${sigma}`]);
  return JSON.parse(stdout) as Floor;
}

/** `dataset-augment run` over a folder with the recipe in a file; what it wrote is removed. */
export async function runOnce({ photos, scratch }: Pick<Bench, 'photos' | 'scratch'>, recipe: string): Promise<Cost> {
  const out = join(scratch, 'out');
  const args = ['dist/cli.js', 'run', photos, '--recipe', recipe, '--out', out, '--only-variants', '--json'];
  const cost = await measure(process.execPath, args);
  await rm(out, { recursive: true });
  return cost;
}

async function peerOnce({ photos, scratch, recipe }: Bench, { command, script }: Peer): Promise<Cost> {
  const out = join(scratch, 'peer-out');
  await mkdir(out);
  const numbers = [recipe.variants, recipe.output?.quality ?? 95, availableParallelism()].map(String);
  const cost = await measure(command, [script, photos, out, ...numbers]);
  await rm(out, { recursive: true });
  return cost;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
