import type { Modality } from '../core/modality';
import type { TileContent } from '../protocol-tiles';
import type { TaskControl } from './serve';
import type { TileTask } from './tasks';
import type { SourceOutcome, VariantOutcome, VariantsAsk } from './variant-asks';
import { clips, pictures } from './worker-parts';

/** What a worker does with one source of a kind of data. */
export interface Maker {
  /**
   * Rejects when the source can't be read, when it is cancelled, and with a `WriteError`; then none of its files is left.
   * A variant that fails for itself is an outcome.
   */
  variants(ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]>;
  /** The same of several sources, where that spares what each would take; one that fails is an outcome. */
  together?(asks: readonly VariantsAsk[], control: TaskControl): Promise<readonly SourceOutcome[]>;
  /** A tile shows the very bytes that `variants` writes. */
  tile(ask: TileTask, control: TaskControl): Promise<TileContent>;
}

const makers: Readonly<Partial<Record<Modality, () => Promise<Maker>>>> = {
  image: async () => (await pictures()).pictureMaker,
  audio: async () => (await clips()).soundMaker,
  video: async () => (await clips()).videoMaker,
};

/** The maker of a kind of data whose samples are files. */
export async function makerOf(modality: Modality): Promise<Maker> {
  const load = makers[modality];
  if (!load) throw new Error(`${modality} data is not made file by file`);
  return load();
}
