import { firstRecipe } from '../core/presets';
import { canonical, type Recipe } from '../core/recipe';
import { type CheckableCatalogue, checkRecipe } from '../core/recipe-check';
import type { Draft, PanelState } from '../protocol';

/** A draft, and whether it is still what the settings held when it was kept: then it follows edits by hand. */
export interface KeptDraft extends Draft {
  readonly follows: { readonly saved: boolean; readonly preset: boolean };
}

type Settings = Pick<PanelState, 'saved' | 'presets'>;

const asChosen: Draft['choice'] = { onlyVariants: false, allowEvaluationData: false };

/** The draft of a dataset that nobody has touched: what is saved for it, else the first recipe. */
export function freshDraft({ saved }: Settings, ...first: Parameters<typeof firstRecipe>): KeptDraft {
  const draft: Draft = saved ? { ...saved, choice: asChosen } : { recipe: firstRecipe(...first), choice: asChosen };
  return { ...draft, follows: { saved: saved !== undefined, preset: false } };
}

/** Notes what a draft equals now, so that `followed` can tell a draft that was changed from one that was not. */
export function keptDraft({ recipe, preset, choice }: Draft, { saved, presets }: Settings): KeptDraft {
  const named = presets.find((p) => p.name === preset);
  return {
    recipe,
    preset,
    choice,
    follows: {
      saved: saved !== undefined && isSame(recipe, saved.recipe),
      preset: named !== undefined && isSame(recipe, named.recipe),
    },
  };
}

/** The draft as it must become after the settings changed; the same object when it stays as it is. */
export function followed(draft: KeptDraft, { saved, presets }: Settings): KeptDraft {
  const named = draft.follows.preset ? presets.find((p) => p.name === draft.preset) : undefined;
  if (named && !isSame(named.recipe, draft.recipe)) return { ...draft, recipe: named.recipe };
  if (draft.follows.saved && saved && !isSame(saved.recipe, draft.recipe)) return { ...draft, ...saved };
  return draft;
}

/** A kept draft that this version still understands. */
export function usableDraft(draft: KeptDraft | undefined, catalogue: CheckableCatalogue): KeptDraft | undefined {
  return draft && 'recipe' in checkRecipe(draft.recipe, catalogue) ? draft : undefined;
}

/** True when two recipes say the same, in whatever order their keys stand. */
export const isSame = (a: Recipe, b: Recipe): boolean => canonical(a) === canonical(b);

export const isSameDraft = (a: Draft, b: Draft): boolean =>
  canonical([a.recipe, a.preset, a.choice]) === canonical([b.recipe, b.preset, b.choice]);
