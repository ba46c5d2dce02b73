// End to end, as a person would, against the installed VSIX: `npm run e2e [-- <part of a file or case name>…]`.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect, stripVTControlCharacters } from 'node:util';
import { recordResult } from '../results';
import { delay } from '../vscode/commands';
import { type Editor, installVsix, openEditor } from '../vscode/editor';
import { projectRoot } from '../vscode/paths';
import { saveScreenshot } from '../vscode/workbench';
import type { EndToEnd } from './cases';
import { newestVsix } from './vsix';

const folder = resolve(process.env.SUITE || import.meta.dirname);
const longest = 240_000; // ms a case may take
const together = 2; // files: an editor waits for more than it works
const scratch = mkdtempSync(join(tmpdir(), 'end-to-end-'));

const runFiles = async (chosen: readonly string[]): Promise<boolean> => {
  const all = readdirSync(folder).filter((name) => name.endsWith('.e2e.ts'));
  const inName = all.filter((name) => chosen.some((part) => name.includes(part)));
  const files = inName.length > 0 ? inName : all;
  const vsix = newestVsix();
  console.log(`Installing ${vsix}`);
  const extensionsFolder = join(scratch, 'extensions');
  await installVsix(vsix, join(scratch, 'install'), extensionsFolder);
  const suites = await Promise.all(files.map((file) => suiteIn(file, inName.length > 0 ? [] : chosen)));
  const waiting = suites.filter(({ names }) => names.length > 0);
  if (waiting.length === 0)
    throw new Error(`No end-to-end case ${chosen.length > 0 ? `named like ${chosen.join(' or ')}` : ''} in ${folder}`);
  let failed = 0;
  const runNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const bad = await runCases(next, extensionsFolder);
      failed += bad;
    }
  };
  await Promise.all(Array.from({ length: together }, runNext));
  return failed === 0;
};

interface Chosen {
  readonly title: string;
  readonly suite: EndToEnd;
  readonly names: readonly string[];
}

const suiteIn = async (file: string, parts: readonly string[]): Promise<Chosen> => {
  const { suite } = (await import(pathToFileURL(join(folder, file)).href)) as { readonly suite: EndToEnd };
  const names = Object.keys(suite.cases).filter((name) => parts.length === 0 || parts.some((p) => name.includes(p)));
  return { title: file.replace('.e2e.ts', ''), suite, names };
};

/** The cases of a file, in an editor of their own; tells how many failed. */
const runCases = async ({ title, suite, names }: Chosen, extensionsFolder: string): Promise<number> => {
  const place = mkdtempSync(join(scratch, `${title}-`));
  let editor: Editor | undefined;
  let failed = 0;
  const end = (name: string, since: number, error?: unknown) => {
    const text = error === undefined ? undefined : inspect(error, { colors: false });
    if (text) failed++;
    console.log(`  ${text ? '✖' : '✔'} ${title}: ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
    if (text) console.error(`${stripVTControlCharacters(text)}\n`.replace(/^/gm, '      '));
    recordResult({ name: `${title}: ${name}`, passed: !text, error: text });
  };
  try {
    const open = await makeWorkspace(place, suite);
    editor = await openEditor({ ...suite, open, dataFolder: join(place, 'data'), extensionsFolder });
  } catch (error) {
    for (const name of names) end(name, Date.now(), error);
    return failed;
  }
  for (const name of names) {
    const since = Date.now();
    try {
      await within(longest, suite.cases[name]!(editor));
      end(name, since);
    } catch (error) {
      const shot = await within(10_000, saveScreenshot(editor.page, `${title}-${name}`)).catch(() => 'none');
      end(name, since, error);
      console.error(`      screenshot: ${shot}`);
    }
  }
  await editor.close();
  return failed;
};

const makeWorkspace = async (place: string, suite: EndToEnd): Promise<string> => {
  const names = suite.roots ?? ['sample'];
  for (const name of names) {
    const root = join(place, name);
    mkdirSync(root, { recursive: true });
    if (suite.prepare) await suite.prepare(root);
    else cpSync(join(projectRoot, 'media', 'sample'), root, { recursive: true });
  }
  if (!suite.roots) return join(place, 'sample');
  const file = join(place, 'roots.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return file;
};

const within = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    delay(milliseconds).then((): never => {
      throw new Error(`not done after ${milliseconds / 1000} s`);
    }),
  ]);

const leave = (code: number): never => {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.exit(code); // not waiting for what a case that ran out of time still does
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave(130));
runFiles(process.argv.slice(2)).then(
  (passed) => leave(passed ? 0 : 1),
  (error) => {
    console.error(error);
    leave(1);
  },
);
