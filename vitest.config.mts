import { defineConfig } from 'vitest/config';

const [testTimeout, hookTimeout] = [60_000, 60_000]; // ms; a busy machine takes seconds to start a process
const expect = { poll: { timeout: 30_000 } };

// the tests in test/host run inside VS Code, and not here; test/panel runs the webview in a headless Chromium
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout,
          hookTimeout,
          expect,
          globalSetup: 'test/unit/run/worker-bundle.ts',
          setupFiles: 'test/unit/setup.ts',
          isolate: false, // reading all modules anew took each file more than its tests
        },
      },
      {
        test: {
          name: 'panel',
          include: ['test/panel/**/*.test.ts'],
          testTimeout,
          hookTimeout,
          expect,
          globalSetup: 'test/panel/setup.ts',
        },
      },
    ],
  },
});
