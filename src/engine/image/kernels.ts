import { wasmInstance, wasmModule } from '../wasm';
import { samplingModule } from './kernels.generated';

/** The functions of kernels/sampling.ts, where they are described. Addresses are those of the memory. */
export interface Kernels {
  placesAt(addresses: number, across: number, down: number): void;
  lookAt(first: number, rowBytes: number, width: number, height: number, margin: number, reflect: boolean): void;
  affineOf(a: number, b: number, c: number, d: number, e: number, f: number): void;
  placeRow(row: number, count: number): void;
  placeEach(xs: number, ys: number, count: number): void;
  toneOf(at: number, bits: number): void;
  noiseOf(strength: number): void;
  sample(to: number, first: number, count: number, gaussians: number): void;
}

export interface KernelMemory {
  readonly kernels: Kernels;
  readonly buffer: ArrayBuffer;
}

let compiled: object | undefined;

/** Kernels with a memory of their own of at least so many bytes, up to 4 GB; it never grows. */
export function kernelsWith(bytes: number): KernelMemory {
  compiled ??= wasmModule(samplingModule);
  const { kernels, memory } = wasmInstance<Kernels>(compiled, bytes);
  return { kernels, buffer: memory.buffer };
}
