import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/Icon';
import { IconButton } from '../parts/IconButton';
import type { Frame } from './field-props';

interface Props extends Frame {
  /** Id of the control that the title names; without it the title names the group. */
  readonly labels?: string;
  readonly children: ComponentChildren;
}

/** The frame of every field: title, changed mark, reset, and the message beside it. */
export function Field({ id, title, unit, help, changed, message, labels, children, onReset }: Props) {
  const isSentence = help?.endsWith('.');
  const hint = [unit, isSentence ? undefined : help].filter(Boolean).join(', ');
  const words = (
    <>
      {title} {hint && <span class="field__hint">{hint}</span>}
    </>
  );
  return (
    <div
      class={changed ? 'field field--changed' : 'field'}
      {...(labels ? {} : { role: 'group', 'aria-labelledby': `${id}-label` })}
    >
      <div class="field__head">
        {labels ? (
          <label class="field__label" htmlFor={labels}>
            {words}
          </label>
        ) : (
          <span class="field__label" id={`${id}-label`}>
            {words}
          </span>
        )}
        {changed && (
          <IconButton icon="discard" class="field__reset" label={`Reset ${title.toLowerCase()}`} onClick={onReset} />
        )}
      </div>
      {isSentence && <p class="field__help">{help}</p>}
      {children}
      {message && (
        <p class="field__error" id={`${id}-error`}>
          <Icon name="error" />
          <span>{message}.</span>
        </p>
      )}
    </div>
  );
}
