// Stands in for the desktop `code` executable, for runTests({ vscodeExecutablePath }) of @vscode/test-electron:
// takes the desktop command line, runs the VS Code server build in headless Chromium, exits with the suite's code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright-core';
import { launchBrowser, newPage } from './browser';
import { delay } from './commands';
import { startServer, windowAddress } from './server';
import { hostDied, listenToSuite } from './suite-line';

const timeout = Number(process.env.EDITOR_SUITE_TIMEOUT) || 900_000; // ms

const neverBegan = 106; // exit code

interface Ending {
  readonly code: number;
  readonly why?: string;
}

const runInEditor = async (argv: readonly string[]): Promise<number> => {
  const asked = readArguments(argv);
  const scratch = mkdtempSync(join(tmpdir(), 'vscode-suite-'));
  const wrapper = join(scratch, 'suite-wrapper.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, 'suite-wrapper.ts')],
    outfile: wrapper,
    platform: 'node',
    format: 'cjs',
    bundle: true,
  });
  let settle: (ending: Ending) => void = () => {};
  const over = new Promise<Ending>((done) => {
    settle = done;
  });
  const finish = (code: number, why?: string) => settle({ code, why });
  const line = await listenToSuite(finish);
  const server = await startServer({
    dataFolder: scratch,
    userDataFolder: asked.userData,
    extensionsFolder: asked.extensions ?? join(scratch, 'extensions'),
    testDriver: true,
    env: { EDITOR_SUITE: asked.tests, EDITOR_SUITE_PORT: String(line.port) },
  });
  const browser = await launchBrowser();
  let stopping = false;
  const stop = async () => {
    stopping = true;
    line.close();
    await browser.close().catch(() => {});
    await server.stop();
  };
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(name, () => stop().finally(() => process.exit(code)));
  try {
    const { page } = await newPage(browser, server);
    const notes = await listenToWorkbench(page, (code) => {
      // VS Code's word comes after the suite's, and is 0 as well when the extension host went away
      const verdict = line.verdict();
      if (verdict !== undefined) finish(verdict || code);
      else
        setTimeout(
          finish,
          1000,
          line.started() ? code || 105 : neverBegan,
          line.started() ? hostDied : 'the suite did not start',
        );
    });
    page.on('crash', () => finish(101, 'the page of VS Code crashed'));
    browser.on('disconnected', () => stopping || finish(102, 'the browser went away'));
    await page.goto(
      windowAddress(server, { open: asked.open, developmentPaths: asked.development, testsPath: wrapper }),
      { waitUntil: 'commit', timeout: 120_000 },
    );
    const timer = setTimeout(finish, timeout, 124, `no result after ${timeout / 1000} s`);
    const { code, why } = await over;
    clearTimeout(timer);
    if (why) {
      console.error(`The in-editor suite failed: ${why}. The log of VS Code: ${server.log}`);
      for (const note of notes.slice(-15)) console.error(`  [workbench] ${note}`);
      const picture = join(scratch, 'failure.png');
      const shot = page.screenshot({ path: picture }).then(() => console.error(`  screenshot: ${picture}`));
      await Promise.race([shot.catch(() => {}), delay(5000)]);
    } else {
      await stop();
      rmSync(scratch, { recursive: true, force: true });
    }
    return code;
  } finally {
    await stop();
  }
};

const listenToWorkbench = async (page: Page, ended: (code: number) => void): Promise<readonly string[]> => {
  const notes: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    if (type === 'error' || type === 'warn') notes.push(`${type} ${args.join(' ').slice(0, 1000)}`);
  });
  await page.exposeFunction('codeAutomationExit', ended);
  return notes;
};

const readArguments = (argv: readonly string[]) => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false, // the desktop has many more options, which mean nothing here
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { ...text, multiple: true },
      extensionTestsPath: text,
      'user-data-dir': text,
      'extensions-dir': text,
      'folder-uri': text,
    },
  });
  const one = (value: unknown) => (typeof value === 'string' ? toPath(value) : undefined);
  const tests = one(values.extensionTestsPath);
  const open = one(values['folder-uri']) ?? one(positionals[0]);
  if (!tests || !open)
    throw new Error('Only test runs are supported: name a folder or workspace, and --extensionTestsPath');
  return {
    tests,
    open,
    development: (values.extensionDevelopmentPath ?? []) as readonly string[],
    userData: one(values['user-data-dir']),
    extensions: one(values['extensions-dir']),
  };
};

const toPath = (path: string): string => (path.startsWith('file:') ? fileURLToPath(path) : resolve(path));

const runTwiceIfNeeded = async (argv: readonly string[]): Promise<number> => {
  const code = await runInEditor(argv);
  if (code !== neverBegan) return code;
  // VS Code gives its extension host 60 s to start, which a busy machine can miss; no test has run yet
  console.error('Trying once more, as no test has begun.');
  return runInEditor(argv);
};

runTwiceIfNeeded(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(103);
  },
);
