import type { ChoiceParameter } from '../../src/core/parameters';
import { Choice } from '../parts/Choice';
import { Field } from './Field';
import type { FieldProps } from './field-props';

/** How many letters stand side by side in the form's width. */
const roomForLetters = 34;

/** One of some words: side by side when they are few and short, else in a list. */
export function ChoiceField(props: FieldProps<ChoiceParameter, string>) {
  const { id, parameter: p, value, changed, problems, onValue } = props;
  const options = Object.entries(p.options).map(([word, words]) => ({ value: word, words }));
  const letters = options.reduce((sum, o) => sum + o.words.length + 2, 0);
  const sideBySide = options.length <= 4 && letters <= roomForLetters;
  return (
    <Field
      id={id}
      title={p.title}
      help={p.help}
      changed={changed}
      message={problems[0]?.sentence}
      labels={sideBySide ? undefined : `${id}-list`}
      onReset={() => onValue(undefined)}
    >
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
