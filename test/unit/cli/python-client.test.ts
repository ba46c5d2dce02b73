import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pythonClient, webDatasetLine } from '../../../src/core/export/python-client';
import { mixingRecipe, temporaryFolder, writeDataset } from '../run/datasets';
import { bundledCli } from './cli';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = temporaryFolder();
const answers = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
const pythons = ['python3', '/usr/bin/python3'].filter((name) => answers(name, '--version'));
const withTorch = pythons.find((name) => answers(name, '-c', 'import torch.utils.data'));

/** Runs Python beside the client; gives what it printed as JSON. */
function python(program: string, lines: string, environment: Readonly<Record<string, string>> = {}): unknown {
  const env = { ...process.env, DATASET_AUGMENT: '', ...environment };
  const head = 'import json\nfrom augmented_pets import AugmentedDataset\n';
  const { stdout, stderr, status } = spawnSync(program, ['-c', head + lines], { cwd: folder.path, env });
  if (status !== 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString().trim().split('\n').at(-1)!);
}

beforeAll(async () => {
  await writeDataset(join(folder.path, 'pets'));
  writeFileSync(join(folder.path, 'pets.augment.json'), JSON.stringify(mixingRecipe));
  const command = [process.execPath, bundledCli()];
  const facts = { title: 'pets', classes: ['cat', 'dog'], command, dataset: 'pets', recipe: 'pets.augment.json' };
  writeFileSync(join(folder.path, 'augmented_pets.py'), pythonClient(facts));
});
afterAll(() => folder.remove());

describe('the Python client', () => {
  it('has a Python to be tested with', () => expect(pythons).not.toEqual([]));

  it('gives every variant once, with its fields, anew in each epoch', () => {
    const [keys, again, next, fields] = python(
      pythons[0]!,
      `
samples = AugmentedDataset()
first = list(samples)
again = [s["__key__"] for s in samples]
samples.set_epoch(1)
other = list(samples)
print(json.dumps([[s["__key__"] for s in first], again, sum(a["json"] in [s["json"] for s in first] for a in other), sorted(first[0])]))`,
    ) as [string[], string[], number, string[]];
    expect(keys).toHaveLength(18);
    expect(new Set(keys).size).toBe(18);
    expect(again).toEqual(keys);
    expect(next).toBe(0);
    expect(fields).toEqual(['__key__', 'cls', 'json', 'png']);
  });

  it('shares the samples out to ranks, with equal parts where they are asked for', () => {
    const [parts, equal] = python(
      pythons[0]!,
      `
part = lambda rank, **more: [s["__key__"] for s in AugmentedDataset(rank=rank, world_size=4, **more)]
print(json.dumps([[part(r) for r in range(4)], [len(part(r, equal=True)) for r in range(4)]]))`,
    ) as [string[][], number[]];
    expect(parts.map((p) => p.length)).toEqual([5, 5, 4, 4]);
    expect(new Set(parts.flat()).size).toBe(18);
    expect(equal).toEqual([5, 5, 5, 5]);
  });

  it('may be left early, and a stream that ends too soon is noticed', () => {
    const cut = join(folder.path, 'cut.sh');
    writeFileSync(cut, `#!/bin/sh\n"${process.execPath}" "${bundledCli()}" "$@" | head -c 20000\nexit 1\n`);
    chmodSync(cut, 0o755);
    const script = `
for sample in AugmentedDataset():
    break
print(json.dumps(sample["json"]["variant"]))`;
    expect(python(pythons[0]!, script)).toBeGreaterThan(0);
    const all = 'print(json.dumps(len(list(AugmentedDataset()))))';
    expect(() => python(pythons[0]!, all, { DATASET_AUGMENT: cut })).toThrow(/ended with 1: this epoch is incomplete/);
  });

  it.skipIf(!withTorch)('serves a DataLoader with 0 and 2 workers alike, and workers that stay see the epoch', () => {
    const [none, two, first, second] = python(
      withTorch!,
      `
from torch.utils.data import DataLoader
from torch import set_num_threads
set_num_threads(1)
key = lambda sample: sample["__key__"] + str(sample["json"]["steps"])
def keys(workers): return sorted(DataLoader(AugmentedDataset(decode=key), batch_size=None, num_workers=workers))
samples = AugmentedDataset(decode=key)
loader = DataLoader(samples, batch_size=4, num_workers=2, persistent_workers=True)
first = sorted(k for batch in loader for k in batch)
samples.set_epoch(1)
second = sorted(k for batch in loader for k in batch)
print(json.dumps([keys(0), keys(2), first, second]))`,
    ) as string[][];
    expect(none).toHaveLength(18);
    expect(two).toEqual(none);
    expect(first).toEqual(none);
    expect(second).toHaveLength(18);
    expect(second!.filter((k) => none!.includes(k))).toEqual([]);
  });

  it('the WebDataset line runs as webdataset runs it: through a shell, its shards disjoint and complete', () => {
    const place = {
      command: [process.execPath, bundledCli()],
      dataset: join(folder.path, 'pets'),
      recipe: join(folder.path, 'pets.augment.json'),
    };
    const keys = python(
      pythons[0]!,
      `
import io, subprocess, tarfile
class wds:                                      # what webdataset.gopen does with "pipe:", and its end
    split_by_node = None
    def WebDataset(urls, nodesplitter, shardshuffle):
        for url in urls:
            assert url.startswith("pipe:")
            ended = subprocess.run(url[5:], shell=True, stdout=subprocess.PIPE, check=True)
            with tarfile.open(fileobj=io.BytesIO(ended.stdout), mode="r|*") as tar:
                yield [m.name for m in tar if m.name.endswith(".json")]
epoch = 1
print(json.dumps(list(${webDatasetLine(place, 2)})))`,
    ) as string[][];
    expect(keys.map((part) => part.length)).toEqual([9, 9]);
    expect(new Set(keys.flat()).size).toBe(18);
  });

  it('the WebDataset line quotes what a shell or an f-string would take apart', () => {
    const place = { command: ['node', 'c.js'], dataset: "/d/it's {here}", recipe: '/r.json' };
    expect(webDatasetLine(place, 4)).toBe(
      `wds.WebDataset([f"pipe:ELECTRON_RUN_AS_NODE=1 node c.js stream '/d/it'\\\\''s {{here}}' --recipe /r.json --epoch {epoch} --shard {i}/4" for i in range(4)], nodesplitter=wds.split_by_node, shardshuffle=False)`,
    );
  });
});
