import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Slurm on this one machine: what its commands need, and how it is ended. */
export interface Cluster {
  readonly env: NodeJS.ProcessEnv;
  stop(): void;
}

/** Says what is missing, and on Debian as root installs it. Throws when it can't. */
export function needSlurm(): void {
  const needed = ['slurmctld', 'slurmd', 'munged'];
  const isThere = (name: string) => spawnSync('which', [name], { env: systemEnv() }).status === 0;
  if (needed.every(isThere)) return;
  const packages = ['slurm-wlm', 'munge'];
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) {
    throw new Error(`Slurm is missing: install it first (on Debian as root: apt-get install ${packages.join(' ')}).`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: 'inherit', env });
}

/** Starts munge, the controller and one node in a folder of their own. Needs root. Resolves when the node is idle. */
export async function startCluster(folder: string): Promise<Cluster> {
  for (const name of ['state', 'spool', 'log']) mkdirSync(join(folder, name), { recursive: true });
  const file = join(folder, 'slurm.conf');
  writeFileSync(file, configuration(folder));
  const env = { ...systemEnv(), SLURM_CONF: file };
  startMunge(env);
  const controller = spawn('slurmctld', ['-D'], { env, stdio: 'ignore' });
  const node = spawn('slurmd', ['-D', '-N', 'here'], { env, stdio: 'ignore' });
  const stop = () => {
    for (const child of [node, controller]) child.kill('SIGTERM');
  };
  for (let tries = 0; tries < 300; tries++) {
    const { stdout } = spawnSync('sinfo', ['-h', '-o', '%T'], { env });
    if (stdout?.toString().trim() === 'idle') return { env, stop };
    await delay(100);
  }
  stop();
  throw new Error(`Slurm did not become idle within 30 s; its logs are in ${folder}.`);
}

const systemEnv = (): NodeJS.ProcessEnv => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` });

function startMunge(env: NodeJS.ProcessEnv): void {
  const answers = () => spawnSync('munge', ['-n'], { env }).status === 0;
  if (answers()) return;
  mkdirSync('/run/munge', { recursive: true });
  execFileSync('chown', ['munge:munge', '/run/munge']);
  if (!existsSync('/etc/munge/munge.key')) execFileSync('mungekey', [], { env });
  execFileSync('runuser', ['-u', 'munge', '--', '/usr/sbin/munged'], { env });
  if (!answers()) throw new Error('munge does not answer');
}

const configuration = (folder: string): string => `ClusterName=here
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
ReturnToService=2
StateSaveLocation=${join(folder, 'state')}
SlurmdSpoolDir=${join(folder, 'spool')}
SlurmctldPidFile=${join(folder, 'slurmctld.pid')}
SlurmdPidFile=${join(folder, 'slurmd.pid')}
SlurmctldLogFile=${join(folder, 'log', 'slurmctld.log')}
SlurmdLogFile=${join(folder, 'log', 'slurmd.log')}
NodeName=here NodeAddr=127.0.0.1 NodeHostname=${hostname()} CPUs=${availableParallelism()} State=UNKNOWN
PartitionName=main Nodes=here Default=YES MaxTime=INFINITE State=UP
`;
