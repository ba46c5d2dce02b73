import { compose, isIdentity, type Matrix, move, type Size } from '../../core/geometry';
import type { ImageOperation } from '../../core/image';
import type { Tone } from './tone';
import type { Geometry } from './warp';

/** What is run over the pixels, once each. */
export type Pass =
  | Exclude<ImageOperation, Tone | { kind: 'colors' }>
  /** Neighbouring maps of single channels, one table pass. */
  | { readonly kind: 'tone'; readonly maps: readonly Tone[] }
  /** Neighbouring colour matrices. */
  | { readonly kind: 'colors'; readonly matrices: readonly Matrix[] };

/**
 * Operations for a picture of `size` as few passes: neighbouring geometry becomes one resampling where that gives what
 * the steps one by one would show, neighbouring maps of channels one table. Geometry that leaves all as it is disappears.
 */
export function fuse(operations: readonly ImageOperation[], size: Size): readonly Pass[] {
  const passes: Pass[] = [];
  const frames: Size[] = []; // the picture's size before each pass
  let frame = size;
  const push = (pass: Pass) => {
    passes.push(pass);
    frames.push(frame);
  };
  for (const operation of operations) {
    const last = passes.at(-1);
    if (operation.kind === 'geometry') {
      const joined = last?.kind === 'geometry' ? join(last, operation, frames.at(-1)!) : undefined;
      if (joined) {
        passes.pop();
        frame = frames.pop()!;
      }
      const pass = joined ?? operation;
      if (!changesNothing(pass, frame)) push(pass);
      frame = pass.size;
    } else if (operation.kind === 'colors') {
      if (last?.kind !== 'colors') push({ kind: 'colors', matrices: [operation.matrix] });
      else passes[passes.length - 1] = { kind: 'colors', matrices: [...last.matrices, operation.matrix] };
    } else if (operation.kind !== 'linear' && operation.kind !== 'curve') push(operation);
    else if (last?.kind === 'tone') passes[passes.length - 1] = { kind: 'tone', maps: [...last.maps, operation] };
    else push({ kind: 'tone', maps: [operation] });
  }
  return passes;
}

/**
 * Two geometries as one, or undefined. What the second one shows beyond the edge of the first one's picture decides:
 * nothing (`none`) or the same frame: as one by one. Two reflections: fused, for the true picture beyond the cut is a
 * better stand-in than its reflection. A colour, the edge pixel or a repetition must begin where the cut is: not fused.
 */
function join(first: Geometry, second: Geometry, from: Size): Geometry | undefined {
  const { size } = second;
  const matrix = compose(second.matrix, first.matrix);
  if (second.border === 'none') return { ...first, matrix, size };
  const plausible = second.border === 'reflect' && (first.border === 'none' || first.border === 'reflect');
  return plausible || keepsFrame(first, from) ? { ...second, matrix } : undefined;
}

/** True when the picture's frame lands exactly on the output's: flips, quarter turns of squares. */
function keepsFrame({ matrix, size }: Geometry, from: Size): boolean {
  const corners = [0, from.width].flatMap((x) => [0, from.height].map((y) => move(matrix, [x, y])));
  return corners.every(([x, y]) => (x === 0 || x === size.width) && (y === 0 || y === size.height));
}

const changesNothing = ({ matrix, size }: Geometry, from: Size): boolean =>
  isIdentity(matrix) && size.width === from.width && size.height === from.height;
