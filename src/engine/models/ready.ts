import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TransformStep } from '../../core/recipe';
import type { ReadyAsk } from '../tasks';
import { modelFolder } from './transformers';

type Check = (step: TransformStep, ask: ReadyAsk) => Promise<unknown>;

/** For each step that asks: throws with what is missing and what to do. */
const checks: Readonly<Record<string, Check>> = {
  async 'text.neighbor'({ vectors }, { root }) {
    if (vectors === '') return;
    const path = resolve(root, `${vectors}`);
    if (!(await stat(path).catch(() => undefined))) throw new Error(`there is no file of vectors ${path}`);
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
