import { useEffect, useState } from 'preact/hooks';
import type { SampleRef } from '../../src/protocol';
import { usePanel } from '../context';

/** The first sample of the stage: what the thumbnails of transforms are made of. Undefined where there is no picture. */
export function useOwnSample(): SampleRef | undefined {
  const { model, host } = usePanel();
  const { count, shuffle, picked } = model.view;
  const { dataset } = model.host;
  const [drawn, setDrawn] = useState<SampleRef>();
  const hasPictures = dataset.state === 'ready' && dataset.modality === 'image';
  useEffect(() => {
    if (!hasPictures) return undefined;
    const closed = new AbortController();
    host.call('samples', { count, shuffle }, closed.signal).then(
      ([first]) => setDrawn(first),
      () => {}, // the stage says why there are none
    );
    return () => closed.abort();
  }, [hasPictures, count, shuffle]);
  return hasPictures ? (picked[0] ?? drawn) : undefined;
}
