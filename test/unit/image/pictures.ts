import { movedShape } from '../../../src/core/cut-out';
import type { DrawnStep } from '../../../src/core/draw';
import type { Size } from '../../../src/core/geometry';
import type { ImageTransform, Raster } from '../../../src/core/image';
import { boxAbout } from '../../../src/core/move-objects';
import { withDefaults } from '../../../src/core/parameters';
import { cornersOf } from '../../../src/core/polygons';
import { randomFor } from '../../../src/core/random';
import type { SampleFacts, TransformBase } from '../../../src/core/transform';
import { operationsOf, runOperations, type Sight } from '../../../src/engine/image/program';
import { imageCatalogue as catalogue } from '../../../src/transforms/index';

/** A picture out of whole numbers alone: smooth enough for resampling, and no two pixels quite alike. */
export function picture(width: number, height: number, channels: Raster['channels'] = 3, deep = false): Raster {
  const data = deep ? new Uint16Array(width * height * channels) : new Uint8Array(width * height * channels);
  const unit = deep ? 257 : 1;
  let p = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        const wave = Math.abs(((x * (5 + c) + y * (3 + 2 * c)) % 360) - 180);
        data[p++] = (40 + wave) * unit + (deep ? (x * 31 + y * 17) % 257 : 0);
      }
    }
  }
  return { width, height, channels, data };
}

/** A picture whose samples are given row by row. */
export const rasterOf = (size: Size, channels: Raster['channels'], samples: readonly number[]): Raster => ({
  ...size,
  channels,
  data: Uint8Array.from(samples),
});

export const facts: SampleFacts = {
  path: 'train/cat/a.png',
  classes: ['cat'],
  partner: (random, rule) => `train/${random.choose(['cat', 'dog'])}/${rule}.png`,
};

/** What one transform draws for these parameters; where its folder lies must be said: there is no default for it. */
export function draw(
  transform: TransformBase,
  values: Readonly<Record<string, unknown>> = {},
  key: string | number = 1,
): DrawnStep {
  const drawn = transform.draw(
    withDefaults(transform.parameters, { ...('folder' in transform.parameters && { folder: 'sounds' }), ...values }),
    randomFor(transform.id, key),
    facts,
  );
  if (!drawn) throw new Error(`${transform.id} drew nothing`);
  return { path: 'steps[0]', transform: transform.id, drawn };
}

/** The partner of every mix in tests: of another shape, depth and size than the picture that it joins. */
export const partner = picture(23, 31, 4, true);

/** What labels say of every partner: most of its middle is an object. */
const cutOuts: Sight['cutOuts'] = () => {
  const object = {
    class: 'thing',
    number: 1,
    record: undefined,
    polygons: [cornersOf({ left: 4.5, top: 6, right: 19, bottom: 27.5 })],
  };
  return [
    {
      picture: { width: partner.width, height: partner.height },
      bounds: boxAbout(object)!,
      mirrors: true,
      set: 0,
      object,
      shape: (matrix, size) => movedShape(object, matrix, size),
    },
  ];
};

export const apply = (source: Raster, steps: readonly DrawnStep[], other: Raster = partner): Promise<Raster> =>
  runOperations(source, operationsOf(catalogue, steps, source, { boxes: () => [], cutOuts }), {
    partner: async () => other,
    target: async () => other,
  });

export function transformOf(id: string): ImageTransform {
  const transform = catalogue.get(id);
  if (!transform) throw new Error(`there is no ${id}`);
  return transform;
}

/** The largest difference between two pictures of the same kind. */
export function distance(a: Raster, b: Raster): number {
  if (a.data.length !== b.data.length) return Number.POSITIVE_INFINITY;
  return [...a.data].reduce((worst, v, i) => Math.max(worst, Math.abs(v - b.data[i]!)), 0);
}
