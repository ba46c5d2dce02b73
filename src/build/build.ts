// `npm run build [-- <folder>] [--minify]`: the bundles, in dist/ or the folder named.
import { bundle } from './bundles';

const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'dist';
bundle(folder, process.argv.includes('--minify')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
