import type { BooleanParameter } from '../../src/core/parameters';
import { Field } from './Field';
import type { FieldProps } from './field-props';

/** Yes or no: the toolkit's box, with the help as its words where there is one. */
export function BooleanField(props: FieldProps<BooleanParameter, boolean>) {
  const { id, parameter: p, value, changed, problems, onValue } = props;
  return (
    <Field id={id} title={p.title} changed={changed} message={problems[0]?.sentence} onReset={() => onValue(undefined)}>
      <vscode-checkbox
        checked={value === true}
        aria-label={p.help ?? p.title}
        onChange={(event) => event.currentTarget.checked !== value && onValue(event.currentTarget.checked)}
      >
        {p.help ?? 'Yes'}
      </vscode-checkbox>
    </Field>
  );
}
