import { bitsOf } from '../../core/bitmap';
import type { Size } from '../../core/geometry';
import type { Raster } from '../../core/image';
import type { ObjectLabel } from '../../core/objects';
import type { Mask } from '../../formats/masks/png';
import type { Picture, ShownLabels, ShownObject, TileObjects } from '../../protocol-tiles';
import { encode } from '../image/encode';
import type { FollowedSet } from './open-labels';

/**
 * What is drawn over a tile's pictures: of several sets that say where objects are, the first, since they say the same of
 * the same objects. Undefined where nothing says where something is.
 */
export async function tileObjects(sets: readonly FollowedSet[], before: boolean): Promise<TileObjects | undefined> {
  const moved = sets.find(({ set, moved }) => set.nature === 'objects' && moved);
  const masked = sets.find((set) => set.movedMask);
  if (!moved && !masked) return undefined;
  const own = moved?.objects;
  const after = moved?.moved;
  const dropped = after?.dropped ?? [];
  const classes = [...new Set([...(own?.objects ?? []), ...(after?.objects ?? [])].map((object) => object.class))];
  return {
    ...(before && { before: await shown(own?.size, own?.objects ?? [], classes, masked?.mask) }),
    after: await shown(after?.size, after?.objects ?? [], classes, masked?.movedMask?.mask),
    kept: (after?.objects ?? []).filter((object) => object.partner === undefined).length,
    of: after?.of ?? 0,
    dropped,
  };
}

async function shown(
  size: Size | undefined,
  objects: readonly ObjectLabel[],
  classes: readonly string[],
  mask?: Mask,
): Promise<ShownLabels> {
  const layer = mask ? coloured(mask.raster) : bitmapLayer(size, objects, classes);
  return { objects: objects.map(shownObject), ...(layer && { mask: await asPicture(layer) }) };
}

function shownObject(object: ObjectLabel & { readonly weight?: number }): ShownObject {
  const { class: name, box, polygons, quad, keypoints, skeleton, weight } = object;
  return {
    class: name,
    ...(box && { box }),
    ...(polygons && { polygons }),
    ...(quad && { quad }),
    ...(keypoints && { keypoints }),
    ...(skeleton && { skeleton }),
    ...(weight !== undefined && weight < 1 && { weight }),
  };
}

type Layer = Raster & { readonly data: Uint8Array };

/** Masks of objects, in the colours of their classes: the same before and after. */
function bitmapLayer(size: Size | undefined, objects: readonly ObjectLabel[], classes: readonly string[]) {
  const masked = objects.filter((object) => object.mask);
  if (!size || masked.length === 0) return undefined;
  const layer: Layer = { ...size, channels: 4, data: new Uint8Array(size.width * size.height * 4) };
  for (const object of masked) {
    const bits = bitsOf(object.mask!);
    const color = colorOf(classes.indexOf(object.class) + 1);
    for (let at = 0; at < bits.length; at++) {
      if (bits[at] === 0) continue;
      const [x, y] = [Math.floor(at / size.height), at % size.height];
      layer.data.set(color, (y * size.width + x) * 4);
    }
  }
  return layer;
}

/** A mask of classes by its values; one of colours has its own. */
function coloured({ width, height, channels, data }: Raster): Layer {
  const layer: Layer = { width, height, channels: 4, data: new Uint8Array(width * height * 4) };
  const unit = data instanceof Uint16Array ? 257 : 1;
  for (let p = 0, q = 0; q < layer.data.length; p += channels, q += 4) {
    if (channels < 3) {
      if (data[p] !== 0) layer.data.set(colorOf(data[p]!), q);
    } else if (data[p] !== 0 || data[p + 1] !== 0 || data[p + 2] !== 0) {
      layer.data.set([data[p]! / unit, data[p + 1]! / unit, data[p + 2]! / unit, 255], q);
    }
  }
  return layer;
}

const known = new Map<number, readonly number[]>();

/** Colours that stand apart for neighbouring numbers: the golden angle around the hues. */
function colorOf(value: number): readonly number[] {
  const color = known.get(value) ?? hue((value * 137.508) % 360);
  known.set(value, color);
  return color;
}

function hue(degrees: number): readonly number[] {
  const channel = (shift: number) => {
    const k = (shift + degrees / 30) % 12;
    return Math.round(255 * (0.55 - 0.45 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [channel(0), channel(8), channel(4), 255];
}

async function asPicture(layer: Layer): Promise<Picture> {
  const { bytes } = await encode(layer, 'png', 100);
  return { bytes, mime: 'image/png', size: { width: layer.width, height: layer.height } };
}
