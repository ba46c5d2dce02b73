import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** Where it hangs, and where the focus goes back to. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly role: 'dialog' | 'menu';
  readonly class?: string;
  readonly align?: 'start' | 'end';
  readonly children: ComponentChildren;
  /** `back`: the focus goes back to the anchor. */
  onClose(back: boolean): void;
}

/** A box over the page at an anchor, kept in sight. Esc and a click elsewhere close it. */
export function Popover({ anchor, label, role, class: extra = '', align = 'start', children, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<{ readonly left: number; readonly top: number }>();
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const place = () => {
      if (!anchor.current || !box.current) return;
      const from = anchor.current.getBoundingClientRect();
      const { width, height } = box.current.getBoundingClientRect();
      const rightToLeft = getComputedStyle(box.current).direction === 'rtl';
      const wanted = (align === 'end') !== rightToLeft ? from.right - width : from.left;
      const below = from.bottom + 2;
      const top = below + height <= innerHeight - 4 ? below : Math.max(4, from.top - height - 2);
      setAt({ left: Math.max(4, Math.min(wanted, innerWidth - width - 4)), top });
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(box.current!);
    addEventListener('resize', place);
    return () => {
      observer.disconnect();
      removeEventListener('resize', place);
    };
  }, [anchor, align]);

  useEffect(() => {
    const outside = (event: Event) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !anchor.current?.contains(target)) close.current(false);
    };
    const leaves = (event: FocusEvent) => {
      const to = event.relatedTarget as Node | null;
      if (to && !box.current?.contains(to) && !anchor.current?.contains(to)) close.current(false);
    };
    const inside = box.current;
    addEventListener('pointerdown', outside, true);
    inside?.addEventListener('focusout', leaves);
    return () => {
      removeEventListener('pointerdown', outside, true);
      inside?.removeEventListener('focusout', leaves);
    };
  }, [anchor]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has a role, dialog or menu
    <div
      class={`popover ${extra}`}
      {...{ role, 'aria-label': label }}
      ref={box}
      style={at ? { left: `${at.left}px`, top: `${at.top}px` } : { opacity: 0 }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose(true);
      }}
    >
      {children}
    </div>
  );
}
