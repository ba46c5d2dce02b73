// Bundles the suite and runs it inside the extension host: `npm run host [-- <part of a file name>…]`.
// `*.test.ts` runs in a workspace of one folder, `*.multiroot.test.ts` in a second window with two folders.
// VSCODE_EXECUTABLE names a desktop VS Code to run it in; EXTENSION and SUITE another extension and folder of tests.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { outside } from '../../src/build/bundles';
import { projectRoot } from '../vscode/paths';

const suite = resolve(process.env.SUITE || import.meta.dirname);
const extension = resolve(process.env.EXTENSION || projectRoot);
const executable = process.env.VSCODE_EXECUTABLE || join(projectRoot, 'test', 'vscode', 'code.cjs');

const runChosen = async (chosen: readonly string[]): Promise<void> => {
  const all = readdirSync(suite).filter((name) => name.endsWith('.test.ts'));
  const tests = all.filter((name) => chosen.length === 0 || chosen.some((part) => name.includes(part)));
  if (tests.length === 0)
    throw new Error(`No test file in ${suite} is named like ${chosen.join(' or ') || '*.test.ts'}`);
  const multiRoot = tests.filter((name) => name.endsWith('.multiroot.test.ts'));
  const singleRoot = tests.filter((name) => !multiRoot.includes(name));
  let failure: unknown;
  for (const [group, folders] of [
    [singleRoot, 1],
    [multiRoot, 2],
  ] as const) {
    if (group.length === 0) continue;
    await runInWindow(group, folders).catch((error) => {
      failure = error; // the other window still runs
    });
  }
  if (failure) throw failure;
};

const runInWindow = async (tests: readonly string[], folders: number): Promise<void> => {
  const scratch = mkdtempSync(join(tmpdir(), 'in-editor-'));
  const bundles = await bundle(tests);
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension,
      extensionTestsPath: join(bundles, 'index.js'),
      launchArgs: [
        makeWorkspace(scratch, folders),
        '--disable-extensions',
        // test-electron's own default is one per working directory, which runs at the same time would share
        `--user-data-dir=${join(scratch, 'user-data')}`,
        `--extensions-dir=${join(scratch, 'extensions')}`,
      ],
    });
  } finally {
    rmSync(bundles, { recursive: true, force: true });
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
};

/** Bundled inside the project, so that mocha and native modules resolve from its node_modules. */
const bundle = async (tests: readonly string[]): Promise<string> => {
  const place = join(projectRoot, '.vscode-test');
  mkdirSync(place, { recursive: true });
  const outdir = mkdtempSync(join(place, 'suite-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'index.ts'), ...tests.map((name) => join(suite, name))],
    entryNames: '[name]',
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: [...outside, 'mocha'],
    mainFields: ['module', 'main'], // as in the product's bundles
    logLevel: 'warning',
  });
  return outdir;
};

const makeWorkspace = (scratch: string, folders: number): string => {
  const names = ['first', 'second'].slice(0, folders);
  for (const name of names) cpSync(join(projectRoot, 'media', 'sample'), join(scratch, name), { recursive: true });
  if (folders === 1) return join(scratch, 'first');
  const file = join(scratch, 'two.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return file;
};

runChosen(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
