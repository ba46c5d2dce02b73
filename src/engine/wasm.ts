/** What of WebAssembly is used; Node's types do not have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** By so many pages: a new buffer takes the place of the old one. */
  grow(pages: number): void;
}

export const pageBytes = 65536;

/** A module out of its bytes in base64. */
export const wasmModule = (base64: string): object => new WebAssembly.Module(Buffer.from(base64, 'base64'));

/** The functions of a module over a memory of at least so many bytes, up to 4 GB. */
export function wasmInstance<K>(module: object, bytes: number): { readonly kernels: K; readonly memory: WasmMemory } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return { kernels: exports as K, memory };
}
