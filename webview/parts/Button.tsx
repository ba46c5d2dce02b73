import type { ComponentChildren } from 'preact';

interface Props {
  readonly children: ComponentChildren;
  readonly title?: string;
  readonly secondary?: boolean;
  readonly disabled?: boolean;
  onClick(): void;
}

/** A button with words: the toolkit's, in the design's measures. */
export function Button({ children, title, secondary, disabled, onClick }: Props) {
  return (
    <vscode-button
      class="button"
      appearance={secondary ? 'secondary' : 'primary'}
      title={title}
      disabled={disabled}
      onClick={() => !disabled && onClick()}
    >
      {children}
    </vscode-button>
  );
}
