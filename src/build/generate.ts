// `npm run generate`: writes what is made from the tables of commands, transforms and file names.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { generatedFiles } from './generated';

async function main(): Promise<void> {
  for (const [path, text] of await generatedFiles()) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
