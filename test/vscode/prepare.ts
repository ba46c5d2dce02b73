// Gets what the tests need and a fresh machine lacks: Chromium, a font, the VS Code server build.
import { ensureChromium } from './chromium';
import { installServer } from './install-server';

const prepare = async (): Promise<void> => {
  console.log(`Chromium: ${await ensureChromium(console.log)}`);
  console.log(`VS Code server: ${(await installServer(console.log)).serverMain}`);
};

prepare().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
