import { defineConfig } from 'vitest/config';

// the tests in test/host run inside VS Code, and not here
export default defineConfig({ test: { include: ['test/unit/**/*.test.ts'] } });
