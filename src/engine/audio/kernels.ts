import { pageBytes, type WasmMemory, wasmInstance, wasmModule } from '../wasm';
import { soundModule } from './kernels.generated';

/** The functions of kernels/sound.ts, where they are described. Addresses are those of the memory. */
export interface SoundKernels {
  freeFrom(): number;
  layOut(frame: number, every: number, channels: number, samples: number, base: number): number;
  turnAt(): number;
  spreadTurn(): void;
  windowsAt(): number;
  inputAt(channel: number): number;
  outputAt(channel: number): number;
  begin(): void;
  framePair(first: number, second: number, to: number, later: number): void;
  taken(samples: number): void;
  resample(
    from: number,
    to: number,
    count: number,
    filter: number,
    taps: number,
    phases: number,
    position: number,
    ratio: number,
  ): void;
}

let made: { readonly kernels: SoundKernels; readonly memory: WasmMemory } | undefined;

export const soundKernels = (): SoundKernels => {
  made ??= wasmInstance<SoundKernels>(wasmModule(soundModule), 16 * pageBytes);
  return made.kernels;
};

/** The memory of the kernels, at least up to an address. All work shares it: what is in it lasts until the next work begins. */
export function memoryUpTo(address: number): Float32Array {
  soundKernels();
  const { memory } = made!;
  const missing = address - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  return new Float32Array(memory.buffer);
}
