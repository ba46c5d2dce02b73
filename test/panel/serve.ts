import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

/** The panel's page under the host's own content security policy, with a fake host in it. */
export interface Served {
  readonly address: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  ttf: 'font/ttf',
  jpg: 'image/jpeg',
};

async function bundle(): Promise<ReadonlyMap<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: { webview: 'webview/main.tsx', panel: 'webview/panel.css', host: 'test/panel/page/fake-host.ts' },
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map((f) => [f.path, f.contents]));
}

function pageFor(url: URL): string {
  const theme = url.searchParams.get('theme') ?? 'dark';
  const direction = url.searchParams.get('dir') ?? 'ltr';
  return `<!DOCTYPE html><html lang="en" dir="${direction}"><head><meta charset="utf-8"><title>Dataset Augmentation</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/themes.css"><link rel="stylesheet" href="/panel.css"></head>
<body class="${theme}"><div id="root"></div>
<script type="module" nonce="n" src="/host.js"></script><script type="module" nonce="n" src="/webview.js"></script></body></html>`;
}

export async function servePanel(): Promise<Served> {
  const files = await bundle();
  const themes = await readFile('test/panel/themes.css');
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const self = `http://${request.headers.host}`;
    if (url.pathname === '/') {
      response.setHeader('content-type', 'text/html');
      // As the host's, and connect-src for the fake host, which fetches the photos.
      const policy = `default-src 'none'; img-src blob: data:; media-src blob:; style-src ${self} 'unsafe-inline'; font-src ${self}; script-src 'nonce-n'; connect-src ${self}`;
      response.setHeader('content-security-policy', policy);
      return response.end(pageFor(url));
    }
    response.setHeader('cache-control', 'max-age=3600'); // the same for every page of a file's tests
    response.setHeader('content-type', types[url.pathname.split('.').at(-1)!] ?? 'application/octet-stream');
    if (url.pathname === '/themes.css') return response.end(themes);
    const picture = /^\/pictures\/([\w-]+\.(?:jpg|png|webm))$/.exec(url.pathname)?.[1];
    const content = picture ? await readFile(`test/fixtures/panel/${picture}`) : files.get(url.pathname);
    if (!content) response.statusCode = 404;
    return response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
