// All that is compiled into one module for sound. 32 bit floats throughout; standard SIMD, which is the same on every machine.
export { spreadTurn, turnAt } from './fourier';
export { resample } from './resample';
export { framePair } from './vocoder';
export { begin, inputAt, layOut, outputAt, taken, windowsAt } from './vocoder-memory';

/** Memory from here on is free. */
export function freeFrom(): usize {
  return (__heap_base + 63) & ~63;
}
