import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { delay, runQuietly } from './commands';
import { cacheFolder } from './paths';

/** VS Code's own server build, as the npm package code-server carries it; 4.100.3 holds VS Code 1.100.3 for Node 20. */
const version = '4.100.3';
const nodeMajor = '20';
const ripgrepVersion = '1.18.0';

export interface ServerBuild {
  readonly node: string;
  readonly serverMain: string;
}

export type Say = (line: string) => void;

/** Installs the server build once into the cache, without running any install script: no compiler, npm registry only. */
export const installServer = async (say: Say = console.error): Promise<ServerBuild> => {
  const folder = join(cacheFolder(), `vscode-server-${version}-${process.platform}-${process.arch}-r1`);
  if (!existsSync(folder)) {
    const since = Date.now();
    say(`Installing the VS Code server build (179 MB) once into ${folder} …`);
    const partial = `${folder}.partial-${process.pid}`;
    try {
      await build(partial, say);
      await moveInto(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
    say(`  ready after ${((Date.now() - since) / 1000).toFixed(0)} s`);
  }
  return { node: nodeOf(folder), serverMain: join(vscodeOf(folder), 'out', 'server-main.js') };
};

const vscodeOf = (folder: string) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

const runsOnThisNode = process.versions.node.split('.')[0] === nodeMajor;
const nodePackage = `node-${process.platform}-${process.arch}`;
const nodeOf = (folder: string): string => {
  const own = join(folder, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(own) ? own : process.execPath;
};

const npmInstall = (folder: string, ...packages: readonly string[]): Promise<string> =>
  runQuietly(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--engine-strict=false',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      ...packages,
    ],
    folder,
  );

const build = async (folder: string, say: Say): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  say('  1 of 3: code-server and ripgrep from the npm registry');
  const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const node = runsOnThisNode ? [] : [`${nodePackage}@${nodeMajor}`];
  await npmInstall(folder, `code-server@${version}`, `${ripgrep}@${ripgrepVersion}`, ...node);
  const vscode = vscodeOf(folder);
  say('  2 of 3: the dependencies of the VS Code server');
  await npmInstall(vscode, '--omit=dev');
  say('  3 of 3: JavaScript in place of native modules');
  const modules = join(vscode, 'node_modules');
  symlinkSync('node_modules', join(vscode, 'node_modules.asar'), 'junction'); // code-server's own postinstall does the same
  for (const [name, file] of [
    ['native-watchdog', 'watchdog'],
    ['@vscode/native-watchdog', 'watchdog'],
    ['@vscode/spdlog', 'spdlog'],
  ] as const) {
    if (existsSync(join(modules, name)))
      cpSync(join(import.meta.dirname, 'stand-ins', `${file}.cjs`), join(modules, name, 'index.js'));
  }
  const binary = join('bin', process.platform === 'win32' ? 'rg.exe' : 'rg');
  cpSync(join(folder, 'node_modules', ripgrep, binary), join(modules, '@vscode', 'ripgrep', binary));
  for (const unused of ['@github', '@devcontainers', 'ssh2'])
    rmSync(join(modules, unused), { recursive: true, force: true });
  for (const part of ['out', 'extensions']) removeSourceMaps(join(vscode, part));
  const said = await runQuietly(nodeOf(folder), [join(vscode, 'out', 'server-main.js'), '--version']);
  say(`  VS Code ${said.trim().split('\n')[0]}`);
};

const removeSourceMaps = (folder: string): void => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.map')) rmSync(join(folder, name), { force: true });
  }
};

/** Two runs may install at once: whoever renames first wins, and the other takes that one. */
const moveInto = async (partial: string, folder: string): Promise<void> => {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(partial, folder);
      return;
    } catch (error) {
      if (existsSync(folder)) return;
      if (attempt === 5) throw error; // Windows: a virus scanner may hold the folder for a moment
      await delay(500);
    }
  }
};

/** The version of VS Code that is installed, for messages. */
export const serverVersion = (server: ServerBuild): string => {
  const file = join(server.serverMain, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};
