import type { Point } from './geometry';
import type { Box } from './image';

/** A closed outline; the last point is not the first again. */
export type Polygon = readonly Point[];

/** A named point of an object. `visible` as COCO has it: 0 not labelled (then at 0, 0), 1 hidden, 2 seen. */
export interface Keypoint {
  readonly x: number;
  readonly y: number;
  readonly visible: 0 | 1 | 2;
}

/** Two keypoints that a line joins, counted from 0. */
export type Bone = readonly [from: number, to: number];

/**
 * Where an object stands, in pixels of the upright picture: edges at whole numbers, pixel centres at +0.5, boxes and
 * points alike. A label gives one or more of these.
 */
export interface Shapes {
  readonly box?: Box;
  /** The parts of an object that something cuts into pieces. */
  readonly polygons?: readonly Polygon[];
  /** An oriented box: four corners in the order of its file. */
  readonly quad?: Polygon;
  readonly keypoints?: readonly Keypoint[];
}
