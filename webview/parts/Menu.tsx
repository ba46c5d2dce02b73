import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Popover } from './Popover';

export interface MenuItem {
  readonly label: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly starts?: boolean;
  onSelect(): void;
}

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly items: readonly MenuItem[];
  onClose(): void;
}

/** A menu under a button: arrows, Home, End, first letters, Enter, Esc. */
export function Menu({ anchor, label, items, onClose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not([disabled])') ?? [])];
  useLayoutEffect(() => buttons()[0]?.focus({ preventScroll: true }), []);

  const close = (back: boolean) => {
    if (back) anchor.current?.focus();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const letter = event.key.length === 1 ? event.key.toLowerCase() : undefined;
    const named = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((b) =>
      letter ? b.textContent?.toLowerCase().startsWith(letter) : false,
    );
    const next =
      { ArrowDown: all[(at + 1) % all.length], ArrowUp: all.at(at - 1), Home: all[0], End: all.at(-1) }[event.key] ??
      named;
    event.stopPropagation(); // the panel's and the list's own keys stay out of an open menu
    if (event.key === 'Tab') return close(true);
    if (event.key === 'Escape') return close(true);
    if (!next || event.key === ' ' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <Popover anchor={anchor} label={label} role="menu" class="menu" align="end" onClose={close}>
      <div class="menu__items" role="none" ref={list} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            class={item.starts ? 'menu__item menu__item--starts' : 'menu__item'}
            disabled={item.disabled}
            onClick={() => {
              close(true);
              item.onSelect();
            }}
          >
            <span>{item.label}</span>
            {item.keys && <span class="menu__keys">{item.keys}</span>}
          </button>
        ))}
      </div>
    </Popover>
  );
}
