// npm start: builds, and opens a copy of the sample dataset in VS Code with this extension. `--check` opens, asks once, ends.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { onPath } from '../../test/vscode/commands';
import { installServer, serverVersion } from '../../test/vscode/install-server';
import { projectRoot } from '../../test/vscode/paths';
import { startServer, windowAddress } from '../../test/vscode/server';

const place = join(projectRoot, '.host');

const start = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { check: { type: 'boolean' }, browser: { type: 'boolean' }, port: { type: 'string' } },
  });
  console.log('Building the extension …');
  const shell = process.platform === 'win32';
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: projectRoot, stdio: 'inherit', shell });
  if (built.status !== 0) throw new Error('The build failed, see above.');
  const workspace = copySample();
  console.log(`Sample dataset: ${workspace}`);
  const desktop = values.browser ? undefined : onPath('code');
  if (desktop && openInDesktop(desktop, workspace, values.check === true)) return;
  await openInBrowser(workspace, values.check === true, Number(values.port) || undefined);
};

/** What an earlier start wrote there stays: settings, presets, generated datasets. */
const copySample = (): string => {
  const source = join(projectRoot, 'media', 'sample');
  const workspace = join(place, 'sample');
  mkdirSync(place, { recursive: true });
  cpSync(source, workspace, {
    recursive: true,
    filter: (_, target) => basename(target) !== 'settings.json' || !existsSync(target),
  });
  return workspace;
};

const openInDesktop = (code: string, workspace: string, check: boolean): boolean => {
  const args = check ? ['--version'] : [`--extensionDevelopmentPath=${projectRoot}`, workspace];
  console.log(`${check ? 'Would open' : 'Opening'} it in ${code} …`);
  const { status } = spawnSync(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) console.error(`${code} failed (exit code ${status}); using VS Code in the browser instead.`);
  return status === 0;
};

const openInBrowser = async (workspace: string, check: boolean, port?: number): Promise<void> => {
  const build = await installServer(console.log);
  console.log(`Starting VS Code ${serverVersion(build)} for the browser …`);
  const server = await startServer({ dataFolder: place, port, stays: true });
  const address = windowAddress(server, { open: workspace, developmentPaths: [projectRoot] });
  const { status } = await fetch(address);
  if (status !== 200) {
    await server.stop();
    throw new Error(`VS Code answered ${status} at ${address}; its log: ${server.log}`);
  }
  console.log(`\nOpen this address in a browser:\n\n  ${address}\n`);
  console.log('Then right-click the folder "train" in "clothing" and choose Augment Dataset › Preview and Adjust…');
  if (check) return server.stop();
  console.log('Ctrl+C ends it.');
  await new Promise<void>((done) => process.once('SIGINT', () => done()).once('SIGTERM', () => done()));
  await server.stop();
};

start().then(
  () => process.exit(),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
