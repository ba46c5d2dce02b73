import { describe, expect, it } from 'vitest';
import { builtInPresets } from '../../../src/core/presets';
import type { Recipe } from '../../../src/core/recipe';
import { followed, freshDraft, isSame, keptDraft, usableDraft } from '../../../src/host/drafts';
import type { PresetInfo } from '../../../src/protocol';
import { catalogue } from '../../../src/transforms/index';

const recipe = (seed: number): Recipe => ({ ...builtInPresets[0]!.recipe, seed });
const preset = (name: string, seed: number): PresetInfo => ({ name, recipe: recipe(seed), origin: 'settings' });
const choice = { onlyVariants: true, allowEvaluationData: false };

describe('drafts', () => {
  it('start with what is saved, else with the first recipe and its guard', () => {
    expect(freshDraft({ saved: { recipe: recipe(3) }, presets: [] }, 'image', [])).toMatchObject({ recipe: recipe(3) });
    const first = freshDraft({ presets: [] }, 'image', ['left arrow', 'cat'], { seed: 5, variants: 2 });
    expect(first.recipe).toMatchObject({ seed: 5, variants: 2 });
    expect(first.recipe.steps[0]).toMatchObject({ transform: 'image.flip', exceptClasses: ['left arrow'] });
  });

  it('follow an edit of their preset while they are what the preset was', () => {
    const before = { presets: [preset('Mine', 1)] };
    const after = { presets: [preset('Mine', 2)] };
    const clean = keptDraft({ recipe: recipe(1), preset: 'Mine', choice }, before);
    expect(followed(clean, before)).toBe(clean);
    expect(followed(clean, after)).toMatchObject({ recipe: recipe(2), preset: 'Mine', choice });
    const changed = keptDraft({ recipe: recipe(9), preset: 'Mine', choice }, before);
    expect(followed(changed, after)).toBe(changed);
  });

  it('follow an edit of the saved recipe while they are what was saved', () => {
    const before = { saved: { recipe: recipe(1) }, presets: [] };
    const after = { saved: { recipe: recipe(2), preset: 'Mine' }, presets: [] };
    const clean = keptDraft({ recipe: recipe(1), choice }, before);
    expect(followed(clean, after)).toMatchObject({ recipe: recipe(2), preset: 'Mine', choice });
    const changed = keptDraft({ recipe: recipe(9), choice }, before);
    expect(followed(changed, after)).toBe(changed);
    expect(followed(clean, { presets: [] })).toBe(clean);
  });

  it('are dropped when this version does not know their steps', () => {
    const known = keptDraft({ recipe: recipe(1), choice }, { presets: [] });
    expect(usableDraft(known, catalogue)).toBe(known);
    const strange = { ...known, recipe: { ...recipe(1), steps: [{ transform: 'image.unheard' }] } };
    expect(usableDraft(strange, catalogue)).toBeUndefined();
  });

  it('compare recipes whatever the order of their keys', () => {
    const { seed, ...rest } = recipe(1);
    expect(isSame({ seed, ...rest }, { ...rest, seed })).toBe(true);
    expect(isSame(recipe(1), recipe(2))).toBe(false);
  });
});
