import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { filesBelow, mixingRecipe, temporaryFolder, writeDataset } from '../run/datasets';
import { bundledCli, type Ended, ended, runCli, startCli } from './cli';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let cli: string;
const folder = temporaryFolder();
const at = (...names: readonly string[]) => join(folder.path, ...names);
const recipe = ['--recipe', 'mixing.json'];
const streams = new Map<string, Promise<Ended>>();
/** A stream with these options, each sent once: a process takes longer than what is seen in it. */
function stream(...args: readonly string[]): Promise<Ended> {
  const key = args.join(' ');
  const sent = streams.get(key) ?? runCli(cli, ['stream', 'pets', ...recipe, ...args], folder.path);
  streams.set(key, sent);
  return sent;
}

beforeAll(async () => {
  cli = bundledCli();
  await writeDataset(at('pets'));
  writeFileSync(at('mixing.json'), JSON.stringify(mixingRecipe));
});
afterAll(() => folder.remove());

/** The files of a tar, in its order; throws for one that is cut off. */
async function readTar(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const tar = extract();
  Readable.from([bytes]).pipe(tar);
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    expect(files.has(entry.header.name)).toBe(false);
    expect(entry.header.mtime?.getTime()).toBe(0);
    files.set(entry.header.name, Buffer.concat(chunks));
  }
  return files;
}
const keysOf = (files: ReadonlyMap<string, Buffer>) => [
  ...new Set([...files.keys()].map((name) => name.replace(/\.[^.]*$/, ''))),
];
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('stream', () => {
  it('sends every variant once, with the bytes that a run writes', async () => {
    const { code, stdout, stderr } = await stream();
    expect(code).toBe(0);
    expect(stderr).toContain('18 samples sent');
    expect(stdout.subarray(-1024).every((byte) => byte === 0)).toBe(true);
    const files = await readTar(stdout);
    expect(keysOf(files)).toHaveLength(18);
    expect(keysOf(files)[0]).toMatch(/%2E/); // the stem has a dot
    expect(keysOf(files).every((key) => !key.split('/').at(-1)!.includes('.'))).toBe(true);
    await runCli(cli, ['run', 'pets', ...recipe, '--out', 'out'], folder.path);
    for (const path of filesBelow(at('out')).filter((f) => f.includes('__aug-'))) {
      const key = path.replace(/\.png$/, '').replace(/\.(?=[^/]*$)/, '%2E');
      expect(files.get(`${key}.png`)).toEqual(readFileSync(at('out', path)));
    }
  });

  it('says what was drawn, the class and the targets', async () => {
    const files = await readTar((await stream()).stdout);
    const [key] = keysOf(files);
    const about = JSON.parse(files.get(`${key}.json`)!.toString());
    expect(about).toMatchObject({ variant: 1, epoch: 0, split: 'train', source: expect.stringMatching(/^train\//) });
    expect(about.steps.map((s: { transform: string }) => s.transform)).toContain('image.mixup');
    const targets = about.targets as Record<string, number>;
    expect(Object.values(targets).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const heaviest = Object.keys(targets).sort((a, b) => targets[b]! - targets[a]!)[0];
    expect(['cat', 'dog'][Number(files.get(`${key}.cls`)!.toString())]).toBe(heaviest);
  });

  it('gives the same bytes again, and others in the next epoch', async () => {
    const one = await stream('--epoch', '1');
    expect(hash(one.stdout)).toBe(hash((await stream('--epoch', '1', '--workers', '1')).stdout));
    const [zero, next] = [await readTar((await stream()).stdout), await readTar(one.stdout)];
    const jsons = (files: ReadonlyMap<string, Buffer>) =>
      [...files].filter(([name]) => name.endsWith('.json')).map(([, b]) => b.toString());
    expect(jsons(next)).toHaveLength(jsons(zero).length);
    expect(jsons(next).filter((text) => jsons(zero).includes(text))).toEqual([]);
  });

  it.each([[[]], [['--shuffle']]] as const)('shards are disjoint, and together the whole (%j)', async (more) => {
    const whole = await readTar((await stream(...more)).stdout);
    const together = new Map<string, Buffer>();
    for (const shard of ['0/3', '1/3', '2/3']) {
      const part = await readTar((await stream(...more, '--shard', shard)).stdout);
      const order = keysOf(whole).filter((key) => keysOf(part).includes(key));
      expect(keysOf(part)).toEqual(order);
      for (const [name, bytes] of part) {
        expect(together.has(name)).toBe(false);
        together.set(name, bytes);
      }
    }
    expect(new Map([...together].sort())).toEqual(new Map([...whole].sort()));
  });

  it('shuffles by seed and epoch', async () => {
    const order = async (...args: readonly string[]) => {
      const keys = keysOf(await readTar((await stream('--shuffle', ...args)).stdout));
      return keys.map((key) => key.split('/').at(-1)!.split('-from-')[0]);
    };
    const [plain, one, again] = [await order(), await order('--epoch', '1'), await order('--workers', '1')];
    expect(again).toEqual(plain);
    expect(one).not.toEqual(plain);
    expect([...plain].sort()).not.toEqual(plain);
  });

  it('ends with 1 when a sample could not be made, and the tar is whole', async () => {
    const broken = temporaryFolder();
    await writeDataset(join(broken.path, 'pets'), 1);
    writeFileSync(join(broken.path, 'pets/train/cat/broken.png'), 'no picture');
    const { code, stdout, stderr } = await runCli(cli, ['stream', 'pets', '--recipe', 'gentle'], broken.path);
    broken.remove();
    expect(code).toBe(1);
    expect(stderr).toMatch(/train\/cat\/broken\.png[\s\S]*8 samples sent, 4 could not be made/);
    expect(keysOf(await readTar(stdout))).toHaveLength(8);
  });

  it('ends with 141 when its reader goes away', async () => {
    const child = startCli(cli, ['stream', 'pets', ...recipe, '--variants', '1000'], folder.path);
    child.stdout!.once('data', () => child.stdout!.destroy());
    const { code, stderr } = await ended(child);
    expect(code).toBe(141);
    expect(stderr).toBe('');
  });

  it('ends with 130 when it is stopped, without the end of a tar', async () => {
    const child = startCli(cli, ['stream', 'pets', ...recipe, '--variants', '1000'], folder.path);
    child.stdout!.once('data', () => child.kill('SIGINT'));
    const { code, stdout, stderr } = await ended(child);
    expect(code).toBe(130);
    expect(stderr).toContain('incomplete');
    expect(stdout.subarray(-1024).every((byte) => byte === 0)).toBe(false);
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('is read by Python', async () => {
    const { stdout } = await stream();
    const script =
      'import sys, tarfile; t = tarfile.open(fileobj=sys.stdin.buffer, mode="r|"); print(sum(1 for m in t if m.isfile()))';
    const python = spawnSync('python3', ['-c', script], { input: stdout });
    expect(python.stderr.toString()).toBe('');
    expect(Number(python.stdout.toString())).toBe((await readTar(stdout)).size);
  });
});
