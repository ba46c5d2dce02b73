import { isApplied, type StepOutcome } from '../../core/draw';
import { withDefaults } from '../../core/parameters';
import { isTransformStep, type Recipe, stepParameters, walkSteps } from '../../core/recipe';
import type { DrawnEdits } from '../../core/text';
import { textCatalogue } from '../../transforms/index';
import { analyse } from './analysis';
import { factsOf, type SourceText, type TextTools } from './draw';

/** A word that a step replaced, and what could have stood there, the likeliest first. */
export interface ReplacedWord {
  readonly was: string;
  readonly now: string;
  /** Shares sum to 1. */
  readonly candidates: readonly { readonly text: string; readonly share: number }[];
}

/** The words that a variant's steps replaced, with their candidates, where a step chooses among some. */
export function replacedWords(
  recipe: Recipe,
  source: SourceText,
  outcomes: readonly StepOutcome[],
  tools: TextTools,
): readonly ReplacedWord[] {
  const facts = factsOf(source, analyse(source.text, tools.tagger, source.spans), tools);
  const steps = new Map(walkSteps(recipe.steps));
  const found: ReplacedWord[] = [];
  for (const { path, transform: id, drawn } of outcomes.filter(isApplied)) {
    const step = steps.get(path)!;
    const transform = textCatalogue.get(id)!;
    if (transform.replaceable && isTransformStep(step)) {
      const values = withDefaults(transform.parameters, stepParameters(step));
      const places = new Map(transform.replaceable(values, facts).map((p) => [p.word.start, p.candidates]));
      for (const { at, was, now } of (drawn as DrawnEdits).edits) {
        const candidates = places.get(at) ?? [];
        const sum = candidates.reduce((total, { weight }) => total + weight, 0);
        const shares = candidates.map(({ text, weight }) => ({ text, share: weight / sum }));
        if (shares.length > 0) found.push({ was, now, candidates: shares.sort((a, b) => b.share - a.share) });
      }
    }
    facts.took!(drawn);
  }
  return found;
}
