import { basename, dirname, join } from 'node:path';
import { window } from 'vscode';
import { kubernetesJobs, parallelScript, slurmScript } from '../../core/export/cluster';
import { resolveOut } from '../../engine/out';
import type { Dataset } from '../../engine/scan';
import type { Host } from '../host';
import { moduleName } from './module-name';
import { recipeOf, recipeText } from './recipe-of';
import { toolFolder, writeFiles } from './write-files';

const most = 10_000; // shards; Slurm's usual limit for an array is 1,000

/** Writes what starts the run of this dataset in shards, for three ways of starting it, and shows it. */
export async function runOnCluster(host: Host, dataset: Dataset): Promise<void> {
  const given = await window.showInputBox({
    title: 'Run on a Cluster: in how many shards?',
    prompt: 'Each is a task of its own. A shard should have some minutes of work.',
    value: '8',
    validateInput: (text) => (isCount(text) ? undefined : `A whole number from 1 to ${most}.`),
  });
  if (given === undefined) return;
  const { root } = dataset;
  const folder = toolFolder(root);
  const name = moduleName(basename(root));
  const recipe = `${name}.augment.json`;
  const slurm = `augment_${name}.slurm`;
  const facts = {
    command: [process.execPath, host.cliFile],
    dataset: root,
    recipe: join(folder, recipe),
    out: await resolveOut(dataset, {}),
    shards: Number(given),
    folder: commonFolder(folder, dirname(root)),
  };
  const scripts = [
    { name: slurm, text: slurmScript(facts, slurm) },
    { name: `augment_${name}_parallel.sh`, text: parallelScript(facts) },
    { name: `augment_${name}.k8s.yaml`, text: kubernetesJobs(facts) },
  ];
  const recipeFile = { name: recipe, text: recipeText(recipeOf(host, dataset)) };
  await writeFiles(folder, [...scripts, recipeFile], scripts.length);
}

const isCount = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;

/** The innermost folder that holds both. */
function commonFolder(a: string, b: string): string {
  let folder = a;
  while (b !== folder && !b.startsWith(join(folder, '/')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
