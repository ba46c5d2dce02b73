import { useEffect, useState } from 'preact/hooks';
import type { Estimate } from '../../src/core/run';
import { type Host, isAbort, messageOf } from '../host';
import type { Model } from '../state/model';

/** Changes closer than this are one question, in ms. */
const pause = 120;

/** What a run of the draft would write. The last answer stays until the next one is there. */
export function useEstimate(host: Host, model: Model, valid: boolean, onFailure: (message: string) => void) {
  const [estimate, setEstimate] = useState<Estimate>();
  const { recipe, choice } = model.history.now;
  const { dataset, run } = model.host;
  const key = dataset.state === 'ready' ? `${dataset.title}\n${dataset.facts}` : undefined;

  useEffect(() => {
    if (key === undefined) return setEstimate(undefined);
    if (!valid || run.state === 'running') return undefined;
    const superseded = new AbortController();
    const ask = async () => {
      try {
        setEstimate(await host.call('estimate', { recipe, choice }, superseded.signal));
      } catch (error) {
        if (!isAbort(error)) onFailure(messageOf(error));
      }
    };
    const timer = setTimeout(ask, pause);
    return () => {
      clearTimeout(timer);
      superseded.abort();
    };
  }, [key, recipe, choice, valid, run.state]);
  return estimate;
}
