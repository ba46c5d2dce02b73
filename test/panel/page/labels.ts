import type { Point } from '../../../src/core/geometry';
import type { ShownLabels, TileObjects } from '../../../src/protocol-tiles';

/** Labels of every kind, drawn by hand over the six photos: what a labelled dataset would send. */

const boxOf = (left: number, top: number, width: number, height: number) => ({
  box: { left, top, right: left + width, bottom: top + height },
});
const kept = (before: ShownLabels, after: ShownLabels): TileObjects => {
  const { length } = before.objects;
  return { before, after, kept: length, of: length, dropped: [] };
};
const cap: readonly Point[] = [
  [58, 120],
  [100, 60],
  [150, 42],
  [210, 64],
  [258, 150],
  [226, 330],
  [150, 384],
  [76, 330],
];
const shirt: readonly Point[] = [
  [150, 40],
  [60, 90],
  [240, 90],
  [30, 190],
  [270, 190],
];
const joints = (by: number) =>
  shirt.map(([x, y], i) => ({ x: x + by, y, visible: i === 4 ? (1 as const) : (2 as const) }));
const bones = [
  [0, 1],
  [0, 2],
  [1, 3],
  [2, 4],
] as const;
const pose = (by: number) => [{ class: 't-shirt', keypoints: joints(by), skeleton: bones }];

const labels: Readonly<Record<string, TileObjects>> = {
  hat: kept(
    { objects: [{ class: 'hat', polygons: [cap] }] },
    { objects: [{ class: 'hat', polygons: [cap.map(([x, y]): Point => [x + 6, y - 8])] }] },
  ),
  shoes: kept(
    {
      objects: [
        { class: 'shoe', ...boxOf(146, 66, 115, 259) },
        { class: 'shoe', ...boxOf(273, 72, 117, 260) },
      ],
    },
    {
      objects: [
        { class: 'shoe', ...boxOf(273, 48.8, 154.8, 304.2) },
        { class: 'shoe', ...boxOf(126.2, 43.3, 157.2, 305.6) },
      ],
    },
  ),
  tshirt: kept({ objects: pose(0) }, { objects: pose(8) }),
  dress: kept(
    {
      objects: [
        {
          class: 'dress <b>blue</b>',
          quad: [
            [52, 30],
            [262, 30],
            [262, 350],
            [52, 350],
          ],
        },
      ],
    },
    {
      objects: [
        {
          class: 'dress <b>blue</b>',
          quad: [
            [70, 18],
            [279, 35],
            [253, 354],
            [44, 337],
          ],
          weight: 0.7,
        },
      ],
    },
  ),
  boots: {
    before: {
      objects: [
        { class: 'boot', ...boxOf(14, 40, 116, 330) },
        { class: 'boot', ...boxOf(140, 30, 120, 350) },
      ],
    },
    after: { objects: [{ class: 'boot', ...boxOf(124, 4, 142, 384) }] },
    kept: 1,
    of: 2,
    dropped: ['box 1: 12 % visible'],
  },
};

/** A mask as the host paints it: one class in a colour, clear elsewhere. */
async function mask(left: number): Promise<ShownLabels> {
  const canvas = new OffscreenCanvas(300, 400);
  const paint = canvas.getContext('2d')!;
  paint.fillStyle = '#e51400';
  paint.beginPath();
  paint.moveTo(left, 20);
  paint.lineTo(left + 140, 20);
  paint.lineTo(left + 170, 380);
  paint.lineTo(left - 30, 380);
  paint.fill();
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  return { objects: [], mask: { bytes, mime: 'image/png', size: { width: 300, height: 400 } } };
}

/** The labels of one of the photos, for a dataset that has some. */
export async function labelsOf(name: string, withBefore: boolean): Promise<TileObjects | undefined> {
  const masked = name === 'pants' && { before: await mask(80), after: await mask(86), kept: 0, of: 0, dropped: [] };
  const found = masked || labels[name];
  return found && !withBefore ? { ...found, before: undefined } : found;
}
