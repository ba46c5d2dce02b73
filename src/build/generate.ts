// `npm run generate`: writes what is made from the tables of commands, transforms and file names.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generatedFiles } from './generated';
import { compiledKernels, kernelModules } from './kernels';

async function main(): Promise<void> {
  const texts = new Map(await generatedFiles());
  for (const kernels of kernelModules) texts.set(kernels.file, await compiledKernels(kernels));
  for (const [path, text] of texts) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
