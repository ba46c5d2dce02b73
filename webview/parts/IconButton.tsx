import type { Ref, TargetedEvent } from 'preact';
import { Icon } from './Icon';

interface Props {
  readonly icon: string;
  /** Its name and its tooltip. */
  readonly label: string;
  readonly class?: string;
  readonly disabled?: boolean;
  readonly tabIndex?: number;
  readonly menu?: boolean;
  readonly expanded?: boolean;
  readonly elementRef?: Ref<HTMLButtonElement>;
  onClick(event: TargetedEvent<HTMLButtonElement, MouseEvent>): void;
}

/** A square of 24 px. Native: the toolkit's icon button is 22 px wide and can't leave the tab order. */
export function IconButton({ icon, label, class: extra = '', menu, expanded, elementRef, ...rest }: Props) {
  return (
    <button
      type="button"
      class={`icon-button ${extra}`}
      aria-label={label}
      title={label}
      aria-haspopup={menu ? 'menu' : undefined}
      aria-expanded={expanded}
      ref={elementRef}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
