import { isApplied, type StepOutcome } from '../../core/draw';
import { withDefaults } from '../../core/parameters';
import { isTransformStep, type Recipe, stepParameters, walkSteps } from '../../core/recipe';
import type { DrawnEdits, LeftOut } from '../../core/text';
import { textCatalogue } from '../../transforms/index';
import { analyse } from './analysis';
import { factsOf, type SourceText, type TextTools } from './draw';

/** A word that a step replaced, and what could have stood there, the likeliest first. */
export interface ReplacedWord {
  readonly was: string;
  readonly now: string;
  /** Shares sum to 1. */
  readonly candidates: readonly { readonly text: string; readonly share: number }[];
  /** "adjective", where the step knew it. */
  readonly wordClass?: string;
  readonly leftOut?: LeftOut;
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
      const places = new Map(transform.replaceable(values, facts).map((p) => [p.word.start, p]));
      for (const { at, was, now } of (drawn as DrawnEdits).edits) {
        const place = places.get(at);
        if (!place) continue;
        const { candidates } = place;
        const sum = candidates.reduce((total, { weight }) => total + weight, 0);
        const shares = candidates.map(({ text, weight }) => ({ text, share: weight / sum }));
        const word = transform.leftOut && facts.text.tagged.find(({ start }) => start === at);
        const leftOut = word && transform.leftOut!(values, facts, { word, candidates });
        const about = word && { wordClass: word.meaning.wordClass, ...(leftOut && { leftOut }) };
        found.push({ was, now, candidates: shares.sort((a, b) => b.share - a.share), ...about });
      }
    }
    facts.took!(drawn);
  }
  return found;
}
