import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { delay } from './commands';
import { installServer } from './install-server';
import { quietSettings, readSettings, restrictedSettings, type Settings, writeSettings } from './settings';

const host = '127.0.0.1'; // anything but the loopback is no secure context, and webviews never appear there
const readyWithin = 90_000; // ms

export interface ServerOptions {
  /** A scratch folder for the server's own data and its log. */
  readonly dataFolder: string;
  readonly userDataFolder?: string;
  readonly extensionsFolder?: string;
  readonly settings?: Settings;
  readonly port?: number;
  /** In-editor suites only: VS Code then answers no modal dialog. */
  readonly testDriver?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** The workspace is not trusted, and nobody is asked. */
  readonly restricted?: boolean;
  /** Keep running without a browser; otherwise the server ends by itself minutes after its last connection. */
  readonly stays?: boolean;
}

export interface Server {
  readonly origin: string;
  readonly authority: string;
  readonly userSettings: string;
  readonly log: string;
  readonly stop: () => Promise<void>;
}

export const startServer = async (options: ServerOptions): Promise<Server> => {
  const build = await installServer();
  const userData = options.userDataFolder ?? join(options.dataFolder, 'user-data');
  const extensions = options.extensionsFolder ?? join(options.dataFolder, 'extensions');
  const userSettings = join(userData, 'User', 'settings.json');
  mkdirSync(join(userData, 'User'), { recursive: true });
  mkdirSync(extensions, { recursive: true });
  const trust = options.restricted ? restrictedSettings : {};
  writeSettings(userSettings, { ...quietSettings, ...trust, ...readSettings(userSettings), ...options.settings });
  const port = options.port ?? (await freePort());
  const args = [build.serverMain, '--host', host, '--port', String(port), '--without-connection-token'];
  args.push('--accept-server-license-terms', '--telemetry-level', 'off', '--log', 'info');
  if (!options.restricted) args.push('--disable-workspace-trust');
  args.push('--server-data-dir', join(options.dataFolder, 'server-data'), '--user-data-dir', userData);
  args.push('--extensions-dir', extensions, '--force-disable-user-env'); // the environment is ours, no login shell's
  if (options.testDriver) args.push('--enable-smoke-test-driver');
  if (!options.stays) args.push('--enable-remote-auto-shutdown');
  const log = join(options.dataFolder, 'server.log');
  const out = openSync(log, 'w');
  // a process group of its own, so that stop() ends the extension host too
  const child = spawn(build.node, args, { stdio: ['ignore', out, out], env: cleanEnv(options.env), detached: true });
  closeSync(out);
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
    } catch {
      // already gone
    }
  };
  let ended: string | undefined;
  const gone = new Promise<void>((done) => {
    const end = (why: string) => {
      ended = why;
      done();
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, name) => end(`exit ${code ?? name}`));
  });
  const origin = `http://${host}:${port}`;
  const killed = () => signal('SIGKILL'); // our own process ends without stop(): leave nothing behind
  process.once('exit', killed);
  const until = Date.now() + readyWithin;
  while (!(await answers(`${origin}/version`))) {
    if (ended || Date.now() > until) {
      signal('SIGKILL');
      throw new Error(
        `The VS Code server did not start (${ended ?? `no answer in ${readyWithin} ms`}); its log: ${log}`,
      );
    }
    await delay(50);
  }
  const stop = async () => {
    signal('SIGTERM');
    await Promise.race([gone, delay(5000)]);
    signal('SIGKILL');
    process.removeListener('exit', killed);
  };
  return { origin, authority: `${host}:${port}`, userSettings, log, stop };
};

/** VS Code sets these in its own terminals, and a server that inherits them talks to the wrong window. */
const cleanEnv = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries({ ...process.env, ...extra }).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)),
  );

const answers = async (url: string): Promise<boolean> => (await fetch(url).catch(() => undefined))?.status === 200;

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

export interface Opening {
  /** A folder, or a `.code-workspace` file. */
  readonly open: string;
  readonly developmentPaths?: readonly string[];
  readonly testsPath?: string;
}

/** The address of a window. */
export const windowAddress = (server: Server, { open, developmentPaths = [], testsPath }: Opening): string => {
  const url = new URL('/', server.origin);
  url.searchParams.set(open.endsWith('.code-workspace') ? 'workspace' : 'folder', resolve(open));
  const remote = (path: string) => `vscode-remote://${server.authority}${resolve(path)}`;
  const payload = developmentPaths.map((path) => ['extensionDevelopmentPath', remote(path)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
};
