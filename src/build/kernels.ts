import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface KernelModule {
  /** AssemblyScript. */
  readonly source: string;
  /** Holds the compiled module under a name. */
  readonly file: string;
  readonly name: string;
}
export const kernelModules: readonly KernelModule[] = [
  {
    source: 'src/engine/image/kernels/sampling.ts',
    file: 'src/engine/image/kernels.generated.ts',
    name: 'samplingModule',
  },
  { source: 'src/engine/audio/kernels/sound.ts', file: 'src/engine/audio/kernels.generated.ts', name: 'soundModule' },
];

/** What the file of a module must hold. Throws with the compiler's messages. */
export async function compiledKernels({ source, name }: KernelModule): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kernels-'));
  try {
    const to = join(folder, 'kernels.wasm');
    const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert', '-o', to];
    const compiler = 'node_modules/assemblyscript/bin/asc.js';
    await promisify(execFile)(process.execPath, [compiler, source, ...options]);
    return asSource(source.replace(/.*(kernels\/)/, '$1'), name, await readFile(to, 'base64'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const asSource = (
  source: string,
  name: string,
  text: string,
): string => `/** ${source} as WebAssembly, in base64; \`npm run generate\` writes it. */
export const ${name} = [
${text.replace(/.{1,110}/g, "  '$&',\n")}].join('');
`;
