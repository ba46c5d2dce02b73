import type { StepOutcome } from '../core/draw';
import { Unanswered } from '../core/questions';

/** What a draw gave. */
interface DrawnVariant {
  readonly variant: number;
  readonly outcomes: readonly StepOutcome[];
}
export interface MissingVariant extends DrawnVariant {
  readonly skipped: string;
}

/** How often a variant is drawn anew that came out as its source or as another variant. */
const attempts = 5;

/**
 * Variants 1 to `count`, each another one than `own` and those before it by what `written` says of it. One that comes out
 * the same, however often it is drawn, is missing, with the reason. Throws `Unanswered` when some variant has to wait for
 * an answer; the questions of all of them are noted then.
 */
export function drawApart<V extends DrawnVariant>(
  count: number,
  own: string,
  draw: (variant: number, attempt: number) => V,
  written: (drawn: V) => string,
  unchanged: (outcomes: readonly StepOutcome[]) => string,
): readonly (V | MissingVariant)[] {
  const taken = new Map<string, number>([[own, 0]]);
  const drawOne = (variant: number): V | MissingVariant => {
    for (let attempt = 1; ; attempt++) {
      const drawn = draw(variant, attempt - 1);
      const other = taken.get(written(drawn));
      if (other === undefined) {
        taken.set(written(drawn), variant);
        return drawn;
      }
      if (attempt < attempts) continue;
      const { outcomes } = drawn;
      return { variant, outcomes, skipped: other > 0 ? `duplicate of variant ${other}` : unchanged(outcomes) };
    }
  };
  const drawn: (V | MissingVariant)[] = [];
  let waiting: Unanswered | undefined;
  for (let variant = 1; variant <= count; variant++) {
    try {
      drawn.push(drawOne(variant));
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      waiting = error;
    }
  }
  if (waiting) throw waiting;
  return drawn;
}
