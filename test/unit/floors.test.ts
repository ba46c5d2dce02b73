import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

/** What a file of each folder may import, beside files of its own folder. */
const mayImport: Readonly<Record<string, readonly RegExp[]>> = {
  'src/core/': [],
  'src/transforms/': [/^src\/core\//],
  'src/formats/': [/^src\/core\//, /^(yaml|fast-xml-parser|fast-png|papaparse|hyparquet|hyparquet-writer)$/],
  'src/protocol.ts': [/^src\/(core\/|protocol-tiles$)/],
  'src/protocol-tiles.ts': [/^src\/core\//],
  'src/rpc.ts': [],
  'src/engine/': [/^src\/(core|transforms|formats)\//, /^src\/protocol(-tiles)?$/, /^[a-z@]/],
  'src/cli/': [/^src\/(core|transforms|engine|formats)\//, /^[a-z@]/],
  'src/host/': [/^src\//, /^[a-z@]/],
  'webview/': [/^src\/core\//, /^src\/(protocol|protocol-tiles|rpc)$/, /^preact/, /^@vscode\//],
};

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|\bimport\s+'([^']+)'/g;

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(importPattern)].map((m) => {
    const name = (m[1] ?? m[2] ?? m[3])!;
    return name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
  });
}

const files = ['src', 'webview']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('src/build/'));

describe('floors', () => {
  it('finds the files', () => expect(files.length).toBeGreaterThan(40));

  it.each(files)('%s imports only what is below it', (file) => {
    const [folder, allowed] = Object.entries(mayImport).find(([f]) => file.startsWith(f)) ?? [];
    expect(folder, `${file} stands in no room`).toBeDefined();
    const wrong = importsOf(file).filter((name) => !name.startsWith(folder!) && !allowed!.some((a) => a.test(name)));
    expect(wrong).toEqual([]);
  });

  it('only the host imports vscode', () => {
    const others = files.filter((f) => !f.startsWith('src/host/'));
    expect(others.filter((f) => importsOf(f).includes('vscode'))).toEqual([]);
  });

  it('only what the user asks for uses the network: models, and servers that translate', () => {
    const network = /\bfetch\(|\bnode:(http|https|net|tls|dgram|dns)\b|\bWebSocket\b|\bXMLHttpRequest\b|\bsendBeacon\b/;
    expect(files.filter((file) => network.test(readFileSync(file, 'utf8'))).sort()).toEqual([
      'src/engine/models/download.ts',
      'src/engine/models/translate/libre-translate.ts',
    ]);
  });

  it('transforms never import each other', () => {
    const transforms = files.filter((f) => /^src\/transforms\/\w+\//.test(f));
    expect(transforms.length).toBeGreaterThan(9);
    expect(transforms.filter((f) => importsOf(f).some((name) => name.startsWith('src/transforms/')))).toEqual([]);
  });
});
