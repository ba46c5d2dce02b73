import { execFileSync } from 'node:child_process';
import type { Peer } from './throughput';

/** What a script finds first of its libraries in a Python here; the environment variable PYTHON names another than those of the path. */
export function findPeer(script: string): Peer | undefined {
  for (const command of [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python']) {
    if (!command) continue;
    try {
      const answer = execFileSync(command, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      return { name: (JSON.parse(answer) as { peer: string }).peer, command, script };
    } catch {} // not there, or without a library
  }
  return undefined;
}
