import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

interface Setting {
  readonly type: string;
  readonly scope: string;
  readonly enum?: readonly string[];
}

const section = readFileSync('README.md', 'utf8')
  .split('\n## ')
  .find((part) => part.startsWith('What is promised'))!;
const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| promise'));

describe('what README promises', () => {
  it('is a list', () => expect(rows.length).toBeGreaterThan(15));

  it.each(rows)('%s', (row) => {
    const named = [
      ...row
        .split(' | ')
        .at(-1)!
        .matchAll(/`([^`]+)`/g),
    ].map((match) => match[1]!);
    expect(named.length).toBeGreaterThan(0);
    let folder = '';
    for (const name of named) {
      const path = name.includes('/') ? name : join(folder, name); // beside the one before it
      expect(existsSync(path), path).toBe(true);
      folder = dirname(path);
    }
  });

  it('a workspace that is not trusted can’t name a program or a folder: its recipes do not count', () => {
    const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    const settings = contributes.configuration.properties as Readonly<Record<string, Setting>>;
    for (const [id, { type, scope, ...one }] of Object.entries(settings)) {
      if (['boolean', 'integer', 'number'].includes(type) || one.enum || scope === 'machine') continue;
      expect(restrictedConfigurations, id).toContain(id);
    }
    expect(settings['datasetAugmentation.ffmpegPath']).toMatchObject({ scope: 'machine' });
  });
});
