import type { ChoiceParameter } from '../../src/core/parameters';
import { Choice } from '../parts/Choice';
import { Field } from './Field';
import { type FieldProps, frameOf } from './field-props';

/** Room in the form, and what a word takes beside its letters and for each of them, in px. */
const room = 319;
const around = 18;
const letter = 7.5;

/** One of some words: side by side when they are few and short, else in a list. */
export function ChoiceField(props: FieldProps<ChoiceParameter, string>) {
  const { id, parameter: p, value, onValue } = props;
  const options = Object.entries(p.options).map(([word, words]) => ({ value: word, words }));
  const width = options.reduce((sum, o) => sum + o.words.length * letter + around, 0);
  const sideBySide = options.length <= 4 && width <= room;
  return (
    <Field {...frameOf(props)} labels={sideBySide ? undefined : `${id}-list`}>
      {sideBySide ? (
        <Choice name={id} label={p.title} options={options} value={value} onChoose={onValue} />
      ) : (
        // Native: the toolkit's dropdown can't take its name from a label.
        <span class="select select--wide">
          <select
            class="select__control"
            id={`${id}-list`}
            value={value}
            onChange={(event) => onValue(event.currentTarget.value)}
          >
            {options.map((o) => (
              <option key={o.value} value={o.value}>
                {o.words}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
