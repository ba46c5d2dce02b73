import type { Parameter, ParameterValue } from '../../src/core/parameters';
import { unitWords } from '../../src/core/values';
import { isShortUnit } from '../parts/NumberBox';
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

/** What the frame of a field shows: of a parameter, its title, its message and its reset. */
export interface Frame {
  readonly id: string;
  readonly title: string;
  /** Of the numbers, where it is too long for their boxes. */
  readonly unit?: string;
  readonly help?: string;
  readonly changed: boolean;
  /** What is wrong with the value, if anything. */
  readonly message?: string;
  onReset(): void;
}

/** The frame of a parameter's field, whatever its kind. */
export function frameOf<P extends Parameter, V extends ParameterValue>(props: FieldProps<P, V>): Frame {
  const { id, parameter, changed, problems, onValue } = props;
  const { title, help } = parameter;
  return {
    id,
    title,
    unit: longUnit(parameter),
    help,
    changed,
    message: problems[0]?.sentence,
    onReset: () => onValue(undefined),
  };
}

function longUnit(p: Parameter): string | undefined {
  if (p.kind !== 'range' && p.kind !== 'number') return undefined;
  const unit = unitWords(p).trim();
  const said = `${p.title} ${p.help ?? ''}`.toLowerCase().includes(unit.toLowerCase());
  return unit === '' || said || isShortUnit(unit) ? undefined : unit;
}
