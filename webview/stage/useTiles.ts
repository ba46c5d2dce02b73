import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Recipe } from '../../src/core/recipe';
import type { ToldStep } from '../../src/protocol-tiles';
import { usePanel } from '../context';
import { messageOf } from '../host';
import { createTileQueue } from './queue';
import { closeTile, createShownSources, openTile, type Shown } from './shown';

export interface TileWork {
  readonly recipe: Recipe;
  readonly variant: number;
}

/** What a tile shows of its sample. */
export interface TileView {
  readonly shown?: Shown;
  readonly steps: readonly ToldStep[];
  /** Why there is no picture. */
  readonly problem?: string;
}

export interface Tiles {
  readonly views: ReadonlyMap<string, TileView>;
  /** The tiles that can be seen now. */
  see(sources: ReadonlySet<string>): void;
}

/** The pictures of the visible tiles for the newest valid recipe. `dataset` changes when the files may have. */
export function useTiles(work: TileWork | undefined, dataset: string): Tiles {
  const { host, announce } = usePanel();
  const [views, setViews] = useState<ReadonlyMap<string, TileView>>(new Map());
  const say = useRef(announce);
  say.current = announce;

  const tiles = useMemo(() => {
    const sources = createShownSources();
    const put = (source: string, view: TileView) =>
      setViews((old) => {
        const replaced = old.get(source)?.shown;
        if (replaced) closeTile(replaced);
        return new Map(old).set(source, view);
      });
    const queue = createTileQueue<TileWork, TileView>({
      async ask(source, { recipe, variant }, signal) {
        const tile = await host.call('tile', { recipe, source, variant, before: !sources.has(source) }, signal);
        return { shown: await openTile(tile, sources), steps: tile.steps };
      },
      show: put,
      fail: (source, error) => put(source, { steps: [], problem: messageOf(error) }),
      drop: ({ shown }) => shown && closeTile(shown),
      done: (count) => say.current(`${count} ${count === 1 ? 'preview' : 'previews'} updated`),
    });
    return { queue, sources };
  }, [host, dataset]);
  useEffect(
    () => () => {
      tiles.queue.dispose();
      tiles.sources.clear();
      setViews(new Map());
    },
    [tiles],
  );

  // The number of variants changes no picture.
  const key = work && JSON.stringify({ ...work, recipe: { ...work.recipe, variants: 0 } });
  useEffect(() => {
    if (work) tiles.queue.change(work);
  }, [tiles, key]);

  return useMemo(() => ({ views, see: tiles.queue.see }), [views, tiles]);
}
