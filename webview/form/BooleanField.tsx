import type { BooleanParameter } from '../../src/core/parameters';
import { Field } from './Field';
import type { FieldProps } from './field-props';

/** Yes or no: the toolkit's box, which takes its name from its words. */
export function BooleanField(props: FieldProps<BooleanParameter, boolean>) {
  const { id, parameter: p, value, changed, problems, onValue } = props;
  return (
    <Field id={id} title={p.title} changed={changed} message={problems[0]?.sentence} onReset={() => onValue(undefined)}>
      <vscode-checkbox
        checked={value === true}
        onChange={(event) => event.currentTarget.checked !== value && onValue(event.currentTarget.checked)}
      >
        {p.help ?? p.title}
      </vscode-checkbox>
    </Field>
  );
}
