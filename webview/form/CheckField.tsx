import { Field } from './Field';
import type { Frame } from './field-props';

interface Props extends Frame {
  /** Beside the box: it takes its name from them. */
  readonly words: string;
  readonly checked: boolean;
  /** What the user should know before. */
  readonly note?: string;
  onCheck(checked: boolean): void;
}

/** Yes or no, in words: the toolkit's box. */
export function CheckField({ words, checked, note, onCheck, ...frame }: Props) {
  return (
    <Field {...frame}>
      <vscode-checkbox
        checked={checked}
        onChange={(event) => event.currentTarget.checked !== checked && onCheck(event.currentTarget.checked)}
      >
        {words}
      </vscode-checkbox>
      {note && <p class="field__note">{note}</p>}
    </Field>
  );
}
