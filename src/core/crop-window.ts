import type { Size } from './geometry';
import type { Box } from './image';

/** The middle part of a box, within the picture: where it is seen, so much of the box's visible area is seen. */
export function core(box: Box, { width, height }: Size, share: number): Box {
  const [left, right] = middle(Math.max(0, box.left), Math.min(width, box.right), Math.sqrt(share));
  const [top, bottom] = middle(Math.max(0, box.top), Math.min(height, box.bottom), Math.sqrt(share));
  return { left, top, right, bottom };
}

function middle(from: number, to: number, share: number): readonly [from: number, to: number] {
  const cut = ((to - from) * (1 - share)) / 2;
  return [from + cut, to - cut];
}

/** The smallest box around boxes; undefined where there are none with an area. */
export function enclosing(boxes: readonly Box[]): Box | undefined {
  const seen = boxes.filter((b) => b.right > b.left && b.bottom > b.top);
  if (seen.length === 0) return undefined;
  return {
    left: Math.min(...seen.map((b) => b.left)),
    top: Math.min(...seen.map((b) => b.top)),
    right: Math.max(...seen.map((b) => b.right)),
    bottom: Math.max(...seen.map((b) => b.bottom)),
  };
}

/**
 * What a crop keeps of a picture: a window with these shares of its width and height, at a place from 0 (left or top
 * edge) to 1. It grows evenly until `inside` fits, and moves no further than it must to hold it. Whole pixels on request.
 */
export function cropWindow(
  size: Size,
  share: Size,
  place: { readonly x: number; readonly y: number },
  inside: Box | undefined,
  whole: boolean,
): Box {
  const need = inside ?? { left: 0, right: 0, top: 0, bottom: 0 };
  const grown = Math.max(
    1,
    (need.right - need.left) / (share.width * size.width),
    (need.bottom - need.top) / (share.height * size.height),
  );
  const across = side(size.width, share.width * grown, place.x, inside && [need.left, need.right], whole);
  const down = side(size.height, share.height * grown, place.y, inside && [need.top, need.bottom], whole);
  return { left: across[0], top: down[0], right: across[1], bottom: down[1] };
}

function side(
  full: number,
  share: number,
  place: number,
  inside: readonly [from: number, to: number] | undefined,
  whole: boolean,
): readonly [from: number, to: number] {
  const need = inside && whole ? [Math.floor(inside[0]), Math.ceil(inside[1])] : inside;
  const wished = Math.min(full, share * full);
  const length = whole ? Math.min(full, Math.max(1, Math.round(wished), need ? need[1]! - need[0]! : 0)) : wished;
  const free = place * (full - length);
  const at = whole ? Math.round(free) : free;
  const held = need ? Math.min(need[0]!, Math.max(need[1]! - length, at)) : at;
  const from = Math.max(0, Math.min(full - length, held));
  return [from, from + length];
}
