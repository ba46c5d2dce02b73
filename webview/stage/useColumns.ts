import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Below this width of the stage two tiles stand in a row, in px. */
const twoBelow = 640;

/** Tiles in a row for the stage's width; all in one row where the page is narrow and the tiles are a strip. */
export function useColumns(stage: RefObject<HTMLElement | null>, wanted: number, count: number): number {
  const [width, setWidth] = useState(928);
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const strip = matchMedia('(max-width: 759px)');
    const measure = () => {
      setNarrow(strip.matches);
      if (stage.current) setWidth(stage.current.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(stage.current!);
    return () => observer.disconnect();
  }, [stage]);
  if (narrow) return Math.max(1, count);
  return width < twoBelow ? Math.min(2, wanted) : wanted;
}
