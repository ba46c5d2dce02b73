import type { Report } from './bench';
import { measure } from './watch';

/** Loading and activating the extension in a real VS Code, as the first command does. */
export async function activation(report: Report): Promise<void> {
  const env = { ...process.env, SUITE: 'test/bench/editor' };
  const { stdout } = await measure('npx', ['tsx', 'test/host/run.ts'], env);
  const took = /activation took (\d+) ms/.exec(stdout)?.[1];
  if (!took) throw new Error(`the editor did not say how long activation took:\n${stdout}`);
  report(`activation of the extension: ${took} ms`);
}
