import type { TextParameter } from '../../src/core/parameters';
import { Field } from './Field';
import { type FieldProps, frameOf } from './field-props';

/** Free text: the toolkit's field, which takes its name from its words; the frame shows them already. */
export function TextField(props: FieldProps<TextParameter, string>) {
  const { parameter: p, value, onValue, onSettle } = props;
  return (
    <Field {...frameOf(props)}>
      <vscode-text-field
        class="text-field text-field--titled"
        value={String(value)}
        onInput={(event) => onValue(event.currentTarget.value)}
        onChange={onSettle}
      >
        {p.title}
      </vscode-text-field>
    </Field>
  );
}
