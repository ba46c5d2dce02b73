import { type DrawnStep, drawVariant, isApplied, type StepOutcome } from '../../core/draw';
import { type Answers, answerBook, Unanswered } from '../../core/questions';
import type { Recipe } from '../../core/recipe';
import { applyEdits, moveSpan, type NamedSpan } from '../../core/spans';
import type { AnalysedText, DrawnEdits, Lexicon, TextFacts } from '../../core/text';
import type { Drawn, SampleFacts } from '../../core/transform';
import { catalogue, textCatalogue } from '../../transforms/index';
import { analyse, followed } from './analysis';
import type { Tagger } from './tagger';

/** What drawing texts works with. */
export interface TextTools {
  readonly lexicon: Lexicon;
  /** Loaded when a step first asks: it takes a second. */
  tagger(): Tagger;
  /** What was asked of models and servers so far. */
  readonly answers?: Answers;
}

/** A text of the dataset, with the spans that its labels name. */
export interface SourceText extends Pick<SampleFacts, 'path' | 'classes'> {
  readonly text: string;
  readonly spans: readonly NamedSpan[];
}

export interface TextVariant {
  readonly variant: number;
  readonly outcomes: readonly StepOutcome[];
  readonly text: string;
}
export interface MissingVariant {
  readonly variant: number;
  readonly outcomes: readonly StepOutcome[];
  readonly skipped: string;
}

/** How often a variant is drawn anew when it came out as its source or as another variant. */
const attempts = 5;

/**
 * Variants 1 to `count` of a text, each another one: the text is taken apart once for all of them. One that comes out as
 * its source or as an earlier variant, however often it is drawn, is missing, with the reason. Throws `Unanswered` when
 * some variant has to wait for an answer; the questions of all of them are noted then.
 */
export function drawTexts(
  recipe: Recipe,
  source: SourceText,
  count: number,
  epoch: number,
  tools: TextTools,
): readonly (TextVariant | MissingVariant)[] {
  const before = analyse(source.text, tools.tagger, source.spans);
  const taken = new Map<string, number>([[source.text, 0]]);
  let waiting: Unanswered | undefined;
  const drawn = Array.from({ length: count }, (_, i): TextVariant | MissingVariant => {
    const variant = i + 1;
    let outcomes: readonly StepOutcome[] = [];
    let text = source.text;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const facts = factsOf(source, before, tools);
      try {
        outcomes = drawVariant(recipe, catalogue, facts, { epoch, variant, attempt });
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        waiting = error;
        break;
      }
      text = facts.text.text;
      if (taken.has(text)) continue;
      taken.set(text, variant);
      return { variant, outcomes, text };
    }
    const other = taken.get(text)!;
    return { variant, outcomes, skipped: other > 0 ? `duplicate of variant ${other}` : unchanged(outcomes) };
  });
  if (waiting) throw waiting;
  return drawn;
}

/** What the draws know; the text in it is the one that the steps so far have made. */
export const factsOf = (source: SourceText, before: AnalysedText, tools: TextTools): TextFacts =>
  new DrawnText(source, before, tools);

/** A class, as those of `analysis.ts`. */
class DrawnText implements TextFacts {
  readonly path: string;
  readonly classes: readonly string[];
  readonly lexicon: Lexicon;
  readonly answers: Answers;
  private named: readonly NamedSpan[];

  constructor(
    source: SourceText,
    public text: AnalysedText,
    private readonly tools: TextTools,
  ) {
    this.path = source.path;
    this.classes = source.classes;
    this.named = source.spans;
    this.lexicon = tools.lexicon;
    this.answers = tools.answers ?? answerBook();
  }

  partner() {
    return undefined;
  }

  took(drawn: Drawn) {
    const { edits } = drawn as DrawnEdits;
    if (edits.length === 0) return;
    if (this.named.length > 0) this.named = this.named.flatMap((span) => moveSpan(edits, span) ?? []);
    const after = applyEdits(this.text.text, edits);
    this.text = followed(this.text, after, drawn as DrawnEdits, this.tools.tagger, this.named);
  }
}

function unchanged(outcomes: readonly StepOutcome[]): string {
  const reasons = outcomes.flatMap((o) => {
    const shortfall = textCatalogue.get(o.transform)?.shortfall;
    return shortfall && 'skipped' in o && o.skipped === 'nothing to do' ? [shortfall] : [];
  });
  return reasons.length > 0 ? [...new Set(reasons)].join('; ') : 'no step was drawn that changes it';
}

/** The text and its spans after recorded steps; a span that is gone is undefined. */
export function replayText(
  { text, spans }: Pick<SourceText, 'text' | 'spans'>,
  outcomes: readonly (StepOutcome | DrawnStep)[],
): { readonly text: string; readonly spans: readonly (NamedSpan | undefined)[] } {
  let now = text;
  let moved: readonly (NamedSpan | undefined)[] = spans;
  for (const outcome of outcomes) {
    if (!isApplied(outcome)) continue;
    const { edits } = outcome.drawn as DrawnEdits;
    now = applyEdits(now, edits);
    moved = moved.map((span) => span && moveSpan(edits, span));
  }
  return { text: now, spans: moved };
}
