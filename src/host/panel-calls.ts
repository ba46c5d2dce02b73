import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { classesOf, isSelected, type Sample } from '../core/dataset';
import { parseRowName } from '../core/table';
import { transformInfo } from '../core/transform';
import { estimateRun } from '../engine/estimate';
import { chooseSamples } from '../engine/samples';
import type { Dataset } from '../engine/scan';
import { findRows } from '../engine/table/choose-rows';
import { makeThumbnail } from '../engine/thumbnail';
import { makeTile } from '../engine/tile';
import type { HostCalls, PanelAction, RunStatus, SampleRef } from '../protocol';
import type { Handlers } from '../rpc';
import { catalogue } from '../transforms/index';
import { beginRun, pickOut, resumeUnfinished, reveal } from './generate';
import { pickSentenceModel, pickUnlabelled, writeLabelTable } from './learning-dialogs';
import { unattended } from './log';
import type { Panel } from './panel';
import { postable } from './postable';
import { askPresetName, deletePresetTelling } from './preset-dialogs';
import { pickFolder } from './selection';
import { editSettings } from './settings-edit';
import { savePreset } from './settings-write';
import { askAndUndo } from './undo';
import { trainingFolder } from './words';

const foundAtMost = 50;
const quickly = 300; // ms

/** What the webview keeps for the serializer. */
export interface Restore {
  readonly paths: readonly string[];
}

/** What a panel answers its webview. An error goes back to the webview, which shows it where it was asked. */
export function panelCalls(panel: Panel): Handlers<HostCalls> {
  const { host } = panel;
  const need = () => panel.need();
  return {
    start: async () => {
      await Promise.race([panel.ready, delay(quickly)]); // most datasets are read by then: no flash of "loading"
      return {
        transforms: [...catalogue.values()].map(transformInfo),
        state: panel.state(),
        draft: panel.draft.now(),
        restore: { paths: panel.paths } satisfies Restore,
      };
    },
    samples: ({ count, shuffle }) => {
      const { recipe } = panel.draft.now();
      return chooseSamples(need().index, recipe.seed, count, shuffle).map(sampleRef);
    },
    findSamples: ({ text }) => findSamples(need(), text),
    tile: async (ask, signal) => postable(await makeTile(host.tiles.get(), need(), ask, signal)),
    thumbnail: async (ask, signal) => postable(await makeThumbnail(host.tiles.get(), need(), ask, signal)),
    estimate: ({ recipe, choice }) => estimateRun(need(), recipe, choice),
    keepDraft: (draft) => panel.keep(draft),
    save: (saved) => panel.save(saved),
    saveAsPreset: async ({ recipe, name }) => {
      const { root } = need();
      const chosen = name ?? (await askPresetName(root));
      if (chosen !== undefined) await savePreset(root, chosen, recipe);
      return chosen;
    },
    deletePreset: ({ name }) => deletePresetTelling(host.log, need().root, name),
    editSettings: () => editSettings(need().root, panel.draft.now().preset),
    generate: async ({ recipe, choice, preset }) => {
      await panel.keep({ recipe, choice, preset });
      await beginRun(host, { dataset: need(), paths: panel.paths, recipe, choice, preset });
    },
    chooseOut: () => pickOut(need()),
    revealSample: ({ source }) => reveal(join(need().root, need().index.tables ? tableOf(source) : source)),
    tune: ({ recipe, grid, seeds }) => panel.learning.tune(recipe, grid, seeds),
    findLabels: (choice) => panel.learning.findLabels(choice),
    labels: (ask) => panel.learning.page(ask),
    writeLabels: async ({ precision }) => {
      await writeLabelTable(need(), panel.learning.needLabels(), precision);
    },
    act: async ({ action }) => {
      await actions[action](panel);
    },
  };
}

const actions: Readonly<Record<PanelAction, (panel: Panel) => unknown>> = {
  cancelRun: ({ host, root }) => host.runs.cancel(root),
  resumeRun: async ({ host, dataset }) => {
    if (dataset) await resumeUnfinished(host, dataset);
  },
  undoRun: async ({ host, root }) => {
    const out = outOf(host.runs.statusOf(root));
    if (out !== undefined) await askAndUndo(host, root, out);
  },
  reveal: async ({ host, root }) => {
    const out = outOf(host.runs.statusOf(root));
    if (out !== undefined) await reveal(out);
  },
  showLog: ({ host }) => host.log.show(),
  chooseFolder: async (panel) => {
    const picked = await pickFolder('Choose the Dataset');
    if (picked !== undefined) unattended(panel.host.log, 'Opening the dataset', panel.showOther([picked]));
  },
  openTraining: (panel) => {
    const training = panel.dataset && trainingFolder(panel.dataset.index);
    if (panel.dataset && training !== undefined) panel.reload([join(panel.dataset.root, training)]);
  },
  rescan: (panel) => panel.reload(),
  cancelLearning: ({ learning }) => learning.cancel(),
  closeSheet: ({ learning }) => learning.show(undefined),
  showTuning: ({ learning }) => learning.show('tuning'),
  chooseUnlabelled: async ({ learning }) => {
    const unlabelled = await pickUnlabelled();
    if (unlabelled !== undefined) await learning.findLabels({ unlabelled });
  },
  chooseSentenceModel: async ({ learning }) => {
    const model = await pickSentenceModel();
    if (model !== undefined) await learning.findLabels({ model });
  },
  close: (panel) => panel.view.dispose(),
};

/** The folder of the run that the bar is about. */
function outOf(status: RunStatus): string | undefined {
  if (status.state === 'finished') return status.result.out;
  return 'out' in status ? status.out : undefined;
}

/** The file that a row stands in. */
const tableOf = (source: string): string => parseRowName(source)?.path ?? source;

function findSamples({ index }: Dataset, text: string): readonly SampleRef[] {
  const wanted = text.trim().toLowerCase();
  if (index.tables) return findRows({ ...index, tables: index.tables }, wanted, foundAtMost).map(sampleRef);
  const found: SampleRef[] = [];
  for (const sample of index.samples) {
    if (sample.split !== 'train' || !isSelected(index, sample.path)) continue;
    if (!sample.path.toLowerCase().includes(wanted)) continue;
    if (found.push(sampleRef(sample)) === foundAtMost) break;
  }
  return found;
}

const sampleRef = (sample: Sample): SampleRef => ({
  source: sample.path,
  classes: classesOf(sample),
  bytes: sample.bytes,
});
