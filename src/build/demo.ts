import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';

const dataset = resolve('media/sample/clothing');
const demo = resolve('demo');

/** `npm run demo`: the main job without an editor, on the sample dataset, into the folder demo/. */
async function main(): Promise<void> {
  await rm(demo, { recursive: true, force: true });
  if (!existsSync('dist/cli.js')) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
  augment('preview', dataset, '--recipe', 'strong', '--samples', '6', '--out', resolve(demo, 'preview'));
  augment('run', dataset, '--recipe', 'strong', '--out', resolve(demo, 'clothing-augmented'));
  console.log('\nLook at demo/preview/contact-sheet.png (before above after) and at demo/clothing-augmented.');
}

const augment = (...args: readonly string[]): void => {
  execFileSync(process.execPath, ['dist/cli.js', ...args], { stdio: 'inherit' });
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
