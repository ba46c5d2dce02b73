import { defineConfig } from 'vitest/config';

// the tests in test/host run inside VS Code, and not here; test/panel runs the webview in a headless Chromium
export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts', 'test/panel/**/*.test.ts'], testTimeout: 60_000 },
});
