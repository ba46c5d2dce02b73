import { readFile } from 'node:fs/promises';
import { sampleExtensions, tableExtensions } from '../core/files';
import { transformInfo } from '../core/transform';
import { catalogue } from '../transforms/index';
import { generate } from './contributes';
import { withTransformTable } from './readme';

/** Every generated file but the compiled kernels, by its path from the project's folder, with the text that it must have. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const transforms = [...catalogue.values()].map(transformInfo);
  const { manifest, files } = generate(transforms, [...Object.values(sampleExtensions).flat(), ...tableExtensions]);
  const now = JSON.parse(await readFile('package.json', 'utf8')) as object;
  const texts = new Map([['package.json', json({ ...now, ...manifest })]]);
  for (const [path, value] of Object.entries(files)) texts.set(path, json(value));
  return texts.set('README.md', withTransformTable(await readFile('README.md', 'utf8'), transforms));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
