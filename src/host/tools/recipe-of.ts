import { firstRecipe } from '../../core/presets';
import type { Recipe } from '../../core/recipe';
import type { Dataset } from '../../engine/scan';
import { catalogue } from '../../transforms/index';
import { usableDraft } from '../drafts';
import { type Host, savedOf } from '../host';
import { newRecipeOf } from '../settings';

/** The recipe that a dataset has now: the draft of its panel, else what is saved, else the first one. */
export function recipeOf(host: Host, { root, index }: Dataset): Recipe {
  const draft = usableDraft(host.memory.draft(root), catalogue);
  return draft?.recipe ?? savedOf(host, root)?.recipe ?? firstRecipe(index.modality, index.classes, newRecipeOf(root));
}

/** A recipe as a file of its own. */
export const recipeText = (recipe: Recipe): string => `${JSON.stringify(recipe, null, 2)}\n`;
