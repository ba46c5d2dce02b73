import { defineConfig } from 'vitest/config';

// the tests in test/host run inside VS Code, and not here
const config = defineConfig({ test: { include: ['test/unit/**/*.test.ts'] } });

export { config as default };
