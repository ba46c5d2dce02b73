import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Recipe } from '../../src/core/recipe';
import type { ToldStep } from '../../src/protocol';
import { usePanel } from '../context';
import { messageOf } from '../host';
import { closePicture, createSourcePictures, openPicture, type ShownPicture } from './pictures';
import { createTileQueue } from './queue';

export interface TileWork {
  readonly recipe: Recipe;
  readonly variant: number;
}

/** What a tile shows of its sample. */
export interface TileView {
  readonly before?: ShownPicture;
  readonly after?: ShownPicture;
  readonly steps: readonly ToldStep[];
  readonly notes: readonly string[];
  /** Why there is no picture. */
  readonly problem?: string;
}

/** More than are ever shown at once (12), with room for a few shuffles. */
const mostSources = 60;

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
    const sources = createSourcePictures(mostSources);
    const put = (source: string, view: TileView) =>
      setViews((old) => {
        const replaced = old.get(source)?.after;
        if (replaced) closePicture(replaced);
        return new Map(old).set(source, view);
      });
    const queue = createTileQueue<TileWork, TileView>({
      async ask(source, { recipe, variant }, signal) {
        const tile = await host.call('tile', { recipe, source, variant, before: !sources.has(source) }, signal);
        const [before, after] = await Promise.all([tile.before && openPicture(tile.before), openPicture(tile.after)]);
        if (before) sources.put(source, before);
        return { before: sources.get(source), after, steps: tile.steps, notes: tile.notes };
      },
      show: put,
      fail: (source, error) => put(source, { steps: [], notes: [], problem: messageOf(error) }),
      drop: ({ after }) => after && closePicture(after),
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
