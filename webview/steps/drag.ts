import type { Place, StepRow } from '../state/places';

/** Where a dragged step would land: the row it is shown at, and the place before which it goes. */
export interface Drop {
  readonly path: string;
  readonly side: 'above' | 'below';
  readonly to: Place;
}

interface Line {
  readonly path: string;
  readonly top: number;
  readonly bottom: number;
}

/** The drop for a pointer at this height: before the row in whose upper half it is, after it in the lower half. */
export function dropAt(rows: readonly StepRow[], lines: readonly Line[], y: number): Drop | undefined {
  const line = lines.find((l) => y < l.bottom) ?? lines.at(-1);
  const row = rows.find((r) => r.path === line?.path);
  if (!line || !row) return undefined;
  if (y < (line.top + line.bottom) / 2) return { path: row.path, side: 'above', to: row.place };
  const isGroup = !('transform' in row.step);
  const after = isGroup ? [...row.place, 0] : [...row.place.slice(0, -1), row.place.at(-1)! + 1];
  const past = y > line.bottom; // below the whole list: its end
  return { path: row.path, side: 'below', to: past ? [row.place[0]! + 1] : after };
}

/** Follows the pointer from the grip until it is let go; Esc gives up. */
export function followDrag(
  event: PointerEvent,
  list: HTMLElement,
  rows: readonly StepRow[],
  on: { move(drop: Drop | undefined): void; end(drop: Drop | undefined): void },
): void {
  event.preventDefault();
  let drop: Drop | undefined;
  const stop = new AbortController();
  const lines = (): readonly Line[] =>
    [...list.querySelectorAll<HTMLElement>('[data-path]')].map((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { path: element.dataset.path!, top, bottom };
    });
  const end = (result: Drop | undefined) => {
    stop.abort();
    on.end(result);
  };
  const { signal } = stop;
  addEventListener(
    'pointermove',
    (e) => {
      drop = dropAt(rows, lines(), e.clientY);
      on.move(drop);
    },
    { signal },
  );
  addEventListener('pointerup', () => end(drop), { signal });
  addEventListener('pointercancel', () => end(undefined), { signal });
  addEventListener('keydown', (e) => e.key === 'Escape' && end(undefined), { signal });
}
