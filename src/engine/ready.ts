import { UseError } from '../core/errors';
import { withDefaults } from '../core/parameters';
import { isTransformStep, type Recipe, stepParameters, type TransformStep, walkSteps } from '../core/recipe';
import { textCatalogue } from '../transforms/index';
import { needFolders } from './folders';
import { hasModel } from './models/transformers';
import type { Pool } from './pool';
import type { Dataset } from './scan';
import { modelStorage } from './storage';

/** Throws a `UseError` where a folder, a model, a file of vectors or a server that the recipe asks is not there. */
export async function needReady(pool: Pool, { root }: Pick<Dataset, 'root'>, recipe: Recipe): Promise<void> {
  await needFolders(root, recipe);
  const steps = askingSteps(recipe);
  if (steps.length === 0) return;
  await pool.run('ready', { steps, root, storage: modelStorage() }).catch((error: Error) => {
    throw new UseError(error.message);
  });
}

/** The steps that ask models, servers or vectors and are not off, with all of their parameters. */
export function askingSteps({ steps }: Recipe): readonly TransformStep[] {
  return [...walkSteps(steps)].flatMap(([path, step]): readonly TransformStep[] => {
    const transform = isTransformStep(step) && !step.disabled ? textCatalogue.get(step.transform) : undefined;
    if (!transform?.asks) return [];
    const given = stepParameters(step as TransformStep);
    return [{ transform: transform.id, path, ...withDefaults(transform.parameters, given) }];
  });
}

/** A model of the hub that a recipe names and that is not on this computer. */
export interface MissingModel {
  readonly model: string;
  readonly kind: 'masked' | 'translation' | 'sentences';
}

/** The name can be one of the hub's, and the model is not on this computer. */
export const isMissing = ({ model }: MissingModel, root: string): boolean =>
  /^[\w.-]+\/[\w.-]+$/.test(model) && !hasModel(model, root, modelStorage());

/** The models that would have to be downloaded first; nothing where the name can't be one of the hub's. */
export function missingModels({ root }: Dataset, recipe: Recipe): readonly MissingModel[] {
  const named = askingSteps(recipe).flatMap((step): readonly MissingModel[] => {
    if (step.transform === 'text.maskedModel') return [{ model: `${step.model}`, kind: 'masked' }];
    if (step.transform !== 'text.backTranslate' || step.engine !== 'marian') return [];
    const [one, other] = [`${step.from}`, `${step.through}`];
    const name = (from: string, to: string) => `${step.model}`.replaceAll('{from}', from).replaceAll('{to}', to);
    return [name(one, other), name(other, one)].map((model) => ({ model, kind: 'translation' }));
  });
  const missing = named.filter((one) => isMissing(one, root));
  return [...new Map(missing.map((one) => [one.model, one])).values()];
}
