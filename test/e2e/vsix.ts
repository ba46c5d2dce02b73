import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../vscode/paths';

/** The newest VSIX in dist/; VSIX names another one. */
export const newestVsix = (): string => {
  if (process.env.VSIX) return resolve(process.env.VSIX);
  const dist = join(projectRoot, 'dist');
  const found = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith('.vsix')) : [];
  const files = found.map((name) => join(dist, name)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!files[0]) throw new Error(`No VSIX in ${dist}: run npm run package first`);
  return files[0];
};
