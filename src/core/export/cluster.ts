import { type StreamPlace, shellWord } from './command-line';

/** A run in shards: the place, where to, and how many. */
export interface ClusterFacts extends StreamPlace {
  readonly out: string;
  readonly shards: number;
  /** Variants only: no copies of the originals. */
  readonly onlyVariants: boolean;
}

const runWords = ({ command, dataset, recipe, out, onlyVariants }: ClusterFacts): string =>
  [...command, 'run', dataset, '--recipe', recipe, '--out', out, ...(onlyVariants ? ['--only-variants'] : [])]
    .map(shellWord)
    .join(' ');

const mergeWords = ({ command, out }: ClusterFacts): string => [...command, 'merge', out].map(shellWord).join(' ');

/**
 * A Slurm script: an array of one task a shard, and a merge after it. The number of shards stands in it, because a part
 * that is submitted again is told another count of tasks by Slurm; `afterany`, because a merge refuses by itself what is
 * incomplete and says which shards are missing, where `afterok` would wait for ever.
 */
export function slurmScript(facts: ClusterFacts): string {
  const last = facts.shards - 1;
  return `#!/bin/bash
# Submit:            sbatch augment.slurm
# Only some again:   sbatch --array=3,7 augment.slurm     (a shard that is done ends at once)
#SBATCH --job-name=augment
#SBATCH --array=0-${last}
#SBATCH --cpus-per-task=4
#SBATCH --output=augment-%A-%a.log
set -euo pipefail

shards=${facts.shards}   # not SLURM_ARRAY_TASK_COUNT: that changes when some are submitted again

if [ "\${1:-}" = merge ]; then
  exec ${mergeWords(facts)}
fi
if [ "\${SLURM_ARRAY_TASK_ID}" = "\${SLURM_ARRAY_TASK_MIN}" ]; then
  sbatch --array=0 --job-name=augment-merge --dependency=afterany:"\${SLURM_ARRAY_JOB_ID}" "$0" merge
fi
${runWords(facts)} \\
  --shard "\${SLURM_ARRAY_TASK_ID}/\${shards}" --workers "\${SLURM_CPUS_PER_TASK:-1}" --resume
`;
}

/** One line for GNU parallel on this machine, or over ssh with its \`-S\`. */
export const parallelLine = (facts: ClusterFacts): string =>
  `seq 0 ${facts.shards - 1} | parallel --jobs 4 --joblog augment.log '${runWords(facts).replaceAll("'", `'\\''`)} --shard {}/${facts.shards} --workers 1 --resume' && ${mergeWords(facts)}`;

/** A Kubernetes Indexed Job, and the merge as a second job to apply when it is complete. */
export function kubernetesJob(facts: ClusterFacts): string {
  const container = (name: string, line: string) => `      restartPolicy: Never
      containers:
        - name: ${name}
          image: node:20   # one that has dataset-augment and sees the dataset under the same path
          command: ["bash", "-c"]
          args:
            - |
              ${line}
          volumeMounts: [{ name: data, mountPath: /data }]
      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]`;
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: augment
spec:
  completionMode: Indexed
  completions: ${facts.shards}
  parallelism: ${Math.min(facts.shards, 8)}
  backoffLimitPerIndex: 2
  template:
    spec:
${container('augment', `${runWords(facts)} --shard "$JOB_COMPLETION_INDEX/${facts.shards}" --resume`).replace(/^/gm, '')}
---
# when the first is complete: kubectl wait --for=condition=complete job/augment
apiVersion: batch/v1
kind: Job
metadata:
  name: augment-merge
spec:
  template:
    spec:
${container('merge', mergeWords(facts))}
`;
}
