import type { Plugin } from 'esbuild';

/** Libraries that few data need: each stands in a file of its own, which is read when the first of its exports is used. */
export const lazyLibraries = [
  'fast-png',
  'fast-xml-parser',
  'hyparquet',
  'hyparquet-writer',
  'jsonc-parser',
  'tar-stream',
  'yaml',
] as const;

/** Puts getters in the place of a library, so that importing it costs nothing; code stays as if it were in the bundle. */
export const librariesApart: Plugin = {
  name: 'libraries-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${lazyLibraries.join('|')})$`) }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path, namespace: 'library' },
    );
    onResolve({ filter: /^\./, namespace: 'library' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /.*/, namespace: 'library' }, async ({ path }) => ({ contents: await gettersOf(path) }));
  },
};

async function gettersOf(name: string): Promise<string> {
  const names = Object.keys((await import(name)) as object).filter((key) => key !== 'default');
  return `
    let library;
    const load = () => (library ??= require('./${name}.js'));
    for (const name of ${JSON.stringify(names)}) {
      Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
    }`;
}
