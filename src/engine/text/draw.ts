import { type DrawnStep, drawVariant, isApplied, type StepOutcome } from '../../core/draw';
import { type Answers, answerBook } from '../../core/questions';
import type { Recipe } from '../../core/recipe';
import { applyEdits, moveSpan, type NamedSpan } from '../../core/spans';
import type { AnalysedText, DrawnEdits, Lexicon, TextFacts } from '../../core/text';
import type { Drawn, SampleFacts } from '../../core/transform';
import { catalogue, textCatalogue } from '../../transforms/index';
import { drawApart, type MissingVariant } from '../draw-apart';
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

/** Variants 1 to `count` of a text, each another one (`drawApart`): the text is taken apart once for all of them. */
export function drawTexts(
  recipe: Recipe,
  source: SourceText,
  count: number,
  epoch: number,
  tools: TextTools,
): readonly (TextVariant | MissingVariant)[] {
  const before = analyse(source.text, tools.tagger, source.spans);
  const draw = (variant: number, attempt: number): TextVariant => {
    const facts = factsOf(source, before, tools);
    const outcomes = drawVariant(recipe, catalogue, facts, { epoch, variant, attempt });
    return { variant, outcomes, text: facts.text.text };
  };
  return drawApart(count, source.text, draw, ({ text }) => text, unchanged);
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
