import { UseError } from '../core/errors';
import { extensionFor } from '../core/names';
import type { Recipe } from '../core/recipe';
import type { Pool } from './pool';

/**
 * Names and versions of what decodes and encodes in a run: with the same ones, the same recipe gives the same bytes.
 * Throws a `UseError` where something is missing that the recipe needs.
 */
export async function versionsFor(
  pool: Pool,
  recipe: Recipe,
  samples: Iterable<{ readonly path: string }>,
): Promise<Readonly<Record<string, string>>> {
  const format = recipe.output?.format ?? 'keep';
  const extensions = new Set<string>();
  for (const { path } of samples) extensions.add(extensionFor(path, format).toLowerCase());
  try {
    return await pool.run('versions', { recipe, extensions: [...extensions] });
  } catch (error) {
    const { name, message } = error as Error;
    throw name === 'UseError' ? new UseError(message) : error; // its class is lost on the way from the worker
  }
}
