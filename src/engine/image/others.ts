import type { Raster } from '../../core/image';

/** Where the pictures come from that steps need beside their own. */
export interface Others<P = Raster> {
  /** The undrawn original of another sample. */
  partner(path: string): Promise<P>;
  /** The picture that `pick` (0 to 1) chooses in a folder. */
  target(folder: string, pick: number): Promise<P>;
}
