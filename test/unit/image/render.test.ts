import { expect, it } from 'vitest';
import { drawVariant, isApplied } from '../../../src/core/draw';
import { builtInPresets } from '../../../src/core/presets';
import { decodeBytes } from '../../../src/engine/image/decode';
import type { Others } from '../../../src/engine/image/others';
import { codecVersions, type DecodedImage, renderImage } from '../../../src/engine/image/render';
import { catalogue } from '../../../src/transforms/index';
import { facts, picture } from './pictures';

const source: DecodedImage = { raster: picture(64, 48), notes: ['CMYK converted to RGB'] };
const noPartner: Others<DecodedImage> = {
  partner: () => Promise.reject(new Error('no partner was drawn')),
  target: () => Promise.reject(new Error('no target was drawn')),
};

const presets = builtInPresets.filter((p) => p.recipe.modality === 'image');

it.each(presets.map((p) => [p.name, p.recipe] as const))(
  '%s: same draw, same bytes; others differ',
  async (_, recipe) => {
    const render = (variant: number) => {
      const steps = drawVariant(recipe, catalogue, facts, { epoch: 0, variant }).filter(isApplied);
      return renderImage(source, steps, { format: 'keep', quality: 95, extension: 'JPG' }, noPartner);
    };
    const [first, again, second] = [await render(1), await render(1), await render(2)];
    expect(first.bytes).toEqual(again.bytes);
    expect(first.bytes).not.toEqual(second.bytes);
    expect(first.size).toEqual({ width: 64, height: 48 });
    expect(first.notes).toEqual(['CMYK converted to RGB']);
    expect((await decodeBytes(first.bytes)).raster).toMatchObject({ width: 64, height: 48 });
  },
);

it('writes what the extension promises', async () => {
  const magic = { jpg: 'ffd8ff', png: '89504e47', webp: '52494646', tiff: '49492a00', gif: '47494638', bmp: '424d' };
  for (const [extension, start] of Object.entries(magic)) {
    const { bytes } = await renderImage(source, [], { format: 'keep', quality: 80, extension }, noPartner);
    expect(Buffer.from(bytes.subarray(0, start.length / 2)).toString('hex')).toBe(start);
  }
  const odd = renderImage(source, [], { format: 'keep', quality: 80, extension: 'heic' }, noPartner);
  await expect(odd).rejects.toThrow("can't be written as .heic");
});

it('mixes with the partner that was drawn, at its place in the list', async () => {
  const asked: string[] = [];
  const steps = [
    { path: 'steps[0]', transform: 'image.mixup', drawn: { partner: 'train/b.png', weight: 0.5 } },
    { path: 'steps[1]', transform: 'image.crop', drawn: { area: 0.25, aspect: 1, x: 0, y: 0, resize: 'none' } },
  ];
  const { size } = await renderImage(
    source,
    steps,
    { format: 'png', quality: 80, extension: 'png' },
    {
      ...noPartner,
      async partner(path) {
        asked.push(path);
        return { raster: picture(5, 9, 1), notes: [] };
      },
    },
  );
  expect([asked, size]).toEqual([['train/b.png'], { width: 32, height: 24 }]);
});

it('names a transform that it does not know', async () => {
  const steps = [{ path: 'steps[3]', transform: 'image.melt', drawn: {} }];
  const render = renderImage(source, steps, { format: 'keep', quality: 80, extension: 'png' }, noPartner);
  await expect(render).rejects.toThrow('steps[3]: unknown transform "image.melt"');
});

it('names the codecs', async () => {
  const versions = await codecVersions();
  for (const version of Object.values(versions)) expect(version).toMatch(/^[0-9a-f]/);
  expect(Object.keys(versions)).toEqual(expect.arrayContaining(['vips', 'jpeg-turbo']));
});

it('names the same codecs without loading sharp', async () => {
  const recipe = { version: 1, modality: 'image', seed: 1, variants: 1, steps: [] } as const;
  expect(await codecVersions({ recipe, extensions: ['jpg', 'JPEG'] })).toEqual(await codecVersions());
});
