import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a command and all of its child processes took. */
export interface Cost {
  /** Wall-clock seconds. */
  readonly seconds: number;
  /** CPU seconds of all processes together; 0 where there is no /proc. */
  readonly cpuSeconds: number;
  /** The sum of each process's peak resident memory, in bytes. */
  readonly peakBytes: number;
  /** The peak of the largest of them. */
  readonly largestBytes: number;
  readonly stdout: string;
}

const ticksPerSecond = 100; // Linux: USER_HZ
const sampleMs = 10; // what a process does after its last sample is not counted

/** Runs a command to its end and measures it. Throws with its messages when it fails. */
export async function measure(command: string, args: readonly string[], env = process.env): Promise<Cost> {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (d) => (stdout += d));
  child.stderr.on('data', (d) => (stderr += d));
  const cpu = new Map<number, number>();
  const peak = new Map<number, number>();
  const timer = setInterval(() => {
    for (const pid of treeOf(child.pid!)) {
      const usage = usageOf(pid);
      if (!usage) continue;
      cpu.set(pid, usage.cpuSeconds);
      peak.set(pid, Math.max(usage.peakBytes, peak.get(pid) ?? 0)); // one that has ended and waits to be reaped has none
    }
  }, sampleMs);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stderr}`);
  const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
  const seconds = (performance.now() - started) / 1000;
  return {
    seconds,
    cpuSeconds: sum(cpu.values()),
    peakBytes: sum(peak.values()),
    largestBytes: Math.max(0, ...peak.values()),
    stdout,
  };
}

function treeOf(root: number): readonly number[] {
  const tree = [root];
  for (let i = 0; i < tree.length; i++) {
    const children = read(`/proc/${tree[i]}/task/${tree[i]}/children`) ?? '';
    tree.push(...children.split(' ').filter(Boolean).map(Number));
  }
  return tree;
}

function usageOf(pid: number): { readonly cpuSeconds: number; readonly peakBytes: number } | undefined {
  const stat = read(`/proc/${pid}/stat`);
  const status = read(`/proc/${pid}/status`);
  if (!stat || !status) return undefined;
  const fields = afterName(stat);
  const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    peakBytes: Number(peak ?? 0) * 1024,
  };
}

/** The fields of /proc/<pid>/stat from the state on: the name before it may hold spaces. */
const afterName = (stat: string): readonly string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // gone meanwhile, or no /proc here
  }
}
