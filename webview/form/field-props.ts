import type { Parameter, ParameterValue } from '../../src/core/parameters';
import type { FieldProblem } from '../state/problems';

/** What every field of the form gets, whatever its kind. */
export interface FieldProps<P extends Parameter, V extends ParameterValue> {
  /** Unique in the page, and a valid id. */
  readonly id: string;
  /** Path of the value in the recipe. */
  readonly path: string;
  readonly parameter: P;
  /** What the recipe says, or the default. From a recipe that may be wrong: check before use. */
  readonly value: V;
  readonly changed: boolean;
  readonly problems: readonly FieldProblem[];
  readonly unread: Readonly<Record<string, string>>;
  /** `undefined` takes the default again. */
  onValue(value: V | undefined): void;
  onUnread(path: string, text: string | undefined): void;
  onSettle(): void;
}
