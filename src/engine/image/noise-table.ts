import { gaussianCount, gaussians } from './gaussians';
import type { Kernels } from './kernels';
import { noiseBlock } from './noise';

/** Noise is made of so many gaussians at a time, when the first of them is needed. */
const chunk = 4096;
const chunks = Math.ceil((gaussianCount + noiseBlock + 32) / chunk);
/** Values of the table of gaussians, and of the noise that is made of it. */
export const noiseRoom = chunks * chunk;
/** From this strength on a gaussian may become more than a signed byte holds. */
const strongest = 13_000;

/**
 * The table of gaussians as whole levels of noise of one strength: what every picture of that strength adds. It is kept
 * until another strength is asked for: scaled anew for each picture it took a fifth of the time that its pixels took.
 */
export interface NoiseTable {
  /** Chooses the strength, and gives what `noiseOf` of the kernels calls `apart`. */
  of(strength: number): number;
  /** The address of a block of noise that begins at this place of the table. */
  blockAt(start: number): number;
}

/** A table in the kernels' memory: room for the gaussians, two bytes each, and for the noise, two bytes each as well. */
export function noiseTable(kernels: Kernels, memory: ArrayBuffer, gaussiansAt: number, noiseAt: number): NoiseTable {
  const made = new Uint8Array(chunks);
  let current: number | undefined; // the strength
  let apart = 0;
  const make = (i: number) => {
    kernels.scaleNoise(gaussiansAt + 2 * i * chunk, noiseAt + i * chunk, chunk, current!, apart);
    made[i] = 1;
  };
  return {
    of(strength) {
      if (current === undefined) {
        new Int16Array(memory, gaussiansAt, gaussianCount + noiseBlock).set(gaussians(noiseBlock));
      }
      if (strength !== current) made.fill(0);
      current = strength;
      apart = strength < strongest ? 0 : noiseRoom;
      return apart;
    },
    blockAt(start) {
      const [first, last] = [Math.floor(start / chunk), Math.floor((start + noiseBlock) / chunk)];
      if (!made[first]) make(first);
      if (!made[last]) make(last);
      return noiseAt + start;
    },
  };
}
