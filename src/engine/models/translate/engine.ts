import type { TranslationEngine } from '../../../core/questions';
import type { ReadyAsk } from '../asks';

/** What engines know of where things are, and a sign of life to give between pieces of work. */
export interface Surroundings extends Pick<ReadyAsk, 'root' | 'storage'> {
  /** Throws when the work was cancelled. */
  step(): void;
}

/** Sentences from one language to another, in order and as many. Languages are ISO 639 codes: `en`, `es`. */
export type Translate = (texts: readonly string[], from: string, to: string) => Promise<readonly string[]>;

/** An engine that works in this process. Throws with what is missing and what to do. */
export interface TranslationDoor {
  /** `where`: a model's name or a server's address, as the recipe says. */
  open(where: string, by: Surroundings): Translate;
  /** Throws when it can't translate in that direction here. */
  check(where: string, by: Surroundings, from: string, to: string): Promise<void>;
}
export type LocalEngine = Exclude<TranslationEngine, 'languageModel'>;
