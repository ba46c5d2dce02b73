import { readFile } from 'node:fs/promises';
import { compose, type Size, translate } from '../../core/geometry';
import { type ImageOperation, type Paste, pasteMatrix, type Raster } from '../../core/image';
import { mapOf, motionOf, partnerMap } from '../../core/motions';
import type { MaskSet } from '../../formats/masks/find';
import { decodeMask, type Mask } from '../../formats/masks/png';
import { type DecodedImage, decodeBytes } from '../image/decode';
import { warpNearest } from '../image/nearest';
import { copyOf } from '../image/raster';
import { copyIntoMask } from './copy-masks';
import { renumbered, seenAtFirst, seenBeside, seenThrough, withoutHidden } from './numbered-masks';

/** Reads the mask of a picture, upright as the picture is. Throws where it is not of the picture's size. */
export async function readMask(file: string, picture: DecodedImage, set: MaskSet): Promise<Mask> {
  const bytes = await readFile(file);
  const isPng = bytes.readUInt32BE(0) === 0x89504e47;
  const mask: Mask = isPng ? decodeMask(bytes) : await decodedMask(bytes);
  const { raster } = mask;
  const { raster: upright, stored } = picture;
  if (sameSize(raster, upright)) return mask;
  if (stored && sameSize(raster, stored)) {
    const turned = {
      kind: 'geometry',
      matrix: stored.turn,
      size: sizeOf(upright),
      border: 'none',
      fill: [0, 0, 0],
    } as const;
    return { ...mask, raster: warpNearest(raster, turned, samplesOf(set, raster)) };
  }
  throw new Error(
    `its mask has ${raster.width} × ${raster.height} pixels, and the picture ${upright.width} × ${upright.height}`,
  );
}

async function decodedMask(bytes: Uint8Array): Promise<Mask> {
  const { raster } = await decodeBytes(bytes);
  return { raster, depth: raster.data instanceof Uint16Array ? 16 : 8 };
}

const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;
const sizeOf = ({ width, height }: Size): Size => ({ width, height });

function samplesOf({ uncovered }: MaskSet, { channels, data }: Raster): readonly number[] {
  const values = typeof uncovered === 'number' ? [uncovered, uncovered, uncovered] : uncovered;
  const full = data instanceof Uint16Array ? 65535 : 255;
  const colors = channels > 2 ? 3 : 1;
  return Array.from({ length: channels }, (_, i) => (i < colors ? values[i]! : full));
}

/** A mask that has followed its picture, and which of its objects are not seen any more. */
export interface MovedMask {
  readonly mask: Mask;
  readonly dropped: readonly string[];
}

/**
 * A mask through the operations of its picture, not blended and not mirrored at the edges: what the picture does not
 * reach has the value for it.
 */
export async function moveMask(
  mask: Mask,
  operations: readonly ImageOperation[],
  set: MaskSet,
  minVisibility: number,
  partner: (path: string) => Promise<{ readonly mask?: Mask; readonly size: Size }>,
): Promise<MovedMask> {
  let { raster } = mask;
  let seen = set.objects && seenAtFirst(raster, set);
  const outside = samplesOf(set, raster);
  for (const operation of operations) {
    switch (operation.kind) {
      case 'geometry':
      case 'displace':
        if (seen) seen = seenThrough(seen, raster, set, mapOf(motionOf(operation) as WholeMotion, raster));
        raster = warpNearest(raster, { ...operation, border: 'constant' }, outside);
        break;
      case 'paste': {
        const other = await partner(operation.partner);
        const map = partnerMap({ kind: 'paste', partner: operation.partner, paste: operation }, other.size, raster);
        const came =
          seen && other.mask && renumbered(other.mask.raster, { ...mask, raster }, set, map, operation.partner);
        const pasted = pasteMask(raster, came?.raster ?? other.mask?.raster, other.size, operation, outside);
        if (seen) seen = new Map([...seenBeside(seen, raster, pasted), ...(came?.seen ?? [])]);
        raster = pasted;
        break;
      }
      case 'copy': {
        const other = await partner(operation.partner);
        const copied = copyIntoMask({ ...mask, raster }, other.mask, operation, set, outside);
        if (seen) seen = seenBeside(seen, raster, copied);
        raster = copied;
        break;
      }
      case 'mix':
        throw new Error('a mask holds one class a pixel, which can’t be blended');
      default:
        break;
    }
  }
  const left = seen ? withoutHidden(raster, seen, minVisibility, outside) : { raster, dropped: [] };
  return { mask: { ...mask, raster: left.raster }, dropped: left.dropped };
}

type WholeMotion = Parameters<typeof mapOf>[0];

function pasteMask(
  raster: Raster,
  other: Raster | undefined,
  size: Size,
  paste: Paste,
  outside: readonly number[],
): Raster {
  const { left, top, right, bottom } = paste.to;
  const part = { width: right - left, height: bottom - top };
  const matrix = compose(translate(-left, -top), pasteMatrix(size, paste, raster));
  const seen =
    other && warpNearest(other, { kind: 'geometry', matrix, size: part, border: 'constant', fill: [0, 0, 0] }, outside);
  if (seen && seen.channels !== raster.channels) throw new Error('the mask of its partner has other channels');
  const pasted = copyOf(raster);
  const row = part.width * raster.channels;
  for (let y = 0; y < part.height; y++) {
    const at = ((top + y) * raster.width + left) * raster.channels;
    if (seen) pasted.data.set(seen.data.subarray(y * row, (y + 1) * row), at);
    else for (let p = 0; p < row; p++) pasted.data[at + p] = outside[p % raster.channels]!;
  }
  return pasted;
}
