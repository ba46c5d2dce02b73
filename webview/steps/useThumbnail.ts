import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SampleRef } from '../../src/protocol';
import { usePanel } from '../context';
import { openPicture, type ShownPicture } from '../stage/image/pictures';
import { createSources } from '../stage/sources';

/** A row that is only scrolled past asks for nothing, in ms. */
const pause = 80;

/** Kept while the panel is open: no recipe changes them. All transforms on a few samples. */
const thumbnails = createSources<ShownPicture>(240, ({ url }) => URL.revokeObjectURL(url));

/** What a transform makes of the sample, small: asked for once its place is in sight, given up when it leaves. */
export function useThumbnail(transform: string, sample: SampleRef | undefined, place: RefObject<HTMLElement | null>) {
  const { host } = usePanel();
  const key = `${transform}\n${sample?.source}\n${sample?.bytes}`;
  const [shown, setShown] = useState(() => thumbnails.get(key));

  useEffect(() => {
    const known = thumbnails.get(key);
    setShown(known);
    if (known || !sample || !place.current) return undefined;
    let unseen = new AbortController();
    const ask = async ({ signal }: AbortController) => {
      try {
        await new Promise((resolve) => setTimeout(resolve, pause));
        if (signal.aborted) return;
        const picture = await openPicture(await host.call('thumbnail', { transform, source: sample.source }, signal));
        thumbnails.put(key, picture);
        setShown(picture);
        observer.disconnect();
      } catch {
        // a hint less: the row says in words what the transform does
      }
    };
    const observer = new IntersectionObserver((entries) => {
      unseen.abort();
      if (!entries.at(-1)!.isIntersecting) return;
      unseen = new AbortController();
      void ask(unseen);
    });
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      unseen.abort();
    };
  }, [key]);
  return shown;
}
