import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

const name = 'tilescrub';

/** Moves the position of a tile’s clip by a share of its clock; false where the tile holds no clip. */
export function scrub(tile: HTMLElement, share: number): boolean {
  const clip = tile.querySelector('figure.sound, figure.watch');
  clip?.dispatchEvent(new CustomEvent(name, { detail: share }));
  return clip !== null;
}

/** Hears of it in the clip, whose player knows the position: keys may come faster than the page is drawn. */
export function useScrub(figure: RefObject<HTMLElement | null>, move: (share: number) => void): void {
  useEffect(() => {
    const listen = (event: Event) => move((event as CustomEvent<number>).detail);
    const on = figure.current;
    on?.addEventListener(name, listen);
    return () => on?.removeEventListener(name, listen);
  });
}
