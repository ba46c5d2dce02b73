import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plainFormat, readWav, wavSound, writeWav } from '../../src/engine/audio/wav';
import type { Report } from './bench';
import { findPeer } from './peers';
import { median, runOnce } from './throughput';
import { measure } from './watch';

const kinds = [
  { title: '200 clips of 0.44 s, 8 kHz', count: 200, seconds: 0.44, rate: 8000 },
  { title: '24 clips of 5 s, 44.1 kHz', count: 24, seconds: 5, rate: 44100 },
] as const;
const variants = 4;
const rounds = 3;

/** What peer_audio.py and sox do too: noise at 15 dB, a shift of up to a fifth, tempo and pitch, written as WAV. */
const recipe = {
  version: 1,
  modality: 'audio',
  seed: 7,
  variants,
  steps: [
    { transform: 'audio.noise', snr: [15, 15] },
    { transform: 'audio.shift', fraction: [-0.2, 0.2] },
    { transform: 'audio.speed', rate: [0.9, 1.1], keepPitch: true },
    { transform: 'audio.pitch', semitones: [-2, 2] },
  ],
};

/** CPU of all processes an output, files to files, beside the floor (parse and write) and the peers that are here. */
export async function audio(report: Report, scratch: string): Promise<void> {
  const file = join(scratch, 'sound.augment.json');
  await writeFile(file, JSON.stringify(recipe));
  const sox = hasSox();
  const python = findPeer('test/bench/peer_audio.py');
  if (!python) report('no Python with audiomentations here: sounds without it');
  for (const kind of kinds) {
    const folder = join(scratch, `sound-${kind.rate}`);
    await writeSounds(folder, kind);
    const outputs = kind.count * variants;
    const [own, floors, soxes, peers]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let round = 0; round < rounds; round++) {
      floors.push(await floorOf(folder));
      own.push((1000 * (await runOnce({ photos: folder, scratch }, file)).cpuSeconds) / outputs);
      if (sox) soxes.push(await soxOnce(folder, scratch));
      if (python) peers.push(await pythonOnce(python.command, python.script, folder, scratch, outputs));
    }
    const [ours, floor] = [median(own), median(floors)];
    const marginal = ours - (1000 * (await startOf(scratch, file))) / outputs;
    report(
      `sound, ${kind.title}: ${ours.toFixed(2)} CPU ms an output, ${marginal.toFixed(2)} of them beyond the start; floor ${floor.toFixed(2)}`,
    );
    const besides = (peer: string, costs: readonly number[]) =>
      report(`  ${peer}: ${median(costs).toFixed(2)} CPU ms, ${(median(costs) / ours).toFixed(2)} times ours`);
    if (sox) besides('sox, two processes an output', soxes);
    if (python) besides(python.name, peers);
    await rm(folder, { recursive: true });
  }
}

/** CPU seconds of a run over a single clip: what starting takes. */
async function startOf(scratch: string, file: string): Promise<number> {
  const folder = join(scratch, 'one-sound');
  await writeSounds(folder, { count: 1, seconds: 0.1, rate: 8000 });
  const { cpuSeconds } = await runOnce({ photos: folder, scratch }, file);
  await rm(folder, { recursive: true });
  return cpuSeconds;
}

/** CPU milliseconds an output to read a WAV once for all variants and to write each, in this process. */
async function floorOf(folder: string): Promise<number> {
  const files = await Promise.all((await wavs(folder)).map((name) => readFile(join(folder, name))));
  const before = process.cpuUsage();
  for (const bytes of files) {
    const wav = readWav(bytes)!;
    const sound = wavSound(bytes, wav);
    for (let i = 0; i < variants; i++) writeWav(sound, wav.format);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (files.length * variants);
}

async function soxOnce(folder: string, scratch: string): Promise<number> {
  const out = join(scratch, 'sox-out');
  await mkdir(out);
  const some = (await wavs(folder)).slice(0, 20);
  const lines = some.map((name, i) => {
    const [tempo, cents] = [0.9 + (i % 5) * 0.05, -200 + (i % 9) * 50];
    const from = `'${join(folder, name)}'`;
    return `sox ${from} -p tempo ${tempo} pitch ${cents} pad 0.05 | sox -m -v 1 - -v 0.1 ${from} '${join(out, `${i}.wav`)}'`;
  });
  // the shell counts the processes that it has waited for, which end too fast to be seen
  const { stdout } = await promisify(execFile)('sh', ['-c', [...lines, 'times'].join('\n')]);
  const spent = [
    ...stdout
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ].map((m) => 60 * Number(m[1]) + Number(m[2]));
  await rm(out, { recursive: true });
  return (1000 * spent.reduce((a, b) => a + b, 0)) / some.length;
}

async function pythonOnce(command: string, script: string, folder: string, scratch: string, outputs: number) {
  const out = join(scratch, 'python-out');
  await mkdir(out);
  const { cpuSeconds } = await measure(command, [script, folder, out, String(variants)]);
  await rm(out, { recursive: true });
  return (1000 * cpuSeconds) / outputs;
}

function hasSox(): boolean {
  try {
    execFileSync('sox', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const wavs = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.wav')).sort();

interface Kind {
  readonly count: number;
  readonly seconds: number;
  readonly rate: number;
}

/** Voice-like sounds: twelve harmonics of a pitch that glides, syllables, and a faint hiss; 16 bit, one channel. */
async function writeSounds(folder: string, { count, seconds, rate }: Kind): Promise<void> {
  for (let i = 0; i < count; i++) {
    let phase = 0;
    const channel = Float32Array.from({ length: Math.round(seconds * rate) }, (_, t) => {
      phase += (2 * Math.PI * (110 + (i % 9) * 10 + 20 * Math.sin((3 * t) / rate))) / rate;
      let sum = 0;
      for (let k = 1; k <= 12; k++) sum += Math.sin(k * phase) / k;
      const loud = 0.5 + 0.5 * Math.sin((2 * Math.PI * 4 * t) / rate);
      return 0.27 * loud * sum + 0.002 * Math.sin(t * t);
    });
    const path = join(folder, 'train', ['one', 'two'][i % 2]!);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, `${i}.wav`), writeWav({ rate, channels: [channel] }, plainFormat(rate, 1)));
  }
}
