import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compiledKernels, kernelsFile } from '../../../src/build/kernels';

it('the compiled kernels are those of their source', { timeout: 300_000 }, async () => {
  expect(await readFile(kernelsFile, 'utf8')).toBe(await compiledKernels()); // some seconds of the compiler's time
});
