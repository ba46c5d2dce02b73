import { bundle } from './bundles';

bundle('dist', process.argv.includes('--minify')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
