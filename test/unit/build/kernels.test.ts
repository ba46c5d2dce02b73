import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compiledKernels, kernelModules } from '../../../src/build/kernels';

it.each(kernelModules)('the compiled $name is that of its source', { timeout: 300_000 }, async (kernels) => {
  expect(await readFile(kernels.file, 'utf8')).toBe(await compiledKernels(kernels)); // some seconds of the compiler's time
});
