import { bitmapArea } from '../../core/bitmap';
import type { CutOut } from '../../core/cut-out';
import { type Matrix, move, type Size } from '../../core/geometry';
import { boxOf, coverMatrix, imageTransform, type Piece } from '../../core/image';
import { partnerParameter } from '../../core/partner-parameter';
import { randomFor } from '../../core/random';
import { shareRange } from '../../core/shares-parameter';

type Place = 'anywhere' | 'same';
/** One object: which of those that are left, from 0 to 1, and how it lies here. */
type Pasted = {
  readonly pick: number;
  readonly scale: number;
  readonly mirrored: boolean;
  /** From the left or top edge, 0, to the right or bottom one, 1. */
  readonly x: number;
  readonly y: number;
};
type Drawn = {
  /** Path of the other sample, relative to the dataset root. */
  readonly partner: string;
  readonly objects: readonly Pasted[];
  readonly place: Place;
  /** Standard deviation of the soft edge, as a share of the shorter side. */
  readonly edge: number;
};

/** Cuts objects out of another picture along their edges, and puts them over this one. */
export const copyPaste = imageTransform({
  id: 'image.copyPaste',
  title: 'Copy-paste',
  summary:
    'Puts objects of another picture over this one, cut out by their polygons or masks. They bring their labels, and what they cover is taken from the others.',
  family: 'Mixing and hiding',
  follows: 'Simple Copy-Paste (Ghiasi et al. 2021), Albumentations CopyAndPaste',
  aliases: ['CopyAndPaste', 'CopyPaste', 'SimpleCopyPaste', 'cut and paste objects', 'InstaBoost', 'copy_paste'],
  noun: 'copy-paste',
  row: '{count} of another',
  parameters: {
    count: {
      kind: 'range',
      title: 'Objects',
      min: 0,
      max: 30,
      slider: [0, 8],
      step: 1,
      neutral: 0,
      integer: true,
      unit: 'objects',
      one: 'object',
      default: [1, 3],
    },
    scale: {
      kind: 'range',
      title: 'Size',
      help: '1 is as large as where its picture covers this one. No object is larger than the picture.',
      min: 0.1,
      max: 4,
      slider: [0.3, 2],
      step: 0.05,
      prefix: '×',
      default: [0.7, 1.3],
    },
    place: {
      kind: 'choice',
      title: 'Place',
      options: { anywhere: 'Anywhere', same: 'Where it stood' },
      default: 'anywhere',
    },
    mirror: {
      kind: 'boolean',
      title: 'Mirror every other one',
      help: 'By chance; never one whose class means a direction.',
      default: true,
    },
    edge: shareRange({
      title: 'Soft edge',
      help: 'Standard deviation, as a share of the shorter side. Labels go by the hard edge.',
      max: 0.02,
      slider: [0, 0.01],
      step: 0.001,
      default: [0, 0.003],
    }),
    partner: partnerParameter,
  },
  draw({ count, scale, place, mirror, edge, partner }, random, sample): Drawn | undefined {
    const own = randomFor(random.seed()); // so many as there are objects: out of their own source
    const objects = Array.from({ length: random.integer(count) }, (): Pasted => {
      const [pick, size] = [own.between([0, 1], 4), own.between(scale, 3)];
      const mirrored = own.uniform() < 0.5 && mirror;
      return { pick, scale: size, mirrored, x: own.between([0, 1], 4), y: own.between([0, 1], 4) };
    });
    const soft = random.between(edge, 4);
    const other = sample.partner(random, partner, 'labelled');
    return other === undefined ? undefined : { partner: other, objects, place, edge: soft };
  },
  describe: ({ partner, objects }) =>
    objects.length === 0
      ? ''
      : `${objects.length} ${objects.length === 1 ? 'object' : 'objects'} of ${partner.slice(partner.lastIndexOf('/') + 1)} over it`,
  compile({ partner, objects, place, edge }, size, scene) {
    const left = objects.length > 0 && scene ? [...scene.cutOuts(partner)] : [];
    const pieces = objects.flatMap((pasted) => {
      const [from] = left.splice(Math.min(left.length - 1, Math.floor(pasted.pick * left.length)), 1);
      const piece = from && pieceOf(from, pasted, place, size);
      return piece && bitmapArea(piece.shape) > 0 ? [piece] : [];
    });
    const sigma = edge * Math.min(size.width, size.height);
    return pieces.length === 0 ? [] : [{ kind: 'copy', partner, pieces, sigma }];
  },
});

function pieceOf(from: CutOut, pasted: Pasted, place: Place, size: Size): Piece {
  const { bounds, picture } = from;
  const cover = coverMatrix(picture, boxOf(size));
  const [wide, high] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
  const by = Math.min(cover[0] * pasted.scale, size.width / wide, size.height / high);
  const [x, y] = move(cover, [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2]);
  const same = place === 'same';
  const left = same ? x - (by * wide) / 2 : pasted.x * (size.width - by * wide);
  const top = same ? y - (by * high) / 2 : pasted.y * (size.height - by * high);
  const whole = by === 1 ? Math.trunc : (shift: number) => shift; // pixels stay pixels
  const down = whole(top - by * bounds.top);
  const matrix: Matrix =
    pasted.mirrored && from.mirrors
      ? [-by, 0, size.width - whole(size.width - left - by * bounds.right), 0, by, down, 0, 0, 1]
      : [by, 0, whole(left - by * bounds.left), 0, by, down, 0, 0, 1];
  return { from, matrix, shape: from.shape(matrix, size) };
}
