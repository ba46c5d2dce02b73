import { isTransformStep } from '../../src/core/recipe';
import { type Place, type StepRow, samePlace } from '../state/places';

/** Where a dragged step would land: the row and the side of it that show it, and the place before which it goes. */
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

/** The pointer: its height in the page, and whether it is within the indent that children of groups have. */
export interface Pointer {
  readonly y: number;
  readonly indented: boolean;
}

/**
 * The drop for a pointer: before the row in whose upper half it is, after it in the lower half. At the end of a group
 * the indent decides whether the step goes into it or after it; a group goes past other groups, never into one.
 */
export function dropAt(
  rows: readonly StepRow[],
  lines: readonly Line[],
  dragged: Place,
  { y, indented }: Pointer,
): Drop | undefined {
  const line = lines.find((l) => y < l.bottom) ?? lines.at(-1);
  const at = rows.findIndex((r) => r.path === line?.path);
  const row = rows[at];
  if (!line || !row) return undefined;
  const step = rows.find((r) => samePlace(r.place, dragged))?.step;
  const intoGroups = step !== undefined && isTransformStep(step);
  const above = y < (line.top + line.bottom) / 2;
  const past = y > line.bottom; // below the whole list: its end
  if (!intoGroups || past) return besideWhole(rows, row.place[0]!, above);
  if (above) return { path: row.path, side: 'above', to: row.place };
  if (!isTransformStep(row.step)) return { path: row.path, side: 'below', to: [...row.place, 0] };
  const next = rows[at + 1];
  const ends = row.place.length > 1 && (next?.place.length ?? 0) < row.place.length;
  const to = ends && !indented ? row.place.slice(0, -1) : row.place;
  return { path: row.path, side: 'below', to: [...to.slice(0, -1), to.at(-1)! + 1] };
}

/** Before or after a step of the list itself, below all that is in it. */
function besideWhole(rows: readonly StepRow[], index: number, above: boolean): Drop {
  const own = rows.filter((r) => r.place[0] === index);
  return above
    ? { path: own[0]!.path, side: 'above', to: [index] }
    : { path: own.at(-1)!.path, side: 'below', to: [index + 1] };
}

/** Sideways, in px, from which a step leaves or enters the indent of a group. */
const sideways = 12;
/** Near the ends of the list, in px, the list scrolls. */
const edge = 20;

/** Follows the pointer from the grip until it is let go; Esc gives up. */
export function followDrag(
  event: PointerEvent,
  list: HTMLElement,
  { rows, dragged }: { readonly rows: readonly StepRow[]; readonly dragged: Place },
  on: { move(drop: Drop | undefined): void; end(drop: Drop | undefined): void },
): void {
  event.preventDefault();
  let drop: Drop | undefined;
  const stop = new AbortController();
  const inwards = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
  const lines = (): readonly Line[] =>
    [...list.querySelectorAll<HTMLElement>('[data-path]')].map((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return { path: element.dataset.path!, top, bottom };
    });
  const end = (result: Drop | undefined) => {
    stop.abort();
    on.end(result);
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    scroll(list, clientY);
    const by = (clientX - event.clientX) * inwards;
    const indented = by > sideways || (by > -sideways && dragged.length > 1);
    drop = dropAt(rows, lines(), dragged, { y: clientY, indented });
    on.move(drop);
  };
  const { signal } = stop;
  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', () => end(drop), { signal });
  addEventListener('pointercancel', () => end(undefined), { signal });
  addEventListener('keydown', (e) => e.key === 'Escape' && end(undefined), { signal });
}

/** Brings hidden rows into sight while a step is held at an end of the list. */
function scroll(list: HTMLElement, y: number): void {
  const scroller = list.scrollHeight > list.clientHeight ? list : list.parentElement!; // where narrow, the part scrolls
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + edge) scroller.scrollBy(0, -8);
  else if (y > bottom - edge) scroller.scrollBy(0, 8);
}
