import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TransformStep } from '../../core/recipe';
import type { ReadyAsk } from './asks';
import { noLanguageModel } from './language-model';
import { modelFolder } from './transformers';
import type { LocalEngine } from './translate/engine';
import { translationDoors } from './translate/round-trip';

type Check = (step: TransformStep, ask: ReadyAsk) => Promise<unknown>;

/** For each step that asks: throws with what is missing and what to do. */
const checks: Readonly<Record<string, Check>> = {
  async 'text.neighbor'({ vectors }, { root }) {
    if (vectors === '') return;
    const path = resolve(root, `${vectors}`);
    if (!(await stat(path).catch(() => undefined))) throw new Error(`there is no file of vectors ${path}`);
  },
  async 'text.backTranslate'(step, { root, storage, languageModel }) {
    const { engine, from, through } = step as unknown as Record<'engine' | 'from' | 'through', string>;
    if (engine === 'languageModel') {
      if (!languageModel) throw new Error(noLanguageModel);
      return;
    }
    const where = `${engine === 'marian' ? step.model : step.server}`;
    const by = { root, storage, step: () => {} };
    const door = translationDoors[engine as LocalEngine];
    await door.check(where, by, from, through);
    await door.check(where, by, through, from);
  },
  async 'text.paraphrase'(_, { languageModel }) {
    if (!languageModel) throw new Error(noLanguageModel);
  },
  async 'text.maskedModel'({ model }, { root, storage }) {
    modelFolder(`${model}`, root, storage);
  },
};

export async function checkReady(ask: ReadyAsk): Promise<undefined> {
  for (const step of ask.steps) {
    await checks[step.transform]!(step, ask).catch((error: Error) => {
      throw new Error(`${step.path}: ${error.message}`);
    });
  }
}
