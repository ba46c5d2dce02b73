import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const kernelsFile = 'src/engine/image/kernels.generated.ts';

/** What that file must hold: the compiled kernels of `engine/image/kernels`. Throws with the compiler's messages. */
export async function compiledKernels(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kernels-'));
  try {
    const to = join(folder, 'sampling.wasm');
    const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert', '-o', to];
    const compiler = 'node_modules/assemblyscript/bin/asc.js';
    await promisify(execFile)(process.execPath, [compiler, 'src/engine/image/kernels/sampling.ts', ...options]);
    return asSource(await readFile(to, 'base64'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const asSource = (
  text: string,
): string => `/** kernels/sampling.ts as WebAssembly, in base64; \`npm run generate\` writes it. */
export const samplingModule = [
${text.replace(/.{1,110}/g, "  '$&',\n")}].join('');
`;
