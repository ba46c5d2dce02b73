import { wasmInstance, wasmModule } from '../wasm';
import { samplingModule } from './kernels.generated';

/** The functions of kernels/, where they are described. Addresses are those of the memory. */
export interface Kernels {
  prepare(): void;
  placesAt(addresses: number, across: number, down: number): void;
  lookAt(first: number, rowBytes: number, width: number, height: number, margin: number, reflect: boolean): void;
  affineOf(a: number, b: number, c: number, d: number, e: number, f: number): void;
  placeEach(xs: number, ys: number, count: number): void;
  toneOf(at: number): void;
  noiseOf(list: number, block: number, apart: number): void;
  hide(left: number, top: number, right: number, bottom: number): void;
  paint(to: number, width: number, from: number, until: number, upwards: boolean, placed: boolean): void;
  scaleNoise(gaussians: number, to: number, count: number, strength: number, apart: number): void;
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
  kernels.prepare();
  return { kernels, buffer: memory.buffer };
}
