import { type StreamPlace, shellWord } from './command-line';

/** A run in shards: the place, where to, and how many. Paths are absolute. */
export interface ClusterFacts extends StreamPlace {
  readonly out: string;
  readonly shards: number;
  /** A folder that holds dataset, recipe and output: what a container must see under the same path. */
  readonly folder: string;
}

const runWords = ({ command, dataset, recipe, out }: ClusterFacts): string =>
  [...command, 'run', dataset, '--recipe', recipe, '--out', out].map(shellWord).join(' ');

const mergeWords = ({ command, out }: ClusterFacts): string => [...command, 'merge', out].map(shellWord).join(' ');

const asNode = 'export ELECTRON_RUN_AS_NODE=1   # the program below may be VS Code, which is Node then';

/**
 * A Slurm script: an array of one task a shard, and a merge after it. The number of shards stands in it, because a part
 * that is submitted again is told another count of tasks by Slurm; `afterany`, because a merge refuses by itself what is
 * incomplete and says which shards are missing, where `afterok` would wait for ever.
 */
export function slurmScript(facts: ClusterFacts, name: string): string {
  const last = facts.shards - 1;
  return `#!/bin/bash
# Submit:            sbatch ${shellWord(name)}
# Only some again:   sbatch --array=3,7 ${shellWord(name)}     (a shard that is done ends at once)
#SBATCH --job-name=augment
#SBATCH --array=0-${last}
#SBATCH --cpus-per-task=4
#SBATCH --output=augment-%A-%a.log
set -euo pipefail
${asNode}
shards=${facts.shards}   # not SLURM_ARRAY_TASK_COUNT: that changes when some are submitted again

if [ "\${AUGMENT_MERGE:-}" = yes ]; then
  exec ${mergeWords(facts)}
fi
if [ "$SLURM_ARRAY_TASK_ID" = "$SLURM_ARRAY_TASK_MIN" ]; then
  AUGMENT_MERGE=yes sbatch --array=0 --job-name=augment-merge --cpus-per-task="\${SLURM_CPUS_PER_TASK:-1}" \\
    --dependency="afterany:$SLURM_ARRAY_JOB_ID" "$0"
fi
${runWords(facts)} \\
  --shard "$SLURM_ARRAY_TASK_ID/$shards" --workers "\${SLURM_CPUS_PER_TASK:-1}"
`;
}

/** GNU parallel on this machine, or over ssh with its `-S`, and the merge when all shards are done. */
export function parallelScript(facts: ClusterFacts): string {
  const shard = shellWord(`${runWords(facts)} --shard {}/${facts.shards} --workers 1`);
  return `#!/bin/bash
# As many shards at a time as there are cores; -S host1,host2 shares them out to machines that see the same folders.
${asNode}
seq 0 ${facts.shards - 1} | parallel --env ELECTRON_RUN_AS_NODE ${shard} && ${mergeWords(facts)}
`;
}

/** A Kubernetes Indexed Job, and the merge as a second one that waits until it is let go. */
export function kubernetesJobs(facts: ClusterFacts): string {
  const inside = { ...facts, command: ['dataset-augment'] };
  const pod = (name: string, line: string) => `  template:
    spec:
      restartPolicy: Never
      containers:
        - name: ${name}
          image: dataset-augment   # one that has dataset-augment on its PATH
          command: ["bash", "-c"]
          args:
            - |
              ${line}
          volumeMounts: [{ name: data, mountPath: ${JSON.stringify(facts.folder)} }]
      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]
`;
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: augment
spec:
  completionMode: Indexed
  completions: ${facts.shards}
  parallelism: ${Math.min(facts.shards, 8)}
  backoffLimitPerIndex: 2   # a shard that is started again goes on where it was cut off
${pod('augment', `${runWords(inside)} --shard "$JOB_COMPLETION_INDEX/${facts.shards}"`)}---
# When all shards are done, let the merge go:
#   kubectl wait --for=condition=complete --timeout=-1s job/augment && kubectl patch job augment-merge -p '{"spec":{"suspend":false}}'
apiVersion: batch/v1
kind: Job
metadata:
  name: augment-merge
spec:
  suspend: true
${pod('merge', mergeWords(inside))}`;
}
