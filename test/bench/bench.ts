import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { activation } from './activation';
import { audio } from './audio';
import { tileLatency } from './latency';
import { memory } from './memory';
import { neighbors } from './neighbors';
import { findPeer } from './peers';
import { largePhotos, smallPhotos } from './photos';
import { commonRecipe, tenTransforms } from './recipe';
import { scale } from './scale';
import { text, textMemory } from './text';
import { throughput } from './throughput';
import { video } from './video';

/** Prints one figure as soon as it is known. */
export type Report = (line: string) => void;

const report: Report = (line) => console.log(line);

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const runs = (name: string) => wanted.length === 0 || wanted.includes(name);
  const scratch = await mkdtemp(join(tmpdir(), 'augment-bench-'));
  try {
    execFileSync('npm', ['run', '--silent', 'build', '--', '--minify'], { stdio: 'inherit' });
    const [floor, plan] = [join('dist', 'floor.cjs'), join('dist', 'plan.cjs')];
    await build({
      entryPoints: ['test/bench/floor.ts', 'test/bench/plan.ts'],
      outdir: 'dist',
      outExtension: { '.js': '.cjs' },
      bundle: true,
      platform: 'node',
      external: ['@julusian/jpeg-turbo'],
    });
    report(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`);
    await scale(report, scratch, plan, (part) => runs('scale') || wanted.includes(part));
    if (runs('text')) await text(report, scratch);
    if (wanted.includes('textMemory')) await textMemory(report, scratch); // a gigabyte: only when asked for
    if (wanted.length > 0 && wanted.every((name) => /^(scale|text)/.test(name))) return;
    const [small, large] = [join(scratch, 'small'), join(scratch, 'large')];
    await smallPhotos(small, 200);
    await largePhotos(large, 40);
    const kinds = [
      { title: 'S, 200 photos of 500×375', photos: small, count: 200, more: 2000, floor, scratch },
      { title: 'L, 40 photos of 1920×1280', photos: large, count: 40, more: 200, floor, scratch },
    ];
    if (runs('run')) {
      for (const kind of kinds) {
        await throughput(report, `ten transforms, ${kind.title}`, { ...kind, recipe: tenTransforms });
      }
    }
    if (runs('peers')) {
      const peer = findPeer('test/bench/peer.py');
      if (!peer) report('no Python with albumentations, cv2 or torchvision here: R1 without a peer');
      for (const kind of kinds) await throughput(report, `R1, ${kind.title}`, { ...kind, recipe: commonRecipe }, peer);
    }
    if (runs('tiles')) {
      await tileLatency(report, 'S, 500×375', small);
      await tileLatency(report, 'L, 1920×1280', large);
    }
    if (runs('audio')) await audio(report, scratch);
    if (runs('video')) await video(report, scratch);
    if (runs('neighbors')) await neighbors(report, scratch);
    if (runs('memory')) await memory(report, small, scratch);
    if (runs('activation')) await activation(report);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
