/** Parameters as data: one declaration gives the type, the check, the form, the JSON schema and the documentation. */

interface Common {
  readonly title: string;
  /** One sentence under the field's label; not needed where the title says it all. */
  readonly help?: string;
  /** Shown in the form only while another parameter has one of these values, e.g. `{ border: ['constant'] }`. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
}

interface Numeric extends Common {
  /** Full range that is accepted, inclusive. */
  readonly min: number;
  readonly max: number;
  /** Usual span: what the slider's track shows. */
  readonly slider: readonly [low: number, high: number];
  /** One arrow key on the slider. Values between steps are accepted. */
  readonly step: number;
  /** The value that changes nothing, if there is one. */
  readonly neutral?: number;
  /** Shown after the number: `°`, `levels`, `px`. */
  readonly unit?: string;
  /** The unit after exactly 1: `area` beside `areas`. */
  readonly one?: string;
  /** Shown before the number in summaries: `σ`, `×`. */
  readonly prefix?: string;
  /** A fraction that is shown as percent: 0.1 → 10 %. */
  readonly percent?: true;
  /** Only whole numbers. */
  readonly integer?: true;
}

/** Drawn anew for each variant, evenly from low to high; equal ends fix it. */
export interface RangeParameter extends Numeric {
  readonly kind: 'range';
  readonly default: readonly [low: number, high: number];
}
/** A threshold or setting: one number for the whole run. */
export interface NumberParameter extends Numeric {
  readonly kind: 'number';
  readonly default: number;
}
export interface ChoiceParameter<Word extends string = string> extends Common {
  readonly kind: 'choice';
  /** Word in the recipe → words on the screen. */
  readonly options: Readonly<Record<Word, string>>;
  readonly default: Word;
}
/** `[red, green, blue]`, each 0 to 255 whatever the bit depth of the data. */
export interface ColorParameter extends Common {
  readonly kind: 'color';
  readonly default: readonly [red: number, green: number, blue: number];
}
export interface BooleanParameter extends Common {
  readonly kind: 'boolean';
  readonly default: boolean;
}
/** Free text: a path, a model's name, a language. */
export interface TextParameter extends Common {
  readonly kind: 'text';
  readonly default: string;
  /** Offers the dialog that picks one. */
  readonly pick?: 'file' | 'folder';
}

export type Parameter =
  | RangeParameter
  | NumberParameter
  | ChoiceParameter
  | ColorParameter
  | BooleanParameter
  | TextParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

export type Range = readonly [low: number, high: number];
export type Color = readonly [red: number, green: number, blue: number];

type ValueOf<P extends Parameter> = P extends RangeParameter
  ? Range
  : P extends NumberParameter
    ? number
    : P extends { kind: 'choice'; options: Readonly<Record<infer Word, string>> }
      ? Word
      : P extends ColorParameter
        ? Color
        : P extends BooleanParameter
          ? boolean
          : string;

/** The values of a declared set of parameters: what `draw` receives. */
export type Values<S extends Parameters> = { readonly [K in keyof S]: ValueOf<S[K]> };
export type ParameterValue = Range | Color | number | string | boolean;

/** The default of every parameter. */
export function defaults<S extends Parameters>(parameters: S): Values<S> {
  return Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.default])) as Values<S>;
}

/** Given values over the defaults: parameters that a recipe leaves out take their default. */
export function withDefaults<S extends Parameters>(parameters: S, given: Readonly<Record<string, unknown>>): Values<S> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, p]) => [name, given[name] ?? p.default]),
  ) as Values<S>;
}

/** False while another parameter has a value with which this one means nothing. */
export const applies = ({ when = {} }: Parameter, values: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(when).every(([other, words]) => words.includes(String(values[other])));
