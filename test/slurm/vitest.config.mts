import { defineConfig } from 'vitest/config';

// starts Slurm on this machine: not part of `npm test`
export default defineConfig({
  test: {
    include: ['test/slurm/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    globalSetup: 'test/unit/run/worker-bundle.ts',
  },
});
