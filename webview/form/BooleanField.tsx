import type { BooleanParameter } from '../../src/core/parameters';
import { Field } from './Field';
import { type FieldProps, frameOf } from './field-props';

/** Yes or no: the toolkit's box, which takes its name from its words. */
export function BooleanField(props: FieldProps<BooleanParameter, boolean>) {
  const { parameter: p, value, onValue } = props;
  return (
    <Field {...frameOf(props)} help={undefined}>
      <vscode-checkbox
        checked={value === true}
        onChange={(event) => event.currentTarget.checked !== value && onValue(event.currentTarget.checked)}
      >
        {p.help ?? p.title}
      </vscode-checkbox>
    </Field>
  );
}
