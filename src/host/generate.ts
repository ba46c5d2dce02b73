import { basename, dirname, join } from 'node:path';
import { commands, ProgressLocation, Uri, window } from 'vscode';
import { UseError } from '../core/errors';
import { sampleWords } from '../core/modality';
import type { Recipe } from '../core/recipe';
import type { RunChoice, RunProgress, RunResult } from '../core/run';
import { estimateRun } from '../engine/estimate';
import { nextFree, outName } from '../engine/out';
import { type Dataset, openDataset, readAs } from '../engine/scan';
import type { Host } from './host';
import { report, unattended } from './log';
import { agreeToModels } from './models';
import { offerToIgnore } from './offer-ignore';
import { explorerUri, foldersInside, isInside } from './place';
import { pickFolder } from './selection';
import { saveRecipe } from './settings-write';
import { askAndUndo } from './undo';
import { progressWords, resultWords } from './words';

export interface GenerateAsk {
  readonly dataset: Dataset;
  /** What was chosen, absolute. */
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly choice: RunChoice;
  readonly preset?: string;
}

/** A run that began. `ended` never rejects: what went wrong was told, and is undefined. */
export interface Begun {
  readonly out: string;
  readonly ended: Promise<RunResult | undefined>;
}

/**
 * Checks, saves the recipe as the folder's, and begins the run. Throws the reason when nothing may be written;
 * undefined when the user changed their mind.
 */
export async function beginRun(host: Host, ask: GenerateAsk): Promise<Begun | undefined> {
  host.runs.refuseSecond();
  const { recipe, choice, preset } = ask;
  const dataset = await readAs(ask.dataset, ask.paths, recipe.data);
  const estimate = await estimateRun(dataset, recipe, choice);
  if (estimate.refusal) throw new UseError(estimate.refusal.reason);
  if (!(await agreeToModels(dataset, recipe))) return undefined;
  const out =
    choice.out === undefined && foldersInside(dataset.root).length > 0
      ? await askWhere(dataset, estimate.out)
      : estimate.out;
  if (out === undefined) return undefined;
  host.runs.refuseSecond(); // another one could begin meanwhile
  for (const warning of estimate.warnings) host.log.warn(warning);
  const ended = runAndTell(host, { ...ask, dataset, choice: { ...choice, out } }, out, false);
  await saveRecipe(dataset.root, { recipe, preset }, host.elsewhere);
  return { out, ended };
}

/** Goes on with the unfinished run of a dataset, with what was chosen then; undefined when there is none. */
export async function resumeUnfinished(host: Host, { root }: Dataset): Promise<Begun | undefined> {
  host.runs.refuseSecond();
  const found = await host.runs.findUnfinished(await openDataset([root]));
  if (!found) return undefined;
  const { recipe, selection, onlyVariants, allowEvaluationData } = found.record;
  const paths = selection.map((part) => join(root, part));
  const ask = {
    dataset: await openDataset(paths, { data: recipe.data }),
    paths,
    recipe,
    choice: { onlyVariants, allowEvaluationData },
  };
  return { out: found.out, ended: runAndTell(host, ask, found.out, true) };
}

/** The run with its notification, and the one message at its end. */
async function runAndTell(host: Host, ask: GenerateAsk, out: string, resume: boolean): Promise<RunResult | undefined> {
  const { dataset, paths, recipe, choice } = ask;
  try {
    await host.memory.keepRun({ root: dataset.root, paths, recipe, choice, out }); // a crash must not lose where it is
    const result = await withNotification(
      `Generating ${basename(out)}`,
      () => host.runs.cancel(dataset.root),
      (tell) => host.runs.start({ dataset, recipe, choice, out, resume }, tell),
    );
    unattended(host.log, 'After the run', tellEnd(host, ask, result));
    return result;
  } catch (error) {
    report(host.log, `Run into ${out}`, error);
    return undefined;
  }
}

function withNotification<T>(
  title: string,
  cancel: () => void,
  run: (tell: (progress: RunProgress) => void) => Promise<T>,
): Thenable<T> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (bar, token) => {
    token.onCancellationRequested(cancel);
    let shown = 0; // percent
    return run((progress) => {
      const percent = progress.total > 0 ? (100 * progress.done) / progress.total : 0;
      bar.report({ message: progressWords(progress), increment: percent - shown });
      shown = percent;
    });
  });
}

async function tellEnd(host: Host, { dataset }: GenerateAsk, result: RunResult): Promise<void> {
  const tell = result.failed.length > 0 ? window.showWarningMessage : window.showInformationMessage;
  const words = resultWords(result, sampleWords[dataset.index.modality]);
  const choice = await tell(words, 'Reveal', 'Show Log', 'Undo Run');
  try {
    if (choice === 'Reveal') await reveal(result.out);
    else if (choice === 'Show Log') host.log.show();
    else if (choice === 'Undo Run') await askAndUndo(host, dataset.root, result.out);
    if (choice !== 'Undo Run') await offerToIgnore(host.memory, result.out);
  } catch (error) {
    report(host.log, choice ?? 'After the run', error);
  }
}

/** Shows a path in the Explorer, or where it is outside the workspace, in the system's file manager. */
export async function reveal(path: string): Promise<void> {
  const uri = explorerUri(path);
  if (uri) await commands.executeCommand('revealInExplorer', uri);
  else await commands.executeCommand('revealFileInOS', Uri.file(path));
}

/** The dataset is the workspace folder itself: its sibling is outside of the workspace, so the user is asked. */
async function askWhere(dataset: Dataset, sibling: string): Promise<string | undefined> {
  const beside = {
    label: `$(folder) ${basename(sibling)}`,
    description: `beside this workspace, in ${dirname(sibling)}`,
  };
  const other = { label: '$(folder-opened) Another Folder…' };
  const title = 'This dataset is the workspace folder itself. Where shall the output go?';
  const choice = await window.showQuickPick([beside, other], { title, placeHolder: sibling });
  if (choice === undefined) return undefined;
  return choice === beside ? sibling : pickOut(dataset);
}

/** The dialog for the output: a new folder in the one that the user picks, never in the dataset. */
export async function pickOut(dataset: Dataset): Promise<string | undefined> {
  const parent = await pickFolder('Write the Output Here', dirname(dataset.root));
  if (parent === undefined) return undefined;
  if (isInside(dataset.root, parent)) {
    throw new UseError(`${parent} is inside the dataset. Choose a folder outside of ${dataset.root}.`);
  }
  return nextFree(join(parent, outName(dataset)));
}
