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
const scratch = mkdtempSync(join(tmpdir(), 'end-to-end-'));

const runFiles = async (chosen: readonly string[]): Promise<boolean> => {
  const all = readdirSync(folder).filter((name) => name.endsWith('.e2e.ts'));
  const inName = all.filter((name) => chosen.some((part) => name.includes(part)));
  const files = inName.length > 0 ? inName : all;
  const vsix = newestVsix();
  console.log(`Installing ${vsix}`);
  const extensionsFolder = join(scratch, 'extensions');
  await installVsix(vsix, join(scratch, 'install'), extensionsFolder);
  let ran = 0;
  let failed = 0;
  for (const file of files) {
    const { suite } = (await import(pathToFileURL(join(folder, file)).href)) as { readonly suite: EndToEnd };
    const names = Object.keys(suite.cases).filter(
      (name) => inName.length > 0 || chosen.length === 0 || chosen.some((part) => name.includes(part)),
    );
    if (names.length === 0) continue;
    const title = file.replace('.e2e.ts', '');
    console.log(`\n${title}`);
    ran += names.length;
    failed += await runCases(title, suite, names, extensionsFolder);
  }
  if (ran === 0)
    throw new Error(`No end-to-end case ${chosen.length > 0 ? `named like ${chosen.join(' or ')}` : ''} in ${folder}`);
  return failed === 0;
};

const runCases = async (title: string, suite: EndToEnd, names: readonly string[], extensionsFolder: string) => {
  const place = mkdtempSync(join(scratch, `${title}-`));
  let editor: Editor | undefined;
  let failed = 0;
  const end = (name: string, since: number, error?: unknown) => {
    const text = error === undefined ? undefined : inspect(error, { colors: false });
    if (text) failed++;
    console.log(`  ${text ? '✖' : '✔'} ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
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
