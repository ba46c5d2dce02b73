import { invert, move, type Size } from '../../core/geometry';
import type { Box, Raster } from '../../core/image';
import type { Pass } from './fuse';
import { samplesOf } from './raster';
import { type Moved, sampleRows, type Work } from './sample-rows';
import { linearTone } from './tone';
import { rgbBytes, type Sampler, type Slot, type Workspace } from './workspace';

interface Start extends Work {
  /** How many of the passes it does. */
  readonly passes: number;
}

/**
 * Runs the first passes by the kernels, which give the very bytes that `warp`, `applyTone` and `addNoise` give one after
 * the other; undefined where the first of them has to be left to these. The result lies in the workspace. `lasting`: the
 * picture will be asked for again, and is never changed.
 */
export function sampleFirst(
  workspace: Workspace,
  picture: Raster,
  passes: readonly Pass[],
  lasting: boolean,
): { readonly picture: Raster; readonly passes: number } | undefined {
  if (picture.channels !== 3 || picture.data instanceof Uint16Array) return undefined;
  const work = workOf(picture, passes);
  if (work.passes === 0) return undefined;
  const size = work.moved?.kind === 'geometry' ? work.moved.size : picture;
  const padded = { width: Math.max(size.width, picture.width + 2), height: Math.max(size.height, picture.height + 2) };
  const sampler = workspace.sampler(padded);
  const from = lookAtSource(sampler, picture, work.moved, lasting);
  const to: Slot = from === 1 ? 2 : 1;
  sampleRows(sampler, to, size, work);
  const { width, height } = size;
  return { picture: { width, height, channels: 3, data: sampler.pixels(to, rgbBytes(size)) }, passes: work.passes };
}

function workOf(picture: Raster, passes: readonly Pass[]): Start {
  let [at, moved, tone, noise]: [number, Work['moved'], Work['tone'], Work['noise']] = [
    0,
    undefined,
    undefined,
    undefined,
  ];
  const first = passes[at];
  if (first?.kind === 'geometry' || first?.kind === 'displace') {
    if (!withinReach(first, picture)) return { passes: 0 };
    moved = first;
    at++;
  }
  const second = passes[at];
  if (second?.kind === 'tone') {
    tone = linearTone(second.maps);
    if (!tone) return { moved, passes: at };
    at++;
  }
  const third = passes[at];
  if (third?.kind === 'noise') {
    noise = third;
    at++;
  }
  return { moved, tone, noise, hidden: hiddenBy(passes[at]), passes: at };
}

function hiddenBy(pass: Pass | undefined): Box | undefined {
  return pass?.kind === 'erase' && pass.content === 'color' ? pass.boxes[0] : undefined;
}

/** True when all positions can be counted with, and none is farther from the source than one reflection reaches. */
function withinReach(moved: Moved, { width, height }: Size): boolean {
  if (moved.border === 'wrap') return false;
  const [beyondX, beyondY] = moved.border === 'reflect' ? [width, height] : [100_000, 100_000];
  const inside = (x: number, y: number) => x > -beyondX && x < width + beyondX && y > -beyondY && y < height + beyondY;
  if (moved.kind === 'displace') return [...moved.dx, ...moved.dy].every((shift) => Math.abs(shift) < 1);
  const inverse = invert(moved.matrix);
  const { size } = moved;
  // Straight lines stay straight: the corners reach farthest, as long as all are on this side of the horizon.
  return [0, size.width].every((x) =>
    [0, size.height].every((y) => inverse[6] * x + inverse[7] * y + inverse[8] > 0 && inside(...move(inverse, [x, y]))),
  );
}

/** Puts the picture where the kernels read it, and gives its slot. */
function lookAtSource(sampler: Sampler, picture: Raster, moved: Moved | undefined, lasting: boolean): Slot {
  const { width, height } = picture;
  const stride = width * 3;
  const reflect = moved?.border === 'reflect';
  if (moved?.border === 'constant') {
    const rowBytes = stride + 6;
    putFramed(sampler, picture, samplesOf(moved.fill, picture), lasting);
    sampler.kernels.lookAt(sampler.addressOf(3) + rowBytes + 3, rowBytes, width, height, 1, false);
    return 3;
  }
  const slot = sampler.slotOf(picture.data) ?? putIn(sampler, picture, lasting);
  sampler.kernels.lookAt(sampler.addressOf(slot), stride, width, height, 0, reflect);
  return slot;
}

/** A copy: of a picture that lasts in the source's slot, of another one where it harms no source. */
function putIn({ pixels, copied }: Sampler, picture: Raster, lasting: boolean): Slot {
  const slot = lasting ? 0 : 3;
  if (lasting && copied.get(slot) === picture.data) return slot;
  pixels(slot, rgbBytes(picture)).set(picture.data);
  copied.set(slot, lasting ? picture.data : undefined);
  return slot;
}

/** A copy with a pixel of the fill around it: where nothing is seen beyond the edge, that is seen. */
function putFramed(
  { pixels, copied }: Sampler,
  { width, height, data }: Raster,
  fill: readonly number[],
  lasting: boolean,
) {
  const mark = lasting ? [data, ...fill] : undefined;
  const known = copied.get(3) as readonly unknown[] | undefined;
  if (mark && known && mark.every((part, i) => part === known[i])) return;
  const rowBytes = (width + 2) * 3;
  const to = pixels(3, rowBytes * (height + 2));
  const row = Buffer.from(Array.from({ length: rowBytes }, (_, i) => fill[i % 3]!));
  to.set(row);
  to.set(row, rowBytes * (height + 1));
  for (let y = 0; y < height; y++) {
    const at = rowBytes * (y + 1);
    to.set(data.subarray(y * width * 3, (y + 1) * width * 3), at + 3);
    to.set(row.subarray(0, 3), at);
    to.set(row.subarray(0, 3), at + rowBytes - 3);
  }
  copied.set(3, mark);
}
