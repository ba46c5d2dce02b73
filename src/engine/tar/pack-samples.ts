import { setMaxListeners } from 'node:events';
import type { Writable } from 'node:stream';
import { pack } from 'tar-stream';
import type { StreamedSample } from './stream-samples';
import { addFile, sendTar } from './web-dataset';

export interface Packing {
  /** Gets the tar; nothing else may be written to it. */
  readonly out: Writable;
  readonly signal?: AbortSignal;
  /** The samples in order, until the signal that it is given. */
  samples(signal: AbortSignal): AsyncIterable<StreamedSample>;
  /** Sees what became of each variant, when its files are on their way. */
  see(line: StreamedSample['line']): Promise<void> | void;
}

/** Packs samples into a tar, as fast as it is taken. Throws what went wrong while making or writing it. */
export async function packSamples(packing: Packing): Promise<'whole' | 'cancelled' | 'reader gone'> {
  const gone = new AbortController();
  const signal = packing.signal ? AbortSignal.any([packing.signal, gone.signal]) : gone.signal;
  setMaxListeners(0, signal); // one for each task under way
  const tar = pack();
  const sent = sendTar(tar, packing.out, () => {
    gone.abort();
    tar.destroy();
  });
  sent.catch(() => {}); // thrown below
  try {
    for await (const one of packing.samples(signal)) {
      for (const file of 'files' in one ? one.files : []) await addFile(tar, file);
      await packing.see(one.line);
    }
    tar.finalize();
    return (await sent) ? 'whole' : 'reader gone';
  } catch (error) {
    tar.destroy();
    const there = await sent.catch((reason: unknown) => {
      if (gone.signal.aborted) throw reason;
      return true;
    });
    if (there && !signal.aborted) throw error;
    return there ? 'cancelled' : 'reader gone';
  }
}
