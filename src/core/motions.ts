import type { Displacement } from './displacement';
import type { Matrix, Size } from './geometry';
import { boxOf, coverMatrix, type ImageOperation, type Paste, type Piece, pasteMatrix } from './image';
import type { ObjectLabel } from './objects';
import { fieldMap, matrixMap, type PlaneMap } from './plane-map';

/** What an operation does to coordinates and label sets. */
export type Motion =
  | { readonly kind: 'move'; readonly matrix: Matrix; readonly size: Size }
  | { readonly kind: 'displace'; readonly field: Displacement }
  /** The partner's labels come in, and all labels get their share. */
  | { readonly kind: 'mix'; readonly partner: string; readonly weight: number }
  /** Part of the own labels is hidden, and the partner's come in its place. */
  | { readonly kind: 'paste'; readonly partner: string; readonly paste: Paste }
  /** Objects of the partner come in, and hide what they cover. */
  | { readonly kind: 'copy'; readonly partner: string; readonly pieces: readonly MovedPiece[] }
  /** Moved copies of the picture lie over it: things are seen in several places. */
  | { readonly kind: 'blend' };

/** A piece, and what one set of labels says of it. */
export interface MovedPiece extends Piece {
  readonly object?: ObjectLabel;
}

/** Every kind of operation answers here; undefined: all labels stay as they are. */
export function motionOf(operation: ImageOperation): Motion | undefined {
  switch (operation.kind) {
    case 'geometry': {
      const { width, height } = operation.size; // it may be a whole raster
      return { kind: 'move', matrix: operation.matrix, size: { width, height } };
    }
    case 'displace':
      return { kind: 'displace', field: operation };
    case 'mix':
      return { kind: 'mix', partner: operation.partner, weight: operation.weight };
    case 'paste':
      return { kind: 'paste', partner: operation.partner, paste: operation };
    case 'copy':
      return { ...operation, pieces: operation.pieces.map((piece) => ({ ...piece, object: piece.from.object })) };
    case 'blend': {
      const moves = operation.copies.some((copy) => copy.operations.some(motionOf));
      return moves ? { kind: 'blend' } : undefined;
    }
    case 'match':
    case 'fourier':
    case 'linear':
    case 'noise':
    case 'erase':
    case 'recode':
    case 'curve':
    case 'colors':
    case 'convolve':
    case 'blur':
    case 'coarsen':
    case 'defocus':
    case 'median':
    case 'scatter':
    case 'levels':
    case 'clahe':
    case 'grain':
    case 'overlay':
      return undefined;
  }
}

/** The map of a motion that moves a picture of this size as a whole. */
export const mapOf = (motion: Extract<Motion, { kind: 'move' | 'displace' }>, size: Size): PlaneMap =>
  motion.kind === 'move' ? matrixMap(motion.matrix, motion.size) : fieldMap(motion.field, size);

/** How a partner of this size comes into a picture. */
export const partnerMap = (
  motion: Extract<Motion, { kind: 'mix' | 'paste' }>,
  partner: Size,
  { width, height }: Size,
): PlaneMap => {
  const size = { width, height };
  return motion.kind === 'mix'
    ? matrixMap(coverMatrix(partner, boxOf(size)), size)
    : matrixMap(pasteMatrix(partner, motion.paste, size), size, motion.paste.to);
};

/** What kinds of labels there are, by how they follow. */
export type LabelNature = 'class' | 'objects' | 'mask' | 'times' | 'frames' | 'unknown';

/** What steps of any kind of data may do: `time` moves it. */
export type MotionKind = Motion['kind'] | 'time';

/** Why labels of a nature can't follow a kind of motion; all others do. A new kind must answer here. */
const answers: Readonly<Record<MotionKind, Readonly<Partial<Record<LabelNature, string>>>>> = {
  move: { unknown: 'nobody knows whether it says where things are' },
  displace: { unknown: 'nobody knows whether it says where things are' },
  mix: {
    mask: 'a mask holds one class a pixel, which can’t be blended',
    frames: 'a row for each frame can’t be blended',
    unknown: 'nobody knows how two of them become one',
  },
  paste: { unknown: 'nobody knows how two of them become one' },
  copy: { unknown: 'nobody knows how two of them become one' },
  blend: {
    objects: 'moved copies of the picture lie over it, so that things are seen in several places',
    mask: 'moved copies of the picture lie over it, and a mask holds one class a pixel',
    unknown: 'nobody knows whether it says where things are',
  },
  time: { unknown: 'nobody knows whether it says when things happen' },
};

/** Why labels of a nature can't follow a motion; undefined when they can. */
export const cannotFollow = (nature: LabelNature, motion: MotionKind): string | undefined => answers[motion][nature];
