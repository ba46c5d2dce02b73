import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FfmpegUse } from '../ffmpeg/needs';
import { formatOfExtension, loadSharp } from './codecs';
import { turboVersion } from './turbo';

type Versions = Readonly<Record<string, string | undefined>>;

/**
 * Names and versions of what decodes and encodes: with the same ones the same recipe gives the same bytes. Throws where
 * pictures need sharp and it can't be loaded.
 */
export async function codecVersions(use?: FfmpegUse): Promise<Record<string, string>> {
  const packaged = use && !needsSharp(use) ? packagedVersions() : undefined;
  const versions: Versions = packaged ?? (await loadSharp()).versions;
  const names = ['sharp', 'vips', 'mozjpeg', 'png', 'webp', 'tiff', 'heif', 'aom', 'cgif'];
  return {
    'jpeg-turbo': await turboVersion(),
    ...Object.fromEntries(names.map((name) => [name, versions[name] ?? ''])),
  };
}

/** False where no picture, or plain JPEG files alone, are read and written. */
function needsSharp({ recipe, extensions }: FfmpegUse): boolean {
  if (recipe.modality !== 'image') return false;
  if ((recipe.output?.format ?? 'keep') !== 'keep') return true;
  return extensions.some((extension) => formatOfExtension(extension) !== 'jpeg');
}

/**
 * What sharp would say, out of its package: to load it takes a process 0.15 s of CPU, and plain JPEG files do without it.
 * Undefined where that is not certain: it was built here, or is there for several machines.
 */
function packagedVersions(): Versions | undefined {
  const need = createRequire(__filename);
  const read = (name: string): Versions | undefined => {
    try {
      return need(name) as Versions;
    } catch {
      return undefined;
    }
  };
  try {
    if (existsSync(join(dirname(need.resolve('sharp')), '..', 'src', 'build'))) return undefined;
  } catch {
    return undefined;
  }
  const { arch, platform } = process;
  const machines = (platform === 'linux' ? ['linux', 'linuxmusl'] : [platform]).map((system) => `${system}-${arch}`);
  const [machine, ...more] = machines.filter((one) => read(`@img/sharp-${one}/package`));
  if (!machine || more.length > 0) return undefined;
  const parts = read(`@img/sharp-${machine}/versions`) ?? read(`@img/sharp-libvips-${machine}/versions`);
  return parts && { ...parts, sharp: read(`@img/sharp-${machine}/package`)?.version };
}
