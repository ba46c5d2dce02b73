/// <reference path="./signalsmith-stretch.d.ts" />
/** The functions of the WebAssembly module, after `SignalsmithStretch.h`; buffers are in its memory. */
export interface StretchModule {
  readonly HEAP8: Int8Array;
  _presetDefault(channels: number, rate: number): void;
  _setBuffers(channels: number, length: number): number;
  _inputLatency(): number;
  _outputLatency(): number;
  _setTransposeFactor(factor: number, tonalityLimit: number): void;
  _seek(samples: number, rate: number): void;
  _process(input: number, output: number): void;
}

interface Processor {
  readonly wasmModule: StretchModule | null;
  readonly port: { postMessage(message: unknown): void };
}
type ProcessorClass = new (options: object) => Processor;

let loaded: Promise<() => StretchModule> | undefined;

/**
 * The module as it is after loading: each call gives it back with its memory as it was then, so that a stretch never
 * depends on those before it.
 */
export async function freshStretch(): Promise<StretchModule> {
  loaded ??= load();
  return (await loaded)();
}

async function load(): Promise<() => StretchModule> {
  let Processor: ProcessorClass | undefined;
  // The package keeps its module to itself, but for the audio worklet that it registers: this is one.
  const worklet = {
    AudioWorkletProcessor: class {
      readonly port = { postMessage() {} };
    },
    registerProcessor(_: string, found: ProcessorClass) {
      Processor = found;
    },
    sampleRate: 48_000, // only its own scheduling asks
    crypto: { getRandomValues: (view: Uint8Array) => view.fill(7) }, // its seed: the same one, always
  };
  const { wasmModule } = await withGlobals(worklet, async () => {
    await import('signalsmith-stretch');
    if (!Processor) throw new Error('signalsmith-stretch has registered no audio worklet');
    return ready(Processor);
  });
  const module = wasmModule!;
  const first = new Uint8Array(module.HEAP8.buffer).slice();
  return () => {
    const memory = new Uint8Array(module.HEAP8.buffer);
    memory.set(first);
    memory.fill(0, first.length);
    return module;
  };
}

function ready(Processor: ProcessorClass): Promise<Processor> {
  return new Promise((resolve) => {
    const processor = new Processor({ numberOfOutputs: 1, outputChannelCount: [1] });
    processor.port.postMessage = () => resolve(processor); // its first message says that it is ready
  });
}

/** Runs with other globals, and puts back those that were. */
async function withGlobals<T>(values: Readonly<Record<string, unknown>>, work: () => Promise<T>): Promise<T> {
  const names = Object.keys(values);
  const own = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  for (const name of names) {
    Object.defineProperty(globalThis, name, { value: values[name], configurable: true, writable: true });
  }
  try {
    return await work();
  } finally {
    for (const [i, name] of names.entries()) {
      if (own[i]) Object.defineProperty(globalThis, name, own[i]);
      else Reflect.deleteProperty(globalThis, name);
    }
  }
}
