import { useEffect, useState } from 'preact/hooks';
import type { SampleRef } from '../../src/protocol';
import { usePanel } from '../context';
import { isAbort } from '../host';

/** Samples beyond those shown, from which *another* is taken. */
const spare = 24;

/** The samples of the tiles, with what was chosen by hand in its place; undefined while they are not known. */
export function useSamples(dataset: string | undefined) {
  const { model, host, dispatch, tell } = usePanel();
  const { count, shuffle, picked } = model.view;
  const [drawn, setDrawn] = useState<readonly SampleRef[]>();
  const [turns, setTurns] = useState(0);

  useEffect(() => {
    if (dataset === undefined) return setDrawn(undefined);
    const superseded = new AbortController();
    const draw = async () => {
      try {
        setDrawn(await host.call('samples', { count, shuffle }, superseded.signal));
      } catch (error) {
        if (!isAbort(error)) tell(Promise.reject(error));
      }
    };
    void draw();
    return () => superseded.abort();
  }, [dataset, count, shuffle]);

  const samples = drawn?.slice(0, count).map((sample, i) => picked[i] ?? sample);
  const another = async (tile: number) => {
    setTurns(turns + 1);
    const others = await host.call('samples', { count: count + spare, shuffle: shuffle + turns + 1 });
    const free = others.filter((o) => !samples?.some((s) => s.source === o.source));
    const classes = samples?.[tile]?.classes ?? [];
    const sample = free.find((s) => s.classes.some((c) => classes.includes(c))) ?? free[0];
    if (sample) dispatch({ do: 'pick', tile, sample });
  };
  return { samples, another: (tile: number) => tell(another(tile)) };
}
